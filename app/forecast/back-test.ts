import { moveMonth, quarterFirstMonth, quarterOfMonth } from '#app/filters/months.ts'
import { forecastMonths, type Method, type MonthlyAmounts, sum } from '#app/forecast/forecast-months.ts'
import { studentQuantile } from '#app/forecast/student-quantile.ts'

/** A forecast of the past: made at the end of `origin`, for the `horizon` months that follow. */
export type Test = { readonly origin: string; readonly forecast: number; readonly actual: number }

export type BackTest = {
  readonly horizon: number
  readonly tests: readonly Test[]
  /** Mean of |forecast − actual| ÷ actual; null without any test. */
  readonly meanError: number | null
  /** Nine times in ten the truth lies between forecast ÷ spread and forecast × spread; null with too few tests. */
  readonly spread: number | null
}

const LEAST_TESTS = 4

/**
 * What a method would have said at the end of each past quarter, knowing only the months up to it, against what
 * happened in the `horizon` months after. Quarters whose past or future is not whole are left out.
 */
export function backTest(
  known: MonthlyAmounts,
  method: Method,
  horizon: number,
  fiscalStart: number,
): BackTest {
  const tests = [...known.keys()]
    .sort()
    .filter((month) => isQuarterEnd(month, fiscalStart))
    .flatMap((origin) => testAt(origin, known, method, horizon))
  const errors = tests.map(({ forecast, actual }) => Math.abs(forecast - actual) / actual)
  return {
    horizon,
    tests,
    meanError: errors.length === 0 ? null : sum(errors) / errors.length,
    spread: spreadOf(tests),
  }
}

function isQuarterEnd(month: string, fiscalStart: number): boolean {
  return moveMonth(quarterFirstMonth(quarterOfMonth(month, fiscalStart), fiscalStart), 2) === month
}

function testAt(origin: string, known: MonthlyAmounts, method: Method, horizon: number): readonly Test[] {
  const months = Array.from({ length: horizon }, (_, index) => moveMonth(origin, index + 1))
  const amounts = months.flatMap((month) => known.get(month) ?? [])
  const knownThen = new Map([...known].filter(([month]) => month <= origin))
  const told = forecastMonths(knownThen, origin, months, method)
  if (horizon === 0 || amounts.length < horizon || told === null) return []
  const [forecast, actual] = [sum(told), sum(amounts)]
  // An error relative to nothing, or to a credit, means nothing.
  return forecast > 0 && actual > 0 ? [{ origin, forecast, actual }] : []
}

/**
 * Errors as logarithms of actual ÷ forecast, taken as drawn around zero: the next one over their root mean square
 * follows Student's law with as many degrees of freedom as there are tests.
 */
function spreadOf(tests: readonly Test[]): number | null {
  if (tests.length < LEAST_TESTS) return null
  const squares = tests.map(({ forecast, actual }) => Math.log(actual / forecast) ** 2)
  return Math.exp(studentQuantile(tests.length) * Math.sqrt(sum(squares) / tests.length))
}
