import { queryPath } from '#app/figures/figures-address.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { BESIDE_METRICS } from '#app/reports/topics/load-beside.server.ts'
import { CONTRAST_METRICS, SIBLING_METRICS, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import type { Words } from '#app/reports/words.ts'

/** The question behind each section of a topic's page, where its statement is shown; tables have their own. */
export function queriesOf(data: TopicData, { language }: Words) {
  const { topic, filters, compared, subject, forecast } = data
  const ask = (metrics: readonly MetricId[], own: Filters = filters, period = compared.now.text) => {
    const told = answerable(metrics, own)
    return told.length === 0 ? null : queryPath(language, { metrics: told, by: [], period, filters: own })
  }
  const models = subject?.pairs.flatMap(({ tuned, standard }) => [tuned, standard]) ?? []
  const year = forecast?.figures?.year ?? null
  return {
    howMuch: ask(topic.headlines),
    intensities: ask(topic.intensities),
    beside: ask(BESIDE_METRICS),
    siblings:
      models.length === 0
        ? null
        : queryPath(language, {
            metrics: answerable(SIBLING_METRICS, filters, ['model']),
            by: ['model'],
            period: compared.now.text,
            filters: { ...filters, model: [...new Set(models)] },
          }),
    contrast: queryPath(language, {
      metrics: answerable(CONTRAST_METRICS, filters, ['subsidiary']),
      by: ['subsidiary'],
      period: compared.now.text,
      filters,
    }),
    yearEnd:
      year === null
        ? null
        : queryPath(language, {
            metrics: answerable(['cost', 'budget'], data.state.filters),
            by: ['month'],
            period: `${year.from}..${year.to}`,
            filters: data.state.filters,
          }),
  }
}
