import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import type { Measure } from '#app/warehouse/schema.ts'

/** A count of fewer people than this is not shown, nor is what it goes into: each of them could be recognised. */
export const LEAST_PEOPLE = 5

const HEADS: readonly Measure[] = [
  'active_users',
  'active_users_covered',
  'headcount',
  'trained_employees',
  'trained_employees_covered',
  'workshop_participants',
]

/** Whether a measure counts people. */
export function countsHeads(measure: Measure): boolean {
  return HEADS.includes(measure)
}

/** Whether a metric counts people or divides by them. */
export function countsPeople(metric: MetricId): boolean {
  return aggregatesOf(metricOf(metric).formula).some(({ measure }) => countsHeads(measure))
}
