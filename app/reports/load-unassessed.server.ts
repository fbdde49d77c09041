import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** Requests and those whose footprint is estimated, by model; none where a filter is on a dimension they lack. */
export async function loadUnassessed(
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  filters: Filters,
): Promise<readonly Figure[]> {
  const metrics = answerable(['requests', 'requests_assessed'], filters, ['model'])
  return metrics.length < 2 ? [] : await figuresOf(warehouse, scope, metrics, period, ['model'], filters)
}
