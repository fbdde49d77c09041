import { monthsFrom, moveMonth } from '#app/filters/months.ts'

/** Month (YYYY-MM) → amount, of whole months only; a month that is not known is not there. */
export type MonthlyAmounts = ReadonlyMap<string, number>

/** `seasonal`: the same month a year before, times growth. `mean`: the mean of the last three months. */
export type Method = (typeof METHODS)[number]
const METHODS = ['seasonal', 'mean'] as const

/** What a forecast rests on: the last three months. A longer window would follow a growth that slows too late. */
export const LAST_MONTHS = 3

/** How the three months that end with `origin` grew over the same months a year before; null unless all are known. */
export function growthOf(known: MonthlyAmounts, origin: string): number | null {
  const months = monthsUpTo(origin, LAST_MONTHS)
  const now = months.flatMap((month) => known.get(month) ?? [])
  const before = months.flatMap((month) => known.get(moveMonth(month, -12)) ?? [])
  if (now.length < LAST_MONTHS || before.length < LAST_MONTHS) return null
  // Credits may outweigh costs: the ratio of such sums is no growth.
  return sum(now) > 0 && sum(before) > 0 ? sum(now) / sum(before) : null
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
    const last = monthsUpTo(origin, LAST_MONTHS).flatMap((month) => known.get(month) ?? [])
    return last.length < LAST_MONTHS ? null : months.map(() => sum(last) / LAST_MONTHS)
  }
  const growth = growthOf(known, origin)
  const yearBefore = months.map((month) => known.get(moveMonth(month, -12)))
  if (growth === null || yearBefore.includes(undefined)) return null
  return yearBefore.map((amount = 0) => amount * growth)
}

/** The sum of amounts. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function monthsUpTo(origin: string, count: number): readonly string[] {
  return monthsFrom(moveMonth(origin, 1 - count), origin)
}
