import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { LADDER } from '#app/reports/sovereignty/kinds.ts'
import { LADDER_METRICS, type Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { type MeasureId, measuresOf, stacksView } from '#app/reports/sovereignty/measures-view.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

const MEASURES = ['cost', 'tokens', 'gpu_hours'] as const satisfies readonly MeasureId[]

/** The ladder by spend, tokens and GPU hours, on one scale. */
export function ladderMeasuresView(figures: readonly Figure[], data: Sovereignty, words: Words) {
  const { language, messages } = words
  const say = messages.sovereignty.measures
  const period = data.compared.now.text
  const measured = measuresOf(figures, MEASURES, LADDER)
  const shares = measured.flatMap(({ id, whole }) =>
    whole.first === null || id === 'requests' ? [] : [say.shares[id](formatShare(whole.first, language))],
  )
  const missing = MEASURES.filter((id) => measured.every((each) => each.id !== id)).map((id) => say.names[id])
  return {
    title: shares.length === 0 ? say.section : say.title(shares.join(', ')),
    note: say.note(quarterName(period, words)),
    ...stacksView(measured, LADDER, { period, filters: data.filters, firstOf: say.firstOf }, words),
    told: missing.length === 0 ? [] : [say.missing(missing.join(', '))],
    queryHref: queryPath(language, {
      metrics: [...LADDER_METRICS],
      by: ['hosting'],
      period,
      filters: data.filters,
    }),
  }
}
