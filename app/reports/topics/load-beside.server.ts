import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Subject } from '#app/reports/topics/topic.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What a use case is compared with its subsidiary by; its page reads all of them for itself. */
export const BESIDE_METRICS = [
  'gpu_hours_idle',
  'gpu_utilisation',
  'cost_per_thousand_requests',
  'energy_per_request',
  'carbon_per_request',
] as const satisfies readonly MetricId[]

/** The figures of a use case's whole subsidiary, within the reader's other filters; none for any other subject. */
export async function loadBeside(
  warehouse: Warehouse,
  scope: Scope,
  filters: Filters,
  subject: Subject | null,
  period: Period,
): Promise<readonly Figure[]> {
  if (subject === null || subject.subsidiary === null) return []
  const limits = besideFilters(filters, subject.subsidiary)
  return await figuresOf(warehouse, scope, answerable(BESIDE_METRICS, limits), period, [], limits)
}

/** The filters of the subsidiary's figures: the reader's own, but for the subsidiary. */
export function besideFilters(filters: Filters, subsidiary: string): Filters {
  return canonicalFilters({ ...filters, subsidiary: [subsidiary] })
}
