import type { Figure } from '#app/figures/figure.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Subsidiary } from '#app/reports/entities.server.ts'
import { COVERAGE_FLOOR } from '#app/reports/subsidiaries/measures.ts'

/** Why nothing is said of a subsidiary's adoption. */
export type Reason = 'few' | 'nothing' | 'no_users' | 'no_headcount' | 'low_coverage'

/** What can be said of the adoption of a subsidiary in a period; `absent` when it was not in the group. */
export type Adoption =
  | { readonly kind: 'assessed'; readonly value: number; readonly figure: Figure }
  | { readonly kind: 'unassessed'; readonly reason: Reason }
  | { readonly kind: 'absent' }

/** Whether a subsidiary was in the group on some day of a period. */
export function isIn({ joinedOn, leftOn }: Subsidiary, { firstDay, lastDay }: Period): boolean {
  return (joinedOn === null || joinedOn <= lastDay) && (leftOn === null || leftOn >= firstDay)
}

/** Whether a figure's coverage is high enough for its value to be shown; a figure that is its own whole has none. */
export function isCovered({ coverage }: Pick<Figure, 'coverage'>): boolean {
  return coverage === null || coverage >= COVERAGE_FLOOR
}

/** Reads one group's figures of one period: its adoption rate, its active users, its headcount. */
export function adoptionOf(figures: readonly Figure[]): Adoption {
  const find = (metric: MetricId) => figures.find((figure) => figure.metric === metric) ?? null
  const rate = find('adoption_rate')
  // A rate that is told has no side of one to four people: the counts need not be made to know it.
  if (rate !== null && rate.value !== null)
    return isCovered(rate)
      ? { kind: 'assessed', value: rate.value, figure: rate }
      : { kind: 'unassessed', reason: 'low_coverage' }
  if (figures.some(({ withheld }) => withheld !== null)) return { kind: 'unassessed', reason: 'few' }
  const isKnown = (metric: MetricId) => (find(metric)?.value ?? null) !== null
  if (isKnown('active_users')) return { kind: 'unassessed', reason: 'no_headcount' }
  return { kind: 'unassessed', reason: isKnown('headcount') ? 'no_users' : 'nothing' }
}
