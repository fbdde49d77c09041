import type { Figure } from '#app/figures/figure.ts'
import type { TableState } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Breakdown } from '#app/reports/topics/load-topic.server.ts'
import { sortByKey } from '#app/reports/topics/table-order.ts'

/** The column of the change since the quarter before. */
export const CHANGE = 'change'

/** One value and currency of the main metric of a breakdown, the first. */
export type RankedRow = {
  readonly id: string
  readonly currency: string | null
  readonly main: Figure
  /** The row's figure of any metric of the table; those without currency stand in each. */
  readonly figure: (metric: MetricId) => Figure | null
  /** The main figure of the quarter before. */
  readonly previous: () => Figure | null
}

/** The rows of a breakdown in which its main metric is known, told or not. */
export function rowsOf({ dimension, metrics, now, previous }: Breakdown): readonly RankedRow[] {
  const [main] = metrics
  if (main === undefined) return []
  const found = byMetricAndValue(now, dimension)
  const before = byMetricAndValue(previous, dimension).get(main)
  return [...(found.get(main)?.values() ?? [])].flat().flatMap((figure): RankedRow[] => {
    if (figure.value === null && figure.withheld === null) return []
    const id = figure.by[dimension] ?? ''
    const { currency } = figure
    const isOf = (other: Figure) =>
      other.currency === null || currency === null || other.currency === currency
    return [
      {
        id,
        currency,
        main: figure,
        figure: (metric) => (metric === main ? figure : (found.get(metric)?.get(id)?.findLast(isOf) ?? null)),
        previous: () => before?.get(id)?.find((other) => other.currency === currency) ?? null,
      },
    ]
  })
}

function byMetricAndValue(
  figures: readonly Figure[],
  dimension: Breakdown['dimension'],
): ReadonlyMap<MetricId, ReadonlyMap<string, readonly Figure[]>> {
  const found = new Map<MetricId, Map<string, Figure[]>>()
  for (const figure of figures) {
    const values = found.get(figure.metric) ?? new Map<string, Figure[]>()
    if (values.size === 0) found.set(figure.metric, values)
    const id = figure.by[dimension] ?? ''
    const own = values.get(id)
    if (own === undefined) values.set(id, [figure])
    else own.push(figure)
  }
  return found
}

/** The rows in the order of a table; what no rule assigns stands last, however large: it is nobody. */
export function sortRows(
  rows: readonly RankedRow[],
  { column, descending }: TableState,
  nameOf: (id: string) => string,
): readonly RankedRow[] {
  const key = (row: RankedRow): number | string | null => {
    if (column === '') return row.main.value
    if (column === 'name') return nameOf(row.id)
    if (column === CHANGE) return relativeChange(row)
    return row.figure(column as MetricId)?.value ?? null
  }
  return sortByKey(rows, key, column === '' || descending)
}

function relativeChange({ main, previous }: RankedRow): number | null {
  const before = previous()?.value ?? null
  return main.value === null || before === null || before <= 0 ? null : main.value / before - 1
}
