import { monthsFrom, moveMonth } from '#app/filters/months.ts'

/** Month (YYYY-MM) → amount, of whole months only; a month that is not known is not there. */
export type MonthlyAmounts = ReadonlyMap<string, number>

/** `seasonal`: the same month a year before, times growth. `mean`: the mean of the last three months. */
export type Method = (typeof METHODS)[number]
const METHODS = ['seasonal', 'mean'] as const

/** How the last months grew over the same months a year before. */
export type Growth = { readonly ratio: number; readonly months: number }

/** No forecast, nor any growth, rests on fewer months. */
const LEAST_MONTHS = 3
const MOST_MONTHS = 6

/**
 * Growth over the six months that end with `origin`, those that are known now and a year before; null with fewer than
 * three.
 */
export function growthOf(known: MonthlyAmounts, origin: string): Growth | null {
  const pairs = monthsUpTo(origin, MOST_MONTHS).flatMap((month) => {
    const [now, before] = [known.get(month), known.get(moveMonth(month, -12))]
    return now === undefined || before === undefined ? [] : [{ now, before }]
  })
  if (pairs.length < LEAST_MONTHS) return null
  const now = sum(pairs.map((pair) => pair.now))
  const before = sum(pairs.map((pair) => pair.before))
  // Credits may outweigh costs: the ratio of such sums is no growth.
  return now > 0 && before > 0 ? { ratio: now / before, months: pairs.length } : null
}

/** The better method by which these months can be forecast at the end of `origin`; null when there is none. */
export function methodFor(known: MonthlyAmounts, origin: string, months: readonly string[]): Method | null {
  return METHODS.find((method) => forecastMonths(known, origin, months, method) !== null) ?? null
}

/** The amount of each month as told at the end of `origin`, in their order; null when the method lacks its past. */
export function forecastMonths(
  known: MonthlyAmounts,
  origin: string,
  months: readonly string[],
  method: Method,
): readonly number[] | null {
  if (method === 'mean') {
    const last = monthsUpTo(origin, LEAST_MONTHS).flatMap((month) => known.get(month) ?? [])
    return last.length < LEAST_MONTHS ? null : months.map(() => sum(last) / LEAST_MONTHS)
  }
  const growth = growthOf(known, origin)
  const yearBefore = months.map((month) => known.get(moveMonth(month, -12)))
  if (growth === null || yearBefore.includes(undefined)) return null
  return yearBefore.map((amount = 0) => amount * growth.ratio)
}

/** The sum of amounts. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function monthsUpTo(origin: string, count: number): readonly string[] {
  return monthsFrom(moveMonth(origin, 1 - count), origin)
}
