/** What of a month's cost had fallen by a day of it. */
export type MonthPart = { readonly month: string; readonly part: number; readonly whole: number }

export type Pace = {
  /** The months compared with, and the least and the most of their cost that had fallen by that day, 0 to 1. */
  readonly months: number
  readonly least: number
  readonly most: number
  /** What the running month would come to if as much of it as in one of them had fallen. */
  readonly low: number
  readonly high: number
  /** Where its forecast stands against that. */
  readonly verdict: 'low' | 'high' | 'agrees'
}

const LEAST_MONTHS = 3

/**
 * The first days of a month against the same days of earlier ones: a month that opens with its large charges is judged
 * by months that did too, never by the day of the month. Null with too few of them, or with credits.
 */
export function paceOf(spent: number, forecast: number, before: readonly MonthPart[]): Pace | null {
  const parts = before
    .filter(({ part, whole }) => part > 0 && whole > 0)
    .map(({ part, whole }) => part / whole)
  if (parts.length < LEAST_MONTHS || spent <= 0) return null
  const [least, most] = [Math.min(...parts), Math.max(...parts)]
  const [low, high] = [spent / most, spent / least]
  const verdict = forecast < low ? 'low' : forecast > high ? 'high' : 'agrees'
  return { months: parts.length, least, most, low, high, verdict }
}
