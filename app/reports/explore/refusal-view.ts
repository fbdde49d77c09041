import type { FigureDimension, FigureRefused } from '#app/figures/figure.ts'
import { askedNames, questionPath } from '#app/figures/figures-address.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { isInData } from '#app/filters/dataset-period.ts'
import { PeriodError, parsePeriod } from '#app/filters/period.ts'
import { quarterSpelled } from '#app/filters/quarter-named.ts'
import { isMetricId, type MetricId } from '#app/metrics/catalog.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import type { Explored } from '#app/reports/explore/load-answer.server.ts'
import { type Nearest, nearestDimensions, nearestTo } from '#app/reports/explore/nearest.ts'
import { quarterOf } from '#app/reports/explore/question-form.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import type { Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

type Link = { readonly text: string; readonly href: string }
/** Why a question has no answer, and what can be asked instead. */
type Refusal = {
  readonly reason: string
  /** What else is wrong of it. */
  readonly also: readonly string[]
  readonly data: string | null
  readonly kept: Link | null
  readonly others: readonly Link[]
}

/** What a refused question is answered with. */
export function refusalView(
  { refusal }: Extract<Explored, { kind: 'refused' }>,
  search: URLSearchParams,
  dataset: DatasetInfo,
  words: Words,
): Refusal {
  const first = firstRefusal(refusal, search, dataset, words)
  const others = refusal.others
    .map((other) => firstRefusal(other, search, dataset, words))
    .flatMap(({ reason, data }) => (data === null ? [reason] : [`${reason} ${data}`]))
  return { ...first, also: [...new Set(others)].filter((text) => text !== first.reason) }
}

function firstRefusal(
  refusal: FigureRefused,
  search: URLSearchParams,
  dataset: DatasetInfo,
  words: Words,
): Refusal {
  const { language, messages } = words
  const say = messages.explore.refused
  const isOutside = refusal.reason === 'outside_data' || refusal.reason === 'bad_period'
  const { nearest = null } = refusal.wrong ?? {}
  const told: Refusal = {
    reason: say.reasons[refusal.reason],
    also: [],
    data: isOutside
      ? say.data(formatMonth(dataset.firstMonth, language), formatMonth(dataset.lastMonth, language))
      : null,
    kept: null,
    others: [],
  }
  const period = periodIn(search, dataset)
  if (refusal.reason === 'dimension_not_of_metric')
    return { ...told, ...lackingView(nearestTo(askedNames(search)), period, words) }
  if (refusal.reason === 'unknown_dimension')
    return { ...told, ...misspelledView(nearestDimensions(askedNames(search)), period, words) }
  if (refusal.reason === 'unknown_metric' && nearest !== null && isMetricId(nearest))
    return { ...told, ...misspelledMetricView(nearest, nearestBy(search), period, words) }
  if (refusal.reason === 'unknown_value' && refusal.wrong?.parameter != null) {
    const { parameter } = refusal.wrong
    const name = dimensionName(parameter.replace('filter.', ''), words)
    return { ...told, reason: say.value(name, nearest === null ? null : `${parameter}=${nearest}`) }
  }
  if (refusal.reason === 'unknown_parameter' && nearest !== null)
    return { ...told, reason: `${told.reason} ${say.parameter(nearest)}` }
  return told
}

/** The dimensions asked by, each that does not exist as the one that its name comes nearest to. */
function nearestBy(search: URLSearchParams): readonly string[] {
  const asked = askedNames(search)
  return nearestDimensions(asked)?.by ?? asked.by
}

/** A metric that does not exist: the one that its name comes nearest to, asked by what it knows. */
function misspelledMetricView(
  metric: MetricId,
  asked: readonly string[],
  period: string,
  words: Words,
): Partial<Refusal> {
  const say = words.messages.explore.refused
  const by = FIGURE_DIMENSIONS.filter(
    (dimension) =>
      asked.includes(dimension) && nearestTo({ metrics: [metric], by: [dimension], filters: {} }) === null,
  )
  return {
    reason: say.metric(words.messages.metrics.metrics[metric].name, metric),
    kept: {
      text: say.kept(askedText(metric, by, words)),
      href: questionPath(words.language, { metrics: [metric], by, period, filters: {} }),
    },
  }
}

/** A metric that lacks a dimension: the question without it, and the metrics that know it. */
function lackingView(nearest: Nearest | null, period: string, words: Words): Partial<Refusal> {
  if (nearest === null) return {}
  const { language, messages } = words
  const { metric, lacking, kept, others } = nearest
  const link = (id: MetricId, by: readonly FigureDimension[], text: string): Link => ({
    text,
    href: questionPath(language, { metrics: [id], by, period, filters: {} }),
  })
  return {
    reason: messages.explore.refused.lacking(messages.metrics.metrics[metric].name, namesOf(lacking, words)),
    kept: link(metric, kept, messages.explore.refused.kept(askedText(metric, kept, words))),
    others: others.map((id) => link(id, [...kept, ...lacking], messages.metrics.metrics[id].name)),
  }
}

/** A dimension that does not exist: the one that its name comes nearest to, and the question by it where it can be asked. */
function misspelledView(
  nearest: ReturnType<typeof nearestDimensions>,
  period: string,
  words: Words,
): Partial<Refusal> {
  if (nearest === null || nearest.near.length === 0) return {}
  const { metrics, by, near } = nearest
  const say = words.messages.explore.refused
  const [metric] = metrics
  const isAskable = metric !== undefined && nearestTo({ metrics: [metric], by, filters: {} }) === null
  return {
    reason: say.misspelled(near.map((dimension) => [dimensionName(dimension, words), dimension] as const)),
    kept: isAskable
      ? {
          text: say.kept(askedText(metric, by, words)),
          href: questionPath(words.language, { metrics: [metric], by, period, filters: {} }),
        }
      : null,
  }
}

function namesOf(dimensions: readonly string[], words: Words): readonly string[] {
  return dimensions.map((dimension) => dimensionName(dimension, words).toLocaleLowerCase(words.language))
}

function askedText(metric: MetricId, by: readonly FigureDimension[], words: Words): string {
  const { name } = words.messages.metrics.metrics[metric]
  return by.length === 0 ? name : words.messages.explore.by(name, namesOf(by, words))
}

/** The period of a refused question where it can be read, else the quarter that pages open with. */
function periodIn(search: URLSearchParams, dataset: DatasetInfo): string {
  try {
    const period = parsePeriod(quarterSpelled(search.get('period') ?? ''), dataset.fiscalStart)
    if (isInData(period, dataset)) return period.text
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error
  }
  return quarterOf(search, dataset)
}
