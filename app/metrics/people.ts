import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import type { Measure } from '#app/warehouse/schema.ts'

/** Figures of fewer people than this are not shown. */
const LEAST_PEOPLE = 5

/** What says how many people a group has: read with the figures that are left out by it. */
export const GROUP_SIZES = ['active_users', 'headcount'] as const satisfies readonly MetricId[]

const PEOPLE: readonly Measure[] = [
  'active_users',
  'active_users_covered',
  'headcount',
  'trained_employees',
  'workshop_participants',
]

/** Whether a count of people, known, is too small to be shown: each of them could be recognised. */
export function isSmallGroup(people: number | null): boolean {
  return people !== null && people < LEAST_PEOPLE
}

/** Whether a metric counts people or divides by them. */
export function countsPeople(metric: MetricId): boolean {
  return aggregatesOf(metricOf(metric).formula).some(({ measure }) => PEOPLE.includes(measure))
}
