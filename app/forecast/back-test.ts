import { moveMonth } from '#app/filters/months.ts'
import { forecastMonths, type Method, type MonthlyAmounts, sum } from '#app/forecast/forecast-months.ts'

/** A forecast of the past: made at the end of `origin`, for the `horizon` months that follow. */
export type Test = { readonly origin: string; readonly forecast: number; readonly actual: number }

export type BackTest = {
  readonly horizon: number
  readonly tests: readonly Test[]
  /** Mean of |forecast − actual| ÷ actual; null without any test. */
  readonly meanError: number | null
  /** Nine times in ten the truth lies between forecast ÷ spread and forecast × spread; null with too few tests. */
  readonly spread: number | null
  /** How often it did, of the tests that others can judge. */
  readonly held: { readonly times: number; readonly of: number }
}

/** Nine of this many errors are held: with fewer, even the largest is too small to hold nine in ten. */
export const LEAST_TESTS = 9

/**
 * What a method would have said at the end of each past month, knowing only the months up to it, against what
 * happened in the `horizon` months after. Months whose past or future is not whole are left out.
 */
export function backTest(known: MonthlyAmounts, method: Method, horizon: number): BackTest {
  const tests = [...known.keys()].sort().flatMap((origin) => testAt(origin, known, method, horizon))
  const errors = tests.map(({ forecast, actual }) => Math.abs(forecast - actual) / actual)
  return {
    horizon,
    tests,
    meanError: errors.length === 0 ? null : sum(errors) / errors.length,
    spread: spreadOf(tests),
    held: heldOf(tests, horizon),
  }
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

const errorOf = ({ forecast, actual }: Test) => Math.abs(Math.log(actual / forecast))

/**
 * The empirical quantile: of n errors, the one of rank 9·(n + 1)/10 holds the next nine times in ten whatever their
 * law, as long as it is drawn like them.
 */
function spreadOf(tests: readonly Test[]): number | null {
  const sizes = tests.map(errorOf).sort((a, b) => a - b)
  const size = sizes[rankHeld(sizes.length) - 1]
  return size === undefined ? null : Math.exp(size)
}

/** Which of so many errors, smallest first, an interval goes up to. */
export const rankHeld = (tests: number) => Math.ceil((9 * (tests + 1)) / 10)

/** Each test is judged by the interval that the others give: none of them shares a month with it. */
function heldOf(tests: readonly Test[], horizon: number): BackTest['held'] {
  const judged = tests.flatMap((test) => {
    const [first, last] = [moveMonth(test.origin, -horizon), moveMonth(test.origin, horizon)]
    const spread = spreadOf(tests.filter(({ origin }) => origin <= first || origin >= last))
    return spread === null ? [] : [errorOf(test) <= Math.log(spread)]
  })
  return { times: judged.filter((isHeld) => isHeld).length, of: judged.length }
}
