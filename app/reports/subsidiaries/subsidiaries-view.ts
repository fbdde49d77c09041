import { queryPath } from '#app/figures/figures-address.ts'
import { spanOf } from '#app/filters/dataset-period.ts'
import { pageHref } from '#app/filters/page-address.ts'
import { type Entities, subsidiariesOn } from '#app/reports/entities.server.ts'
import { filterBarView, perimeterText } from '#app/reports/filter-bar-view.ts'
import type { Panel } from '#app/reports/panel.ts'
import { scopeLineView } from '#app/reports/scope-line-view.ts'
import { coursesView } from '#app/reports/subsidiaries/courses-view.ts'
import { leadOf } from '#app/reports/subsidiaries/lead-view.ts'
import type { SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { SUBSIDIARIES } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { tableView } from '#app/reports/subsidiaries/table-view.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type SubsidiariesView = ReturnType<typeof subsidiariesView>

/** Everything that the page of all subsidiaries says, formatted and laid out; plain JSON. */
export function subsidiariesView(
  data: SubsidiariesData,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const { state, compared } = data
  const path = `/${language}/${SUBSIDIARIES}`
  const adoption = data.standings.figures?.whole.find(({ metric }) => metric === 'adoption_rate')
  return {
    title: `${messages.subsidiaries.title}, ${quarterName(compared.now.text, words)} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', { ...state, tables: {} }),
    isSelection: Object.keys(state.filters).length > 0,
    filterBar: filterBarView(state, path, entities, dataset, words),
    scopeLine: scopeLineView(
      {
        path: `/${SUBSIDIARIES}`,
        csvPath: `/export/${SUBSIDIARIES}.csv`,
        state,
        closed: data.closed,
        coverage: adoption?.coverage ?? null,
        sources: 0,
        perimeter: perimeterText(state, entities, words),
        subsidiaries: subsidiariesOn(entities, state.quarter.lastDay),
      },
      dataset,
      words,
    ),
    lead: leadOf(data, entities, words),
    courses: panelView(data.courses, (courses) => ({
      ...coursesView(courses, data, entities, words),
      queryHref: queryPath(language, {
        metrics: ['adoption_rate'],
        by: ['subsidiary', 'quarter'],
        period: spanOf(data.quarters, compared.now),
        filters: state.filters,
      }),
    })),
    table: panelView(data.standings, (standings) => ({
      ...tableView(standings, data, entities, words),
      queryHref: queryPath(language, {
        metrics: MEASURES,
        by: ['subsidiary'],
        period: compared.now.text,
        filters: state.filters,
      }),
    })),
  }
}

/** Whether the document may be kept: every panel ready or rightly empty. */
export function isWhole(panels: readonly Panel<unknown>[]): boolean {
  return panels.every(({ state }) => state === 'ready' || state === 'empty')
}

/** A panel with what its figures say; none where it has none. */
export function panelView<Figures, Content>(panel: Panel<Figures>, content: (figures: Figures) => Content) {
  return {
    state: panel.state,
    error: panel.error,
    content: panel.figures === null ? null : content(panel.figures),
  }
}
