import type { Scope } from '#app/access/scope.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { isInData } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** Figures of a period, none when the data do not reach it. */
export async function figuresOf(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  period: Period,
  by: readonly FigureDimension[] = [],
  filters: Filters = {},
): Promise<readonly Figure[]> {
  if (!isInData(period, warehouse.dataset)) return []
  return await loadFigures(warehouse, scope, { metrics, by, period: period.text, filters })
}
