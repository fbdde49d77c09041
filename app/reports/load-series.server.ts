import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFiguresOver } from '#app/figures/load-figures.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Comparison } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** One metric, perhaps in one currency, over the periods that a page compares. */
export type Series = {
  readonly now: Figure
  readonly previous: Figure | null
  readonly yearBefore: Figure | null
  /** The quarters of the columns, oldest first; the last is the quarter of the page. */
  readonly quarters: readonly (Figure | null)[]
}

/** What a page is about in time and place. */
export type SeriesRequest = {
  readonly quarters: readonly Period[]
  readonly compared: Comparison
  readonly filters: Filters
}

/**
 * Each metric's series, largest amount first when there are several currencies; empty when nothing is known (what is
 * withheld is), and where a filter is on a dimension that the metric lacks.
 */
export async function loadSeries<Metric extends MetricId>(
  warehouse: Warehouse,
  scope: Scope,
  wanted: readonly Metric[],
  { quarters, compared, filters }: SeriesRequest,
): Promise<Readonly<Record<Metric, readonly Series[]>>> {
  const metrics = answerable(wanted, filters)
  const none = Object.fromEntries(wanted.map((metric) => [metric, []]))
  if (metrics.length === 0) return none as unknown as Record<Metric, readonly Series[]>
  const columnsRead = loadFiguresOver(
    warehouse,
    scope,
    { metrics, by: [], filters },
    quarters.map(({ text }) => text),
  )
  // Whole quarters are columns too; elapsed days are read on their own.
  const read = async (period: Period) => {
    const column = quarters.findIndex(({ text }) => text === period.text)
    return column >= 0
      ? ((await columnsRead)[column] ?? [])
      : await figuresOf(warehouse, scope, metrics, period, [], filters)
  }
  const [columns, now, previous, yearBefore] = await Promise.all([
    columnsRead,
    read(compared.now),
    read(compared.previous),
    read(compared.yearBefore),
  ])
  const find = (figures: readonly Figure[], like: Figure) =>
    figures.find(({ metric, currency }) => metric === like.metric && currency === like.currency) ?? null
  const seriesOf = (metric: MetricId): Series[] =>
    now
      .filter((figure) => figure.metric === metric && (figure.value !== null || figure.withheld !== null))
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
      .map((figure) => ({
        now: figure,
        previous: find(previous, figure),
        yearBefore: find(yearBefore, figure),
        // The last column is the figure above it, over the elapsed days of a quarter that is not over.
        quarters: quarters.map((_, index) =>
          index === quarters.length - 1 ? figure : find(columns[index] ?? [], figure),
        ),
      }))
  return {
    ...none,
    ...Object.fromEntries(metrics.map((metric) => [metric, seriesOf(metric)])),
  } as unknown as Record<Metric, readonly Series[]>
}
