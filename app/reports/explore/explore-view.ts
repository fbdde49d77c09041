import type { FigureRequest } from '#app/figures/figure.ts'
import { questionPath } from '#app/figures/figures-address.ts'
import { isClosed } from '#app/filters/dataset-period.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { quarterNamed } from '#app/filters/quarter-named.ts'
import { formatDay } from '#app/metrics/format-period.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { answerView } from '#app/reports/explore/answer-view.ts'
import type { Explored } from '#app/reports/explore/load-answer.server.ts'
import { quarterOf, questionForm } from '#app/reports/explore/question-form.ts'
import { refusalView } from '#app/reports/explore/refusal-view.ts'
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
