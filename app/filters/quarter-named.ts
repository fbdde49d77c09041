import { type DatasetClock, isInData } from '#app/filters/dataset-period.ts'
import { type Period, PeriodError, parsePeriod } from '#app/filters/period.ts'

/** What people write of a quarter without doubt: « T2 2026 », “Q2 2026”, `2026T2`, `2026-q2`. */
const SPELLED = /^(?:[QT](?<first>[1-4])[\s/-]?(?<last>\d{4})|(?<year>\d{4})[\s/-]?[QT](?<number>[1-4]))$/i

/** A quarter in its one public spelling, `2026-Q2`; any other text as it is. */
export function quarterSpelled(text: string): string {
  const { first, last, year = last, number = first } = SPELLED.exec(text.trim())?.groups ?? {}
  return year === undefined || number === undefined ? text : `${year}-Q${number}`
}

/** The quarter of the data that a text names, null when it names none. */
export function quarterNamed(text: string, clock: DatasetClock): Period | null {
  try {
    const period = parsePeriod(quarterSpelled(text), clock.fiscalStart)
    const isQuarter = period.kind === 'quarter' && period.elapsedDays === null
    return isQuarter && isInData(period, clock) ? period : null
  } catch (error) {
    if (error instanceof PeriodError) return null
    throw error
  }
}
