import { CALLED_BY_ID, type Called } from '#app/figures/called.ts'
import { checkAll } from '#app/figures/check-all.ts'
import { type FigureDimension, FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import {
  dimensionsOf,
  FIGURE_DIMENSIONS,
  isDaily,
  READER_DIMENSIONS,
  TIME_DIMENSIONS,
} from '#app/figures/metric-dimensions.ts'
import { daysKnown, isInData } from '#app/filters/dataset-period.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import { nearestCalled } from '#app/filters/nearest-name.ts'
import { type Period, PeriodError, parsePeriod } from '#app/filters/period.ts'
import { isMetricId, METRIC_IDS, type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** A request as an address or a command line writes it. */
export type LooseRequest = {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly period: string
  readonly filters: Filters
}

/**
 * Ids checked against the catalogue, repeats taken out, filters in one order. Throws FigureRefused, with the nearest of
 * what things are `called`.
 */
export function checkRequest(request: LooseRequest, called: Called = CALLED_BY_ID): FigureRequest {
  const filters = canonicalFilters(request.filters)
  const [metrics, by] = checkAll(
    () => checkMetrics([...new Set(request.metrics)], called),
    () => checkEach([...new Set(request.by)], (id) => checkBy(id, called)),
    () => checkEach(Object.entries(filters), ([name, values]) => checkFilter(name, values, called)),
  )
  for (const metric of metrics) checkDimensions(metric, [...by, ...Object.keys(filters)])
  return { metrics, by, period: request.period, filters }
}

const list = (ids: readonly string[]) => ids.join(', ')

const checkEach = <Asked, Checked>(all: readonly Asked[], check: (each: Asked) => Checked) =>
  checkAll<readonly Checked[]>(...all.map((each) => () => check(each)))

function checkMetrics(ids: readonly string[], called: Called): readonly MetricId[] {
  if (ids.length === 0)
    throw new FigureRefused('no_metric', `No metric is asked for: name at least one of ${list(METRIC_IDS)}.`)
  return checkEach(ids, (id) => checkMetric(id, called))
}

function checkMetric(id: string, called: Called): MetricId {
  if (isMetricId(id)) return id
  throw new FigureRefused(
    'unknown_metric',
    `There is no metric « ${id} ». The metrics are ${list(METRIC_IDS)}.`,
    { wrong: { parameter: 'metric', nearest: nearestCalled(id, called.metrics) } },
  )
}

function checkBy(id: string, called: Called): FigureDimension {
  const found = FIGURE_DIMENSIONS.find((dimension) => dimension === id)
  if (found !== undefined) return found
  throw new FigureRefused(
    'unknown_dimension',
    `There is no dimension « ${id} ». The dimensions are ${list(FIGURE_DIMENSIONS)}.`,
    { wrong: { parameter: 'by', nearest: nearestCalled(id, called.dimensions) } },
  )
}

/** What the dimensions that can be filtered by are called: all but time, which the period says. */
export function filtersCalled({ dimensions }: Called): readonly (readonly [string, FigureDimension])[] {
  return [...dimensions].filter(([, id]) => READER_DIMENSIONS.some((known) => known === id))
}

function checkFilter(dimension: string, values: readonly string[], called: Called): void {
  if (!READER_DIMENSIONS.some((known) => known === dimension))
    throw new FigureRefused(
      'unknown_dimension',
      TIME_DIMENSIONS.some((time) => time === dimension)
        ? `« ${dimension} » is not a filter: the period says which months are read.`
        : `There is no dimension « ${dimension} » to filter by. The dimensions are ${list(READER_DIMENSIONS)}.`,
      { wrong: { parameter: 'filter', nearest: nearestCalled(dimension, filtersCalled(called)) } },
    )
  if (values.length === 0)
    throw new FigureRefused(
      'empty_filter',
      `The filter on « ${dimension} » has no value: give one, or leave it out.`,
    )
}

function checkDimensions(metric: MetricId, dimensions: readonly string[]): void {
  const known = [...dimensionsOf(metric), ...TIME_DIMENSIONS]
  const lacking = FIGURE_DIMENSIONS.find((each) => dimensions.includes(each) && !known.includes(each))
  if (lacking !== undefined)
    throw new FigureRefused(
      'dimension_not_of_metric',
      `« ${metric} » is not known by ${lacking}. It is known by ${list(known)}.`,
      {
        wrong: {
          parameter: null,
          nearest: null,
          lacking: { metric, dimension: lacking, known: known[0] ?? 'month' },
        },
      },
    )
}

/** The period of a request, read on the data set's calendar and known to it. Throws FigureRefused. */
export function checkPeriod(
  request: Pick<FigureRequest, 'metrics' | 'period'>,
  dataset: DatasetInfo,
): Period {
  const period = readPeriod(request.period, dataset.fiscalStart)
  if (!isInData(period, dataset))
    throw new FigureRefused(
      'outside_data',
      `The period ${period.text} has no data: the data set « ${dataset.name} » goes from ${dataset.firstMonth} to ${dataset.lastMonth}.`,
    )
  if (period.elapsedDays === null) return period
  const daily = request.metrics.find((metric) =>
    aggregatesOf(metricOf(metric).formula).some((of) => isDaily(of)),
  )
  const known = daysKnown(dataset)
  if (daily !== undefined && (period.firstDay < known.from || period.lastDay > known.to))
    throw new FigureRefused(
      'days_not_known',
      `« ${daily} » cannot be read over ${period.text}: days are kept from ${known.from} to ${known.to} only; ask for whole months.`,
    )
  return period
}

function readPeriod(text: string, fiscalStart: number): Period {
  try {
    return parsePeriod(text, fiscalStart)
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error
    throw new FigureRefused('bad_period', error.message, { cause: error })
  }
}
