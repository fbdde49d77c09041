import { isInData } from '#app/filters/dataset-period.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import { wallContent } from '#app/reports/commitments/wall-view.ts'
import { type Entities, subsidiariesOn } from '#app/reports/entities.server.ts'
import { filterBarView, perimeterText } from '#app/reports/filter-bar-view.ts'
import { isUnanswered, type Panel } from '#app/reports/panel.ts'
import { scopeLineView } from '#app/reports/scope-line-view.ts'
import { changeView } from '#app/reports/synthese/change-view.ts'
import { doubtView } from '#app/reports/synthese/doubt-view.ts'
import { headlinesTitle, headlineViews } from '#app/reports/synthese/headlines-view.ts'
import { leadView } from '#app/reports/synthese/lead-view.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { qualityView } from '#app/reports/synthese/quality-view.ts'
import { queriesOf } from '#app/reports/synthese/queries.ts'
import { watchView } from '#app/reports/synthese/watch-view.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** A panel as its component shows it: the state, and the content in the states that have one. */
export type PanelView<Content> = Pick<Panel<unknown>, 'state' | 'error'> & {
  readonly content: Content | null
}

export type SyntheseView = ReturnType<typeof syntheseView>

/** Everything the page of a quarter says, formatted and laid out; plain JSON. */
export function syntheseView(
  data: Synthese,
  state: PageState,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.synthese
  const quarter = data.quarter.text
  const group = dataset.groupName ?? say.wholeGroup
  const isFiltered = Object.keys(state.filters).length > 0
  const perimeter = perimeterText(state, entities, words)
  const scope = perimeter === '' ? group : perimeter
  const carbon = data.headlines.figures?.carbon_kg[0]?.now ?? null
  const [first, last] = [data.quarters[0]?.text ?? quarter, quarter]
  const headlines = panelView(data.headlines, (figures) => ({
    title: headlinesTitle(figures, words),
    note: say.headlines.note(scope, quarterName(first, words), quarterName(last, words)),
    figures: headlineViews(figures, { ...data, words }),
  }))
  const hasNoHeadline =
    !isUnanswered(data.headlines) && !headlines.content?.figures.some(({ kind }) => kind === 'figure')
  const isSelection = isFiltered && hasNoHeadline
  return {
    title: `${say.title}, ${quarterName(quarter, words)} · ${messages.shell.product}`,
    quarter: quarterName(quarter, words),
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    scopeLine: scopeLineView(
      {
        path: '',
        csvPath: '/export/synthese.csv',
        state,
        closed: data.closed,
        coverage: data.quality.figures?.energy?.coverage ?? null,
        sources: data.quality.figures?.sources.length ?? 0,
        perimeter,
        subsidiaries: subsidiariesOn(entities, data.quarter.lastDay),
      },
      dataset,
      words,
    ),
    /** Whether the address filters and no headline has a figure. */
    isSelection,
    /** The same for the bridge, which is empty under any filter where the data have no quarter before. */
    isBridgeSelection: isSelection && isInData(data.compared.previous, dataset),
    search: pageHref('', state),
    filterBar: filterBarView(state, `/${language}`, entities, dataset, words),
    lead: leadView(data, words),
    watch: watchView(data, entities, words),
    wall: panelView(data.wall, ({ assessed }) =>
      wallContent(assessed, data.mission, quarter, dataset, words),
    ),
    headlines,
    change: panelView(data.change, (change) => changeView(change, data.compared, scope, words)),
    doubt: carbon === null ? null : doubtView(carbon, words),
    quality: panelView(data.quality, (quality) =>
      qualityView(quality, data.compared.now.text, isFiltered, entities, words),
    ),
    queries: queriesOf(data, words),
    csvHref: pageHref(`/${language}/export/synthese.csv`, state),
  }
}

function panelView<Figures, Content>(
  panel: Panel<Figures>,
  content: (figures: Figures) => Content,
): PanelView<Content> {
  return {
    state: panel.state,
    error: panel.error,
    content: panel.figures === null ? null : content(panel.figures),
  }
}

/** Whether the document may be kept: every panel ready or rightly empty. */
export function isWhole(data: Synthese): boolean {
  const { wall, headlines, change, quality, overrun } = data
  return [wall, headlines, change, quality, overrun].every(
    ({ state }) => state === 'ready' || state === 'empty',
  )
}
