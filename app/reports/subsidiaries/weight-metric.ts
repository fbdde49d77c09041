import { METRIC_IDS, type MetricId, metricOf } from '#app/metrics/catalog.ts'

/**
 * The plain total that says how much of a metric a part of the group weighs: a total is its own; a ratio weighs what it
 * divides by, or what its coverage counts. Null where the catalogue has no such total.
 */
export function weightMetric(metric: MetricId): MetricId | null {
  const { formula, coverage } = metricOf(metric)
  if (formula.kind !== 'ratio') return metric
  const wanted = [formula.denominator, ...(coverage === null ? [] : [coverage.total])]
  for (const { measure, where } of wanted) {
    const found = METRIC_IDS.find((id) => {
      const other = metricOf(id).formula
      return (
        other.kind === 'aggregate' &&
        other.of.measure === measure &&
        JSON.stringify(other.of.where) === JSON.stringify(where)
      )
    })
    if (found !== undefined) return found
  }
  return null
}
