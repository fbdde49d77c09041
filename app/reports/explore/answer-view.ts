import type { Figure } from '#app/figures/figure.ts'
import { pageAsked, questionCommand, questionPath, questionSearch } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { columnsOf, multiplesOf } from '#app/reports/explore/answer-charts.ts'
import { sortFigures } from '#app/reports/explore/answer-order.ts'
import {
  type AnswerContext,
  coverageText,
  nameAlong,
  textsOnLargest,
  valueText,
} from '#app/reports/explore/answer-texts.ts'
import type { Explored } from '#app/reports/explore/load-answer.server.ts'
import { pageOfValue } from '#app/reports/explore/page-of-value.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { statementText } from '#app/reports/receipt/receipt-view.ts'
import type { Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

const ROWS_A_PAGE = 50

/** The answer to a question: its picture where one says more than bars, its table, and where its figures come from. */
export function answerView(
  { request, panel, gapsOf, statements }: Extract<Explored, { kind: 'asked' }>,
  search: URLSearchParams,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const figures = panel.figures ?? []
  const textOf = textsOnLargest(figures, words)
  const context = { request, entities, dataset, words, textOf, gapsOf }
  const csv = `/${language}/export/explore.csv?${questionSearch(request)}`
  return {
    state: panel.state,
    error: panel.error,
    content: panel.figures === null ? null : contentOf(figures, search, context),
    links: [
      {
        href: receiptPath(language, { ...request, from: 'explore', version: dataset.version }),
        text: messages.explore.receipt,
      },
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

function contentOf(figures: readonly Figure[], search: URLSearchParams, context: AnswerContext) {
  const { request, words } = context
  const { language, messages } = words
  const sorted = sortFigures(figures, context)
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS_A_PAGE))
  const at = Math.min(pageAsked(search), pages)
  const first = (at - 1) * ROWS_A_PAGE
  const shown = sorted.slice(first, first + ROWS_A_PAGE)
  const reach = reachByUnit(sorted)
  const rows = shown.map((figure) => rowOf(figure, reach, context))
  return {
    dimensions: [
      ...(request.metrics.length > 1 ? [messages.explore.form.metric] : []),
      ...request.by.map((dimension) => dimensionName(dimension, words)),
    ],
    rows,
    columns: columnsOf(sorted, context),
    multiples: multiplesOf(sorted, context),
    hasIntervals: sorted.some(({ low, high }) => low !== high),
    hasCoverage:
      sorted.some(({ coverage }) => coverage !== null) || rows.some(({ coverage }) => coverage.text !== ''),
    range:
      sorted.length <= ROWS_A_PAGE
        ? null
        : messages.explore.rows(first + 1, first + shown.length, sorted.length),
    previousHref: at > 1 ? questionPath(language, request, at - 1) : null,
    nextHref: at < pages ? questionPath(language, request, at + 1) : null,
    /** What a hidden part does not hide, where there is one. */
    note: sorted.some(({ withheld }) => withheld !== null) ? messages.explore.withheld : null,
    /** The question without each of its filters, where together they leave nothing. */
    without: figures.some(({ value, withheld }) => value !== null || withheld !== null)
      ? []
      : withoutEach(context),
  }
}

function withoutEach({ request, entities, words }: AnswerContext) {
  const { language, messages } = words
  return Object.entries(request.filters).map(([dimension, values]) => {
    const { [dimension]: _, ...filters } = request.filters
    const named = values.map((value) => entityName(dimension, value, entities, words)).join(', ')
    return {
      href: questionPath(language, { ...request, filters }),
      text: messages.topics.filters.remove(messages.topics.pair(dimensionName(dimension, words), named)),
    }
  })
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

function rowOf(figure: Figure, reach: ReadonlyMap<string, number>, context: AnswerContext) {
  const { request, words, textOf } = context
  const { messages } = words
  const { metric, unit, value, low, high } = figure
  const heads = [
    ...(request.metrics.length > 1 ? [messages.metrics.metrics[metric].name] : []),
    ...request.by.map((dimension) => nameAlong(dimension, figure, context)),
  ]
  const [first] = request.by
  const most = reach.get(`${metric} ${unit}`) ?? 0
  const isExact = low === high || low === null || high === null
  return {
    id: figure.key,
    header: heads[0] ?? messages.metrics.metrics[metric].name,
    href:
      request.metrics.length > 1 || first === undefined
        ? null
        : pageOfValue(first, figure.by[first] ?? '', words),
    more: heads.slice(1),
    value: valueText(figure, context),
    bar:
      value === null || value < 0 || most === 0 || request.by.length === 0
        ? null
        : Math.round((value / most) * 1000) / 10,
    interval: isExact ? '' : messages.explore.between(textOf(unit, low), textOf(unit, high)),
    coverage: coverageText(figure, context),
  }
}
