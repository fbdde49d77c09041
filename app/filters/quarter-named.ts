import { type DatasetClock, isInData } from '#app/filters/dataset-period.ts'
import { type Period, PeriodError, parsePeriod } from '#app/filters/period.ts'

/** The quarter of the data that a text names, null when it names none. */
export function quarterNamed(text: string, clock: DatasetClock): Period | null {
  try {
    const period = parsePeriod(text, clock.fiscalStart)
    const isQuarter = period.kind === 'quarter' && period.elapsedDays === null
    return isQuarter && isInData(period, clock) ? period : null
  } catch (error) {
    if (error instanceof PeriodError) return null
    throw error
  }
}
