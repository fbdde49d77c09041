import { type DatasetClock, defaultQuarter, isInData } from '#app/filters/dataset-period.ts'
import { type Period, PeriodError, parsePeriod } from '#app/filters/period.ts'

/**
 * The quarter that an address asks for, or the one a page opens with. `address` is where to go instead when the
 * query says something that is no quarter of the data: the same page without it; null when it is right.
 */
export function quarterChosen(
  search: URLSearchParams,
  clock: DatasetClock,
): { readonly quarter: Period; readonly address: string | null } {
  const asked = search.getAll('quarter')
  const opening = defaultQuarter(clock)
  const others = [...search.keys()].some((name) => name !== 'quarter')
  if (asked.length === 0) return { quarter: opening, address: others ? '' : null }
  const quarter = quarterNamed(asked[0] ?? '', clock)
  if (quarter === null) return { quarter: opening, address: '' }
  const isRight = asked.length === 1 && !others
  return { quarter, address: isRight ? null : `?quarter=${quarter.text}` }
}

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
