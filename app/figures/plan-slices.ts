import { composeStatement, type Slice } from '#app/figures/compose-statement.ts'
import type { FigureRequest } from '#app/figures/figure.ts'
import { factsOf, hasDimension, isDaily, isMoney, TIME_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { lastWholeMonth, type Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { type Aggregate, aggregatesOf, type Formula } from '#app/metrics/metric.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'

/** One aggregate read at one grain. */
export type Reading = { readonly aggregate: Aggregate; readonly grain: 'month' | 'day' }

export type PlannedSlice = Slice & {
  /** Whether the months of a quarter can be added up: only sums are read, of whole quarters that no month tells apart. */
  readonly mayAddQuarters: boolean
}

export type Plan = {
  readonly slices: readonly PlannedSlice[]
  /** Where a reading's sums are: its slice and its place there; null when no whole month lies in the period. */
  readonly placeOf: (reading: Reading) => { readonly slice: PlannedSlice; readonly index: number } | null
}

/** The formula's sides and, when this breakdown knows them, the coverage's, each with the grain it is read at. */
export function readingsOf(
  metric: MetricId,
  period: Period,
  dimensions: readonly string[],
): { readonly formula: readonly Reading[]; readonly coverage: readonly [Reading, Reading] | null } {
  const { formula, coverage } = metricOf(metric)
  const months = needsWholeMonths(formula)
  const read = (aggregate: Aggregate): Reading => ({
    aggregate,
    grain: period.elapsedDays !== null && isDaily(aggregate) && !months ? 'day' : 'month',
  })
  return {
    formula: aggregatesOf(formula).map(read),
    coverage:
      coverage !== null && isCovered(metric, dimensions)
        ? [read(coverage.assessed), read(coverage.total)]
        : null,
  }
}

/** Whether a metric's coverage is known under some dimensions. */
export function isCovered(metric: MetricId, dimensions: readonly string[]): boolean {
  const { coverage } = metricOf(metric)
  return coverage !== null && dimensions.every((dimension) => hasDimension(coverage.assessed, dimension))
}

/** Two sums are divided over the same stretch of time: a budget by month forbids a cost by day under it. */
function needsWholeMonths(formula: Formula): boolean {
  if (formula.kind === 'aggregate') return false
  const sums = aggregatesOf(formula).filter(({ kind }) => kind === 'sum')
  return sums.length >= 2 && sums.some((aggregate) => !isDaily(aggregate))
}

/**
 * One statement per set of facts and grain, whatever the number of metrics. `ofQuarters` says that nothing but whole
 * quarters will be made of the rows.
 */
export function planSlices(request: FigureRequest, period: Period, ofQuarters = false): Plan {
  const by = request.by.filter((dimension) => !TIME_DIMENSIONS.some((time) => time === dimension))
  const dimensions = [...by, ...Object.keys(request.filters)]
  const groups = new Map<string, Map<string, Reading>>()
  const months = new Set<string>()
  const tellsMonths = !ofQuarters || request.by.includes('month')
  for (const metric of request.metrics) {
    const { formula, coverage } = readingsOf(metric, period, dimensions)
    for (const reading of [...formula, ...(coverage ?? [])]) {
      const group = groups.get(groupKey(reading)) ?? new Map<string, Reading>()
      groups.set(groupKey(reading), group.set(readingKey(reading), reading))
      if (tellsMonths || reading.aggregate.kind !== 'sum') months.add(groupKey(reading))
    }
  }
  const planned = new Map<string, { slice: PlannedSlice; places: ReadonlyMap<string, number> }>()
  for (const [key, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const readings = [...group].sort(([a], [b]) => (a < b ? -1 : 1))
    const slice = sliceOf(
      readings.map(([, reading]) => reading),
      period,
      by,
      request.filters,
      !months.has(key),
    )
    if (slice !== null)
      planned.set(key, { slice, places: new Map(readings.map(([name], index) => [name, index])) })
  }
  return {
    slices: [...planned.values()].map(({ slice }) => slice),
    placeOf(reading) {
      const found = planned.get(groupKey(reading))
      const index = found?.places.get(readingKey(reading))
      return found === undefined || index === undefined ? null : { slice: found.slice, index }
    },
  }
}

/** Amounts are read apart: their rows are told apart by currency. */
const groupKey = ({ aggregate, grain }: Reading) =>
  `${factsOf(aggregate.measure).join('+')} ${grain}${isMoney(aggregate) ? ' money' : ''}`

/** Kinds share their sums: a statement only adds, month by month. */
const readingKey = ({ aggregate: { measure, where } }: Reading) =>
  where === undefined ? measure : `${measure} ${JSON.stringify(where)}`

function sliceOf(
  readings: readonly Reading[],
  period: Period,
  by: readonly string[],
  filters: FigureRequest['filters'],
  mayAddQuarters: boolean,
): PlannedSlice | null {
  const [first] = readings
  if (first === undefined) return null
  const { grain } = first
  const facts = factsOf(first.aggregate.measure)
  const from = grain === 'day' ? period.firstDay : period.from
  const to = grain === 'day' ? period.lastDay : lastWholeMonth(period)
  if (to < from) return null
  return {
    facts,
    grain,
    from,
    to,
    by,
    filters,
    aggregates: readings.map(({ aggregate }) => aggregate),
    mayAddQuarters: mayAddQuarters && grain === 'month',
  }
}

/** The statement that reads a slice alone. */
export function statementOf(slice: Slice): Statement {
  return composeStatement(`figures.${slice.facts.join('_')}_by_${slice.grain}`, slice)
}
