import { factsOf } from '#app/figures/metric-dimensions.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { FORMATS } from '#app/sources/formats.ts'
import { FACTS, type Fact } from '#app/warehouse/schema.ts'

/** A kind of rows that a metric is made of, and the formats by which an import brings it; none where none does yet. */
export type Supply = { readonly fact: Fact; readonly formats: readonly string[] }

/** What a metric is made of, its coverage apart. */
export function suppliesOf(metric: MetricId): readonly Supply[] {
  const facts = new Set(aggregatesOf(metricOf(metric).formula).flatMap(({ measure }) => factsOf(measure)))
  const sources = [...Object.entries(FORMATS), ...Object.entries(EXPORTS)]
  return FACTS.filter((fact) => facts.has(fact)).map((fact) => ({
    fact,
    formats: [...new Set(sources.filter(([, source]) => source.fact === fact).map(([id]) => id))],
  }))
}
