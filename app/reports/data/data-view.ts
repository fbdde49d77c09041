import { queryPath } from '#app/figures/figures-address.ts'
import { lastDayOf } from '#app/filters/months.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import { formatDay, formatMonth } from '#app/metrics/format-period.ts'
import { formatShare, MISSING } from '#app/metrics/format-value.ts'
import type { SourceMonths } from '#app/reports/data/load-data.server.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { filterBarView } from '#app/reports/filter-bar-view.ts'
import { isUnanswered, type Panel } from '#app/reports/panel.ts'
import { footerText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type DataPageView = ReturnType<typeof dataView>

/** The page on data: which source supplied which month. */
export function dataView(
  panel: Panel<readonly SourceMonths[]>,
  state: PageState,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.data
  const sources = panel.figures ?? []
  const missing = sources.reduce((sum, source) => sum + source.missing.length, 0)
  return {
    title: `${say.title} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', state),
    filterBar: filterBarView(state, `/${language}/data`, entities, dataset, words),
    // Sources are the whole group's: the choices are kept for the other pages.
    note: Object.keys(state.filters).length === 0 ? '' : say.unfiltered,
    message: isUnanswered(panel) ? say.unanswered : say.message(sources.length, missing),
    standfirst: say.standfirst(
      formatMonth(dataset.firstMonth, language),
      formatMonth(dataset.lastMonth, language),
      formatDay(dataset.asOf, language),
    ),
    queryHref: queryPath(language, {
      metrics: ['source_completeness'],
      by: ['source', 'month'],
      period: `${dataset.firstMonth}..${dataset.lastMonth}`,
      filters: {},
    }),
    panel: {
      state: panel.state,
      error: panel.error,
      content:
        panel.figures?.map((source) => ({
          source: source.source,
          share: source.expected === 0 ? null : source.received / source.expected,
          shareText: formatShare(source.expected === 0 ? null : source.received / source.expected, language),
          last: lastMonthText(source.last, dataset, words),
          missing:
            source.missing.length === 0
              ? say.table.none
              : source.missing.map((month) => formatMonth(month, language)).join(', '),
          complete: source.missing.length === 0,
        })) ?? null,
    },
  }
}

/** A month that is not over is said to have been received up to the data's « today » only. */
function lastMonthText(month: string | null, { asOf }: DatasetInfo, { language, messages }: Words): string {
  if (month === null) return MISSING
  const name = formatMonth(month, language)
  return lastDayOf(month) > asOf ? messages.data.table.running(name, formatDay(asOf, language)) : name
}
