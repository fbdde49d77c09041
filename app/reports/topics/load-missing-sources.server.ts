import type { Scope } from '#app/access/scope.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Filters } from '#app/filters/filters.ts'
import { moveMonth } from '#app/filters/months.ts'
import { monthRange, type Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A source that speaks of what a page is limited to, and the months of the period that it should have supplied and has not. */
export type MissingSource = {
  readonly source: string
  readonly months: readonly string[]
  /** How many months of the period it should have supplied. */
  readonly expected: number
  /** The metrics of the page that it has supplied over the last year. */
  readonly metrics: readonly MetricId[]
}

const REMEMBERED_MONTHS = 12

/**
 * The sources that a limited page lacks months of. Completeness is known by source alone: the sources of a selection
 * are those that have spoken of it over the last year. None without filters, where the coverage of each figure says it.
 */
export async function loadMissingSources(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  filters: Filters,
  period: Period,
): Promise<readonly MissingSource[]> {
  const asked = answerable(metrics, filters, ['source'])
  if (Object.keys(filters).length === 0 || asked.length === 0) return []
  const { firstMonth } = warehouse.dataset
  const remembered = moveMonth(period.from, -REMEMBERED_MONTHS)
  const year = monthRange(remembered < firstMonth ? firstMonth : remembered, period.to)
  const [completeness, spoken] = await Promise.all([
    figuresOf(warehouse, scope, ['source_completeness'], period, ['source', 'month']),
    figuresOf(warehouse, scope, asked, year, ['source'], filters),
  ])
  const found = new Map<string, Set<MetricId>>()
  for (const { metric, value, by } of spoken)
    if (value !== null && value !== 0) {
      const own = found.get(by.source ?? '') ?? new Set()
      found.set(by.source ?? '', own.add(metric))
    }
  return [...found].flatMap(([source, told]): MissingSource[] => {
    const expected = completeness.filter(({ by, value }) => by.source === source && value !== null)
    const months = expected.filter(({ value }) => (value ?? 0) < 1).map(({ by }) => by.month ?? '')
    return months.length === 0 ? [] : [{ source, months, expected: expected.length, metrics: [...told] }]
  })
}
