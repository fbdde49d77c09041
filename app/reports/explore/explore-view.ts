import { layoutColumns } from '#app/charts/quarter-columns.layout.ts'
import type { Figure, FigureRequest } from '#app/figures/figure.ts'
import {
  askedNames,
  pageAsked,
  questionCommand,
  questionPath,
  questionSearch,
} from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { isInData } from '#app/filters/dataset-period.ts'
import { PeriodError, parsePeriod } from '#app/filters/period.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import { formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, entityName, hasPage } from '#app/reports/entity-names.ts'
import type { Explored } from '#app/reports/explore/load-answer.server.ts'
import { nearestTo } from '#app/reports/explore/nearest.ts'
import { quarterOf, questionForm } from '#app/reports/explore/question-form.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { statementText } from '#app/reports/receipt/receipt-view.ts'
import { footerText, periodText, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ExploreView = ReturnType<typeof exploreView>

export const ROWS_A_PAGE = 50

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
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    message: lead ?? say.message,
    standfirst: lead === null ? say.standfirst : '',
    form: questionForm(request, search, entities, dataset, words),
    examples: explored.kind === 'nothing-asked' ? examplesOf(search, dataset, words) : [],
    refusal: explored.kind === 'refused' ? refusalView(explored, search, dataset, words) : null,
    answer: explored.kind === 'asked' ? answerView(explored, search, entities, dataset, words) : null,
  }
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

function refusalView(
  { refusal }: Extract<Explored, { kind: 'refused' }>,
  search: URLSearchParams,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.explore.refused
  const nearest = refusal.reason === 'dimension_not_of_metric' ? nearestTo(askedNames(search)) : null
  const name = (metric: keyof typeof messages.metrics.metrics) => messages.metrics.metrics[metric].name
  const names = (dimensions: readonly string[]) =>
    dimensions.map((dimension) => dimensionName(dimension, words).toLocaleLowerCase(language))
  const period = periodIn(search, dataset)
  const isOutside = refusal.reason === 'outside_data' || refusal.reason === 'bad_period'
  const asked = (metric: keyof typeof messages.metrics.metrics, by: readonly string[]) =>
    by.length === 0 ? name(metric) : messages.explore.by(name(metric), names(by))
  const by = nearest === null ? [] : [...nearest.kept]
  return {
    reason:
      nearest === null
        ? say.reasons[refusal.reason]
        : say.lacking(name(nearest.metric), names(nearest.lacking)),
    data: isOutside
      ? say.data(formatMonth(dataset.firstMonth, language), formatMonth(dataset.lastMonth, language))
      : null,
    kept:
      nearest === null
        ? null
        : {
            text: say.kept(asked(nearest.metric, by)),
            href: questionPath(language, { metrics: [nearest.metric], by, period, filters: {} }),
          },
    others:
      nearest?.others.map((metric) => ({
        text: name(metric),
        href: questionPath(language, {
          metrics: [metric],
          by: [...nearest.kept, ...nearest.lacking],
          period,
          filters: {},
        }),
      })) ?? [],
  }
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

function answerView(
  { request, panel, statements }: Extract<Explored, { kind: 'asked' }>,
  search: URLSearchParams,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const sorted = sortFigures(panel.figures ?? [], request)
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS_A_PAGE))
  const at = Math.min(pageAsked(search), pages)
  const shown = sorted.slice((at - 1) * ROWS_A_PAGE, at * ROWS_A_PAGE)
  const textOf = textsOnLargest(sorted, words)
  const reach = reachByUnit(sorted)
  const receipt = receiptPath(language, { ...request, version: dataset.version })
  const csv = `/${language}/export/explore.csv?${questionSearch(request)}`
  return {
    state: panel.state,
    error: panel.error,
    content:
      panel.figures === null
        ? null
        : {
            dimensions: [
              ...(request.metrics.length > 1 ? [messages.explore.form.metric] : []),
              ...request.by.map((dimension) => dimensionName(dimension, words)),
            ],
            rows: shown.map((figure) => rowOf(figure, request, textOf, reach, entities, words)),
            columns: columnsOf(sorted, request, textOf, entities, words),
            hasIntervals: sorted.some(({ low, high }) => low !== high),
            hasCoverage: sorted.some(({ coverage }) => coverage !== null),
            range:
              sorted.length <= ROWS_A_PAGE
                ? null
                : messages.explore.rows(
                    (at - 1) * ROWS_A_PAGE + 1,
                    (at - 1) * ROWS_A_PAGE + shown.length,
                    sorted.length,
                  ),
            previousHref: at > 1 ? questionPath(language, request, at - 1) : null,
            nextHref: at < pages ? questionPath(language, request, at + 1) : null,
          },
    links: [
      { href: receipt, text: messages.explore.receipt },
      { href: csv, text: messages.explore.csv },
      ...(language === 'fr' ? [{ href: `${csv}&format=machine`, text: messages.explore.machineCsv }] : []),
      ...request.metrics.map((metric) => ({
        href: `/${language}/definitions/${metric}`,
        text: messages.explore.definition(messages.metrics.metrics[metric].name),
      })),
    ],
    statements: statements.map(statementText),
    command: questionCommand(request),
  }
}

