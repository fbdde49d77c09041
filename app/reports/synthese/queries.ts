import { queryPath } from '#app/figures/figures-address.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import type { Words } from '#app/reports/words.ts'

const HEADLINES = ['active_users', 'requests', 'cost', 'gpu_hours_used', 'carbon_kg'] as const

/** The question behind each panel of the overview, where its statement is shown; the wall has its own. */
export function queriesOf({ headlines, filters, compared, closed }: Synthese, { language }: Words) {
  const { now, previous } = compared
  const shown = HEADLINES.filter((metric) => (headlines.figures?.[metric] ?? []).length > 0)
  const ask = (metrics: readonly MetricId[]) =>
    metrics.length === 0 ? null : queryPath(language, { metrics, by: [], period: now.text, filters })
  const ofCarbon = answerable(['carbon_kg', 'energy_kwh', 'requests_assessed'], filters)
  return {
    headlines: ask(shown),
    carbon: ask(ofCarbon),
    // Of an open quarter both ends are elapsed days, which no range of quarters holds.
    change: closed
      ? queryPath(language, {
          metrics: ofCarbon,
          by: ['quarter'],
          period: `${previous.text}..${now.text}`,
          filters,
        })
      : ask(ofCarbon),
    quality: queryPath(language, {
      metrics: ['source_completeness'],
      by: ['source', 'month'],
      period: `${now.from}..${now.to}`,
      filters: {},
    }),
  }
}
