import type { FigureRequest } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { spanOf } from '#app/filters/dataset-period.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatDay } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { wallQueries } from '#app/reports/commitments/wall-view.ts'
import type { Entities, Subsidiary } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { noticesOf } from '#app/reports/filter-bar-view.ts'
import { isUnanswered } from '#app/reports/panel.ts'
import { scopeLineView } from '#app/reports/scope-line-view.ts'
import { adoptionOf, isIn } from '#app/reports/subsidiaries/adoption.ts'
import { lacksView } from '#app/reports/subsidiaries/lacks-view.ts'
import type { SubsidiaryData } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { measuresView } from '#app/reports/subsidiaries/measures-view.ts'
import { partsView } from '#app/reports/subsidiaries/parts-view.ts'
import { panelView } from '#app/reports/subsidiaries/subsidiaries-view.ts'
import { SUBSIDIARIES } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { useCasesView } from '#app/reports/subsidiaries/use-cases-view.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type SubsidiaryView = ReturnType<typeof subsidiaryView>

/** Everything that the page of one subsidiary says, formatted and laid out; plain JSON. */
export function subsidiaryView(data: SubsidiaryData, entities: Entities, dataset: DatasetInfo, words: Words) {
  const { language, messages } = words
  const { subsidiary, state, compared } = data
  const say = messages.subsidiaries
  const own = `${SUBSIDIARIES}/${encodeURIComponent(subsidiary.id)}`
  const line = entityName('business_line', subsidiary.businessLine, entities, words)
  const period = quarterName(compared.now.text, words)
  const others: PageState = { ...state, filters: {}, tables: {} }
  const coverage = data.measured.figures?.own.findLast(
    ({ metric, period }) => metric === 'carbon_kg' && period === compared.now.text,
  )
  return {
    title: `${subsidiary.shortName}, ${period} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', others),
    notices: noticesOf(state, dataset, words),
    back: { href: pageHref(`/${language}/${SUBSIDIARIES}`, others), text: `←\u00a0${say.one.all}` },
    scopeLine: scopeLineView(
      {
        path: `/${own}`,
        csvPath: `/export/${own}.csv`,
        state: others,
        closed: data.closed,
        coverage: coverage?.coverage ?? null,
        sources: 0,
        perimeter: subsidiary.shortName,
        subsidiaries: 0,
      },
      dataset,
      words,
    ),
    lead: { message: messageOf(data, words), standfirst: standfirstOf(data.subsidiary, line, words) },
    measuresNote: data.measured.figures?.line.length ? say.one.measuresNote(line) : say.one.aloneNote,
    measures: panelView(data.measured, (measured) => measuresView(measured, data, words)),
    useCases: panelView(data.useCases, (useCases) => useCasesView(useCases, data, entities, words)),
    parts: panelView(data.parts, (parts) => partsView(parts, data, words)),
    lacks: panelView(data.supplied, (supplied) => lacksView(supplied, data, entities, words)),
    queries: queriesOf(data, words),
  }
}

/** How it adopts beside its business line, or why that cannot be said. */
function messageOf(data: SubsidiaryData, words: Words): string {
  const { subsidiary, compared, measured } = data
  const { one, reasons } = words.messages.subsidiaries
  const name = subsidiary.shortName
  const period = quarterName(compared.now.text, words)
  const { figures } = measured
  if (figures === null)
    return measured.state === 'late'
      ? one.late(name)
      : isUnanswered(measured)
        ? one.unanswered(name)
        : one.nothing(name, period)
  if (!isIn(subsidiary, compared.now)) return one.absent(name, period)
  const now = (all: SubsidiaryFigures) => all.filter((figure) => figure.period === compared.now.text)
  const own = adoptionOf(now(figures.own))
  const line = adoptionOf(now(figures.line))
  if (own.kind === 'unassessed' && own.reason === 'few') return one.notShown(name, period, reasons.few)
  if (own.kind !== 'assessed')
    return one.unassessed(name, period, own.kind === 'unassessed' ? reasons[own.reason] : reasons.nothing)
  const share = formatShare(own.value, words.language)
  return line.kind === 'assessed'
    ? one.beside(name, share, period, formatShare(line.value, words.language))
    : one.adopts(name, share, period)
}

type SubsidiaryFigures = NonNullable<SubsidiaryData['measured']['figures']>['own']

/** Its whole name, its business line, and when it joined or left. */
function standfirstOf(
  { name, businessLine, joinedOn, leftOn }: Subsidiary,
  line: string,
  words: Words,
): string {
  const { one } = words.messages.subsidiaries
  return [
    businessLine === UNASSIGNED ? `${name}.` : one.who(name, line),
    ...(joinedOn !== null ? [one.joined(formatDay(joinedOn, words.language))] : []),
    ...(leftOn !== null ? [one.left(formatDay(leftOn, words.language))] : []),
  ].join(' ')
}

/** The question behind each section, where its statement is shown. */
function queriesOf({ subsidiary, quarters, compared, parts }: SubsidiaryData, words: Words) {
  const { language } = words
  const { now } = compared
  const filters = { subsidiary: [subsidiary.id] }
  const ask = (metrics: readonly MetricId[], by: FigureRequest['by'], period = now.text) =>
    queryPath(language, { metrics, by, period, filters })
  return {
    measures: ask(MEASURES, ['quarter'], now.elapsedDays === null ? spanOf(quarters, now) : now.text),
    useCases: ask(['use_cases', 'reviewed_share', 'cost'], ['project']),
    parts: wallQueries(
      (parts.figures ?? []).map(({ assessed }) => assessed),
      words,
      filters,
    ),
    // Its rows are what these figures lack, which their answer says beside each.
    lacks: ask(['carbon_kg', 'adoption_rate', 'cost'], []),
  }
}
