import { monthsFrom } from '#app/filters/months.ts'
import { type BackTest, backTest } from '#app/forecast/back-test.ts'
import {
  forecastMonths,
  growthOf,
  type Method,
  type MonthlyAmounts,
  methodFor,
  sum,
} from '#app/forecast/forecast-months.ts'

/** First and last month of a year, calendar or fiscal. */
export type Year = { readonly from: string; readonly to: string }

export type ForecastMonth = {
  readonly month: string
  /** Null for a month of the past that is not known: it is neither counted nor forecast. */
  readonly amount: number | null
  readonly isForecast: boolean
}

/** What the first days of the month after the last whole one have already cost. */
export type Begun = { readonly month: string; readonly amount: number }

export type Total = {
  readonly total: number
  /** Nine times in ten the total lies between; null without enough tests, equal to the total once it is known. */
  readonly low: number | null
  readonly high: number | null
}

export type YearForecast = Total & {
  /** The months of the year from the first one known on. */
  readonly months: readonly ForecastMonth[]
  /** How the months to come were forecast, and how well that did before; null when none is to come. */
  readonly basis: Basis | null
  /** The month that costs already more than was told of its whole: it is forecast at what it costs. */
  readonly raised: { readonly month: string; readonly told: number } | null
}

export type Basis = { readonly method: Method; readonly growth: number | null; readonly backTest: BackTest }

/**
 * The total of a year: its whole months known up to `lastMonth`, and a forecast of each month after it. A year that
 * begins before anything is known is told from its first known month on: what came before is missing, not zero. Null
 * when nothing of the year or its past is known, or when the last three months are not. A month that has begun is
 * never told below what it has already cost.
 */
export function forecastYear(
  amounts: MonthlyAmounts,
  year: Year,
  lastMonth: string,
  begun: Begun | null = null,
): YearForecast | null {
  const known = new Map([...amounts].filter(([month]) => month <= year.to && month <= lastMonth))
  const covered = coveredMonths(known, year)
  if (covered.length === 0) return null
  const coming = covered.filter((month) => month > lastMonth)
  const basis = coming.length === 0 ? null : basisOf(known, lastMonth, coming)
  if (coming.length > 0 && basis === null) return null
  const told = basis === null ? [] : (forecastMonths(known, lastMonth, coming, basis.method) ?? [])
  const forecast = new Map(coming.map((month, index) => [month, told[index] ?? 0]))
  const toldOfBegun = begun === null ? undefined : forecast.get(begun.month)
  const isRaised = begun !== null && toldOfBegun !== undefined && toldOfBegun < begun.amount
  if (isRaised) forecast.set(begun.month, begun.amount)
  const months = covered.map((month): ForecastMonth => {
    const isForecast = month > lastMonth
    return { month, amount: (isForecast ? forecast : known).get(month) ?? null, isForecast }
  })
  const raised = isRaised ? { month: begun.month, told: toldOfBegun } : null
  return { months, ...totalOf(months, basis, begun), basis, raised }
}

function basisOf(known: MonthlyAmounts, lastMonth: string, coming: readonly string[]): Basis | null {
  const method = methodFor(known, lastMonth, coming)
  if (method === null) return null
  return {
    method,
    growth: method === 'seasonal' ? growthOf(known, lastMonth) : null,
    backTest: backTest(known, method, coming.length),
  }
}

/** The total of some months of a forecast with its interval: only what is forecast is in doubt. */
export function totalOf(
  months: readonly ForecastMonth[],
  basis: Basis | null,
  begun: Begun | null = null,
): Total {
  const { actual, rest } = partsOf(months)
  const total = actual + rest
  if (months.every(({ isForecast }) => !isForecast)) return { total, low: total, high: total }
  const spread = basis?.backTest.spread ?? null
  if (spread === null || rest <= 0) return { total, low: null, high: null }
  const isBegun = months.some(({ month, isForecast }) => isForecast && month === begun?.month)
  const least = isBegun ? (begun?.amount ?? 0) : 0
  return { total, low: actual + Math.max(rest / spread, Math.min(rest, least)), high: actual + rest * spread }
}

/** What of some months is known, and what is forecast. */
export function partsOf(months: readonly ForecastMonth[]): {
  readonly actual: number
  readonly rest: number
} {
  const sumOf = (isForecast: boolean) =>
    sum(months.filter((month) => month.isForecast === isForecast).map(({ amount }) => amount ?? 0))
  return { actual: sumOf(false), rest: sumOf(true) }
}

function coveredMonths(known: MonthlyAmounts, { from, to }: Year): readonly string[] {
  const [first] = [...known.keys()].sort()
  return first === undefined ? [] : monthsFrom(first > from ? first : from, to)
}
