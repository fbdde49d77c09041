import type { MetricId } from '#app/metrics/catalog.ts'

/** What every subsidiary is told by, in the order of the columns; coverage comes after them. */
export const MEASURES = [
  'adoption_rate',
  'use_cases_in_production',
  'cost',
  'gpu_hours',
  'carbon_per_active_user',
] as const satisfies readonly MetricId[]

/** What says why an adoption is not known: read with it, and not told. */
export const COUNTS = ['active_users', 'headcount'] as const satisfies readonly MetricId[]

/** The measures that say how much of the activity they could assess, subsidiary by subsidiary. */
export const COVERED = ['adoption_rate', 'carbon_per_active_user'] as const satisfies readonly MetricId[]

/** Below it a figure would say more of what is missing than of what it counts. */
export const COVERAGE_FLOOR = 0.8

/** More than one employee in two. */
export const HALF = 0.5
