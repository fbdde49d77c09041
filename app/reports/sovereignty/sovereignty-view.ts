import { pageHref, withoutTables } from '#app/filters/page-address.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { subsidiariesOn } from '#app/reports/entities.server.ts'
import { filterBarView, perimeterText } from '#app/reports/filter-bar-view.ts'
import type { Panel } from '#app/reports/panel.ts'
import { scopeLineView } from '#app/reports/scope-line-view.ts'
import { ladderMeasuresView } from '#app/reports/sovereignty/ladder-measures-view.ts'
import { ladderView } from '#app/reports/sovereignty/ladder-view.ts'
import { leadView } from '#app/reports/sovereignty/lead-view.ts'
import type { Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { opennessView } from '#app/reports/sovereignty/openness-view.ts'
import { placesView } from '#app/reports/sovereignty/places-view.ts'
import { providersView } from '#app/reports/sovereignty/providers-view.ts'
import { rungsView } from '#app/reports/sovereignty/rungs-view.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type SovereigntyView = ReturnType<typeof sovereigntyView>

/** Everything that the page on sovereignty says, formatted and laid out; plain JSON. */
export function sovereigntyView(data: Sovereignty, entities: Entities, dataset: DatasetInfo, words: Words) {
  const { state } = data
  const { language, messages } = words
  const say = messages.sovereignty
  const path = `/${language}/sovereignty`
  const share = data.ladder.figures?.shares[0]?.now ?? null
  return {
    title: `${say.title}, ${quarterName(data.compared.now.text, words)} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', withoutTables(state)),
    /** Whether the data are there and the choices hold nothing of them. */
    isSelection: Object.keys(state.filters).length > 0,
    scopeLine: scopeLineView(
      {
        path: '/sovereignty',
        csvPath: '/export/sovereignty.csv',
        state,
        closed: data.closed,
        coverage: share?.coverage ?? null,
        coverageOf: say.coverageOf,
        sources: 0,
        perimeter: perimeterText(state, entities, words),
        subsidiaries: subsidiariesOn(entities, state.quarter.lastDay),
      },
      dataset,
      words,
    ),
    filterBar: filterBarView(state, path, entities, dataset, words),
    lead: leadView(data, entities, words),
    ladder: panelView(data.ladder, (figures) => ladderView(figures, data, words)),
    measures: panelView(data.measures, (figures) => ladderMeasuresView(figures, data, words)),
    rungs: [
      ...rungsView(words),
      { term: messages.dimensions.unassigned, means: say.unassignedRung, not: '' },
    ],
    openness: panelView(data.openness, (figures) => opennessView(figures, data, entities, words)),
    providers: panelView(data.providers, (figures) => providersView(figures, data, entities, words)),
    places: panelView(data.places, (figures) => placesView(figures, data, entities, words)),
  }
}

function panelView<Figures, Content>(panel: Panel<Figures>, content: (figures: Figures) => Content) {
  return {
    state: panel.state,
    error: panel.error,
    content: panel.figures === null ? null : content(panel.figures),
  }
}
