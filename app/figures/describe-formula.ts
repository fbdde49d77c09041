import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import type { Aggregate } from '#app/metrics/metric.ts'

/** A metric's formula as text that needs no translation: `sum(cost) ÷ mean_of_months(active_users)`. */
export function describeFormula(metric: MetricId): string {
  const { formula } = metricOf(metric)
  switch (formula.kind) {
    case 'aggregate':
      return `${describeAggregate(formula.of)}${formula.divisor === 1 ? '' : ` ÷ ${formula.divisor}`}`
    case 'ratio': {
      const { multiply, divide } = formula.scale
      const scale = `${multiply === 1 ? '' : ` × ${multiply}`}${divide === 1 ? '' : ` ÷ ${divide}`}`
      return `${describeAggregate(formula.numerator)} ÷ ${describeAggregate(formula.denominator)}${scale}`
    }
    case 'valued':
      return [
        `${describeAggregate(formula.quantity)} × ${describeAggregate(formula.amount)}`,
        describeAggregate(formula.units),
      ].join(' ÷ ')
  }
}

/** A metric's coverage as the same kind of text; null when it has none. */
export function describeCoverage(metric: MetricId): string | null {
  const { coverage } = metricOf(metric)
  return coverage === null
    ? null
    : `${describeAggregate(coverage.assessed)} ÷ ${describeAggregate(coverage.total)}`
}

function describeAggregate({ kind, measure, where }: Aggregate): string {
  const conditions = Object.entries(where ?? {}).map(([name, values]) => `${name} in (${values.join(', ')})`)
  return `${kind}(${measure}${conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`})`
}
