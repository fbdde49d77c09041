import type { Scope } from '#app/access/scope.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { allMonths } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import { moveMonth } from '#app/filters/months.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A month that a source of some figures should have supplied and has not, and the metrics that it supplies. */
export type Lacking = {
  readonly source: string
  readonly month: string
  readonly metrics: readonly MetricId[]
}

/** A source that spoke of a selection within so many months before one is expected to speak of it then. */
export const REMEMBERED_MONTHS = 12

/**
 * The months of the data that a page lacks. Completeness is known by source alone: the sources of a selection are those
 * that spoke of it in the year before the month. None over whole months without filters, where the coverage of each
 * figure says it.
 */
export async function loadLacking(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  filters: Filters,
  { elapsedDays }: Period,
): Promise<readonly Lacking[]> {
  const isCovered = Object.keys(filters).length === 0 && elapsedDays === null
  return isCovered ? [] : await loadUnsupplied(warehouse, scope, metrics, filters)
}

/** The months of the data that sources of some figures have not supplied, whether or not a coverage says it too. */
export async function loadUnsupplied(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  filters: Filters,
): Promise<readonly Lacking[]> {
  const asked = answerable(metrics, filters, ['source'])
  if (asked.length === 0) return []
  const months = allMonths(warehouse.dataset)
  const [completeness, spoken] = await Promise.all([
    figuresOf(warehouse, scope, ['source_completeness'], months, ['source', 'month']),
    figuresOf(warehouse, scope, asked, months, ['source', 'month'], filters),
  ])
  const told = spoken.filter(({ value }) => value !== null && value !== 0)
  return completeness
    .filter(({ value }) => value !== null && value < 1)
    .flatMap(({ by: { source = '', month = '' } }): Lacking[] => {
      const since = moveMonth(month, -REMEMBERED_MONTHS)
      const own = told.filter(
        ({ by }) => by.source === source && (by.month ?? '') >= since && (by.month ?? '') < month,
      )
      const supplied = [...new Set(own.map(({ metric }) => metric))]
      return supplied.length === 0 ? [] : [{ source, month, metrics: supplied }]
    })
}
