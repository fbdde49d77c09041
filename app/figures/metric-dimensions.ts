import type { FigureDimension, ReaderDimension } from '#app/figures/figure.ts'
import type { Filters } from '#app/filters/filters.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { type Aggregate, aggregatesOf } from '#app/metrics/metric.ts'
import { DAILY_FACTS, type Fact, INTERNAL_DIMENSIONS } from '#app/warehouse/schema.ts'
import { SCHEMA, type Schema } from '#app/warehouse/tables.ts'

export const TIME_DIMENSIONS = ['month', 'quarter'] as const

/** The facts that have a measure. A name that the schema lacks throws. */
export function factsOf(measure: string, schema: Schema = SCHEMA): readonly Fact[] {
  const column = Object.hasOwn(schema.measures, measure) ? schema.measures[measure] : undefined
  if (column === undefined) throw new Error(`The schema has no measure named ${measure}.`)
  return column.facts
}

/** The facts that have a dimension. A name that the schema lacks throws. */
export function factsWith(dimension: string, schema: Schema = SCHEMA): readonly Fact[] {
  const column = Object.hasOwn(schema.dimensions, dimension) ? schema.dimensions[dimension] : undefined
  if (column === undefined) throw new Error(`The schema has no dimension named ${dimension}.`)
  return column.facts
}

/** Whether every fact of the aggregate's measure has the dimension. */
export function hasDimension(aggregate: Aggregate, dimension: string, schema: Schema = SCHEMA): boolean {
  const having = factsWith(dimension, schema)
  return factsOf(aggregate.measure, schema).every((fact) => having.includes(fact))
}

/** Whether the aggregate is known day by day. */
export function isDaily(aggregate: Aggregate, schema: Schema = SCHEMA): boolean {
  return factsOf(aggregate.measure, schema).every((fact) => DAILY_FACTS.some((daily) => daily === fact))
}

/** Whether the aggregate is of an amount, which has a currency. */
export function isMoney(aggregate: Aggregate, schema: Schema = SCHEMA): boolean {
  return schema.measures[aggregate.measure]?.money === true
}

/** Whether rows without an estimate are left out of a metric. */
export function restsOnEstimates(metric: MetricId): boolean {
  const { formula, coverage } = metricOf(metric)
  const read = [...aggregatesOf(formula), ...(coverage === null ? [] : [coverage.assessed])]
  return read.some(({ measure }) => measure === 'requests_assessed' || measure === 'activity_wh_assessed')
}

const isInternal = (dimension: string) => INTERNAL_DIMENSIONS.some((internal) => internal === dimension)

/** The dimensions that a reader may group and filter by, time apart. */
export const READER_DIMENSIONS = Object.keys(SCHEMA.dimensions).filter(
  (dimension) => !isInternal(dimension),
) as readonly ReaderDimension[]

/** Everything that a figure can be broken down by. */
export const FIGURE_DIMENSIONS: readonly FigureDimension[] = [...READER_DIMENSIONS, ...TIME_DIMENSIONS]

/** The dimensions of a metric, time apart: those that every fact it is made of has. */
export function dimensionsOf(metric: MetricId): readonly ReaderDimension[] {
  const known = dimensionsKnown.get(metric)
  if (known !== undefined) return known
  const aggregates = aggregatesOf(metricOf(metric).formula)
  const found = READER_DIMENSIONS.filter((dimension) =>
    aggregates.every((aggregate) => hasDimension(aggregate, dimension)),
  )
  dimensionsKnown.set(metric, found)
  return found
}

/** The catalogue does not change while the program runs, and every page asks this of every metric. */
const dimensionsKnown = new Map<MetricId, readonly ReaderDimension[]>()

/** The metrics that can be told apart by some dimensions and limited by some filters. */
export function answerable(
  metrics: readonly MetricId[],
  filters: Filters,
  by: readonly ReaderDimension[] = [],
): readonly MetricId[] {
  const asked = [...by, ...Object.keys(filters)]
  return metrics.filter((metric) => {
    const known: readonly string[] = dimensionsOf(metric)
    return asked.every((dimension) => known.includes(dimension))
  })
}
