import type { FigureDimension, FigureRequest } from '#app/figures/figure.ts'
import { askedNames, questionPath } from '#app/figures/figures-address.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { isClosed, isInData } from '#app/filters/dataset-period.ts'
import { PeriodError, parsePeriod } from '#app/filters/period.ts'
import { quarterNamed } from '#app/filters/quarter-named.ts'
import { isMetricId, type MetricId } from '#app/metrics/catalog.ts'
import { formatDay, formatMonth } from '#app/metrics/format-period.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { answerView } from '#app/reports/explore/answer-view.ts'
import type { Explored } from '#app/reports/explore/load-answer.server.ts'
import { type Nearest, nearestDimensions, nearestTo } from '#app/reports/explore/nearest.ts'
import { quarterOf, questionForm } from '#app/reports/explore/question-form.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { footerText, periodText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ExploreView = ReturnType<typeof exploreView>

/** The explorer: the form, and the answer, what refuses it, or three questions to begin with. */
export function exploreView(
  explored: Explored,
  search: URLSearchParams,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { messages } = words
  const say = messages.explore
  const request = explored.kind === 'asked' ? explored.request : null
  const lead = request === null ? null : questionText(request, entities, words)
  return {
    title: `${lead ?? say.title} · ${messages.shell.product}`,
    search: keptSearch(request, search, dataset),
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    message: lead ?? say.message,
    standfirst: request === null ? say.standfirst : openText(request, dataset, words),
    form: questionForm(request, search, entities, dataset, words),
    examples: explored.kind === 'nothing-asked' ? examplesOf(search, dataset, words) : [],
    refusal: explored.kind === 'refused' ? refusalView(explored, search, dataset, words) : null,
    answer: explored.kind === 'asked' ? answerView(explored, search, entities, dataset, words) : null,
  }
}

/** What links to other pages keep: the period where it is one quarter. */
function keptSearch(request: FigureRequest | null, search: URLSearchParams, dataset: DatasetInfo): string {
  const asked = request?.period ?? (search.get('period') || search.get('quarter') || '')
  const quarter = quarterNamed(asked, dataset)
  return quarter === null ? '' : `?quarter=${quarter.text}`
}

/** « Coût facturé par fournisseur, T3 2026 ; Hébergement : Sur site ». */
function questionText(
  { metrics, by, period, filters }: FigureRequest,
  entities: Entities,
  words: Words,
): string {
  const { messages, language } = words
  const metric = metrics.map((id) => messages.metrics.metrics[id].name).join(', ')
  const dimensions = by.map((dimension) => dimensionName(dimension, words).toLocaleLowerCase(language))
  const kept = Object.entries(filters).map(([dimension, values]) =>
    messages.topics.pair(
      dimensionName(dimension, words),
      values.map((value) => entityName(dimension, value, entities, words)).join(', '),
    ),
  )
  const what = dimensions.length === 0 ? metric : messages.explore.by(metric, dimensions)
  return messages.topics.both([`${what}, ${periodText(period, words)}`, ...kept])
}

/** How far the data of a period go that is not over; empty for a period that is, and for one asked up to some day. */
function openText({ period }: FigureRequest, dataset: DatasetInfo, { language, messages }: Words): string {
  const asked = parsePeriod(period, dataset.fiscalStart)
  return isClosed(asked, dataset) || asked.elapsedDays !== null
    ? ''
    : messages.explore.open(formatDay(dataset.asOf, language))
}

function examplesOf(search: URLSearchParams, dataset: DatasetInfo, words: Words) {
  const say = words.messages.explore.examples.questions
  const period = quarterOf(search, dataset)
  const path = (request: Omit<FigureRequest, 'filters'>) =>
    questionPath(words.language, { ...request, filters: {} })
  return [
    { text: say.employee, href: path({ metrics: ['cost_per_employee'], by: ['subsidiary'], period }) },
    {
      text: say.request,
      href: path({
        metrics: ['energy_per_request'],
        by: ['quarter'],
        period: `${dataset.firstMonth}..${dataset.lastMonth}`,
      }),
    },
    { text: say.place, href: path({ metrics: ['carbon_kg'], by: ['region', 'provider'], period }) },
  ]
}

type Link = { readonly text: string; readonly href: string }
/** Why a question has no answer, and what can be asked instead. */
type Refusal = {
  readonly reason: string
  readonly data: string | null
  readonly kept: Link | null
  readonly others: readonly Link[]
}

function refusalView(
  { refusal }: Extract<Explored, { kind: 'refused' }>,
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
    return { ...told, ...misspelledMetricView(nearest, askedNames(search).by, period, words) }
  if (refusal.reason === 'unknown_value' && refusal.wrong?.parameter != null) {
    const { parameter } = refusal.wrong
    const name = dimensionName(parameter.replace('filter.', ''), words)
    return { ...told, reason: say.value(name, nearest === null ? null : `${parameter}=${nearest}`) }
  }
  if (refusal.reason === 'unknown_parameter' && nearest !== null)
    return { ...told, reason: `${told.reason} ${say.parameter(nearest)}` }
  return told
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
    const period = parsePeriod(search.get('period') ?? '', dataset.fiscalStart)
    if (isInData(period, dataset)) return period.text
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error
  }
  return quarterOf(search, dataset)
}
