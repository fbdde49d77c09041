import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import type { Language } from '#app/metrics/language.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { RankedRow } from '#app/reports/topics/ranked-rows.ts'

/** Below a tenth of the unit of the main column, a column is hard to read on its scale. */
const SMALLEST_READ = 0.1
/** Beyond a hundred times the main column, which credits may bring to nearly nothing, its unit only adds zeros. */
const LARGEST_TIMES = 100

/**
 * The scale of each column of a ranked table; null for one of several units. A total in the unit of the main column
 * has its scale, so that a discount is read across a row; an amount per employee is too small for it, and any amount
 * too large beside a main column of nothing. Only the main metric is known of every row: the others are made, and
 * scaled, for those that are `shown`.
 */
export function columnScales(
  [main, ...others]: readonly MetricId[],
  rows: readonly RankedRow[],
  shown: readonly RankedRow[],
  language: Language,
): ReadonlyMap<MetricId, Scale | null> {
  if (main === undefined) return new Map()
  const first = columnOf(rows, main, language)
  const scaleOf = (metric: MetricId) => {
    const own = columnOf(shown, metric, language)
    const isOnFirst =
      first !== null &&
      own?.unit === first.unit &&
      [main, metric].every((each) => metricOf(each).formula.kind !== 'ratio') &&
      own.largest >= first.scale.divisor * SMALLEST_READ &&
      own.largest <= first.largest * LARGEST_TIMES
    return (isOnFirst ? first : own)?.scale ?? null
  }
  return new Map([
    [main, first?.scale ?? null] as const,
    ...others.map((metric) => [metric, scaleOf(metric)] as const),
  ])
}

/** The one unit of a column, its largest size and its own scale; null where its rows have several units. */
function columnOf(rows: readonly RankedRow[], metric: MetricId, language: Language) {
  const figures = rows.flatMap((row) => row.figure(metric) ?? [])
  const [first] = figures
  if (first === undefined || figures.some(({ unit }) => unit !== first.unit)) return null
  const largest = Math.max(...figures.map(({ value }) => Math.abs(value ?? 0)))
  return { unit: first.unit, largest, scale: scaleFor(largest, first.unit, language) }
}