const isTime = (dimension: string) => dimension === 'month' || dimension === 'quarter'

/** By time as time goes, else the largest first, with what nobody is assigned to at the end. */
function sortFigures(figures: readonly Figure[], { by, metrics }: FigureRequest): readonly Figure[] {
  if (by.some(isTime) || by.length === 0) return figures
  const isNobody = (figure: Figure) => Number(Object.values(figure.by).includes(UNASSIGNED))
  return [...figures].sort(
    (a, b) =>
      metrics.indexOf(a.metric) - metrics.indexOf(b.metric) ||
      isNobody(a) - isNobody(b) ||
      (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY),
  )
}

/** The largest amount of each metric and unit, which its bars are drawn against. */
function reachByUnit(figures: readonly Figure[]): ReadonlyMap<string, number> {
  const reach = new Map<string, number>()
  for (const { metric, unit, value } of figures) {
    const key = `${metric} ${unit}`
    reach.set(key, Math.max(reach.get(key) ?? 0, Math.abs(value ?? 0)))
  }
  return reach
}

/** Every value of a unit on the scale of the largest: one far smaller than the others must not set it. */
function textsOnLargest(figures: readonly Figure[], { language }: Words): TextOf {
  const largest = new Map<string, number>()
  for (const { unit, value } of figures)
    largest.set(unit, Math.max(largest.get(unit) ?? 0, Math.abs(value ?? 0)))
  return (unit, value) =>
    unit === 'share'
      ? formatShare(value, language)
      : formatQuantity(value, scaleFor(largest.get(unit) ?? value, unit, language), language)
}

type TextOf = (unit: string, value: number | null) => string

function rowOf(
  figure: Figure,
  request: FigureRequest,
  textOf: TextOf,
  reach: ReadonlyMap<string, number>,
  entities: Entities,
  words: Words,
) {
  const { messages, language } = words
  const names = request.by.map((dimension) =>
    valueText(dimension, figure.by[dimension] ?? '', entities, words),
  )
  const heads = [
    ...(request.metrics.length > 1 ? [messages.metrics.metrics[figure.metric].name] : []),
    ...names,
  ]
  const [first] = request.by
  const id = first === undefined ? '' : (figure.by[first] ?? '')
  const isLinked = request.metrics.length === 1 && first !== undefined && hasPage(first) && id !== UNASSIGNED
  const most = reach.get(`${figure.metric} ${figure.unit}`) ?? 0
  const isExact = figure.low === figure.high || figure.low === null || figure.high === null
  return {
    id: figure.key,
    header: heads[0] ?? messages.metrics.metrics[figure.metric].name,
    href:
      isLinked && first !== undefined && hasPage(first)
        ? `/${language}/${ENTITY_PAGES[first]}/${encodeURIComponent(id)}`
        : null,
    more: heads.slice(1),
    value: textOf(figure.unit, figure.value),
    bar:
      figure.value === null || figure.value < 0 || most === 0 || request.by.length === 0
        ? null
        : Math.round((figure.value / most) * 1000) / 10,
    interval: isExact
      ? ''
      : messages.explore.between(textOf(figure.unit, figure.low), textOf(figure.unit, figure.high)),
    coverage: figure.coverage === null ? '' : formatShare(figure.coverage, language),
  }
}

function valueText(dimension: string, id: string, entities: Entities, words: Words): string {
  if (/month$/.test(dimension) && /^\d{4}-\d{2}$/.test(id)) return formatMonth(id, words.language)
  if (dimension === 'quarter') return periodText(id, words)
  return entityName(dimension, id, entities, words)
}

/** More columns than these are too thin to be told apart. */
const COLUMNS = 24

/** One metric by month or by quarter alone is drawn as columns; everything else is its table with bars. */
function columnsOf(
  figures: readonly Figure[],
  { metrics, by }: FigureRequest,
  textOf: TextOf,
  entities: Entities,
  words: Words,
) {
  const [dimension] = by
  const isSeries = metrics.length === 1 && by.length === 1 && dimension !== undefined && isTime(dimension)
  const oneUnit = new Set(figures.map(({ unit }) => unit)).size === 1
  if (!isSeries || !oneUnit || figures.length < 2 || figures.length > COLUMNS) return null
  return layoutColumns({
    interval: null,
    columns: figures.map((figure, index) => {
      const name = valueText(dimension, figure.by[dimension] ?? '', entities, words)
      const text = textOf(figure.unit, figure.value)
      const isEnd = index === 0 || index === figures.length - 1
      return {
        name,
        value: figure.value,
        label: text,
        tip: `${name}\u00a0: ${text}`,
        emphasis: index === figures.length - 1 ? 'current' : isEnd ? 'comparison' : 'past',
        open: figure.state === 'open',
        capacity: null,
        plan: null,
      } as const
    }),
  })
}
