import type { Scope } from '#app/access/scope.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { loadFiguresOver } from '#app/figures/load-figures.ts'
import type { Comparison } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The quarters that a page shows, oldest first, the last of them perhaps over its elapsed days. */
export type Quarters = { readonly quarters: readonly Period[]; readonly compared: Comparison }

/** The periods that figures are of: the quarters, the last one as far as it has gone. */
export function periodsOf({ quarters, compared }: Quarters): readonly Period[] {
  return [...quarters.slice(0, -1), compared.now]
}

/** Figures of each quarter, oldest first, from one reading of the months; elapsed days are read on their own. */
export async function loadQuarters(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  by: readonly FigureDimension[],
  filters: Filters,
  asked: Quarters,
): Promise<readonly (readonly Figure[])[]> {
  const periods = periodsOf(asked)
  const whole = periods.filter(({ elapsedDays }) => elapsedDays === null)
  const [over, open] = await Promise.all([
    loadFiguresOver(
      warehouse,
      scope,
      { metrics, by, filters },
      whole.map(({ text }) => text),
    ),
    whole.length === periods.length
      ? []
      : figuresOf(warehouse, scope, metrics, asked.compared.now, by, filters),
  ])
  return periods.map((period, index) => (period.elapsedDays === null ? (over[index] ?? []) : open))
}
