import { receiptPath } from '#app/figures/receipt-path.ts'
import { formatChangeOf } from '#app/metrics/format-value.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import type { SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import { figureText, type Words } from '#app/reports/words.ts'

export type IntensityView = ReturnType<typeof intensityView>

/** The total over what it serves, one line a ratio, with the quarter and the year before. */
export function intensityView(series: SeriesByMetric, { topic, filters }: TopicData, words: Words) {
  const { language, messages } = words
  const line = ({ now, previous, yearBefore }: Series) => ({
    id: now.key,
    name: messages.metrics.metrics[now.metric].name,
    definition: messages.metrics.metrics[now.metric].definition,
    now: figureText(now, language),
    interval:
      now.low === now.high
        ? null
        : messages.topics.table.between(
            figureText({ value: now.low, unit: now.unit }, language),
            figureText({ value: now.high, unit: now.unit }, language),
          ),
    previous: figureText(previous, language),
    previousChange: formatChangeOf(now.unit, now.value, previous?.value ?? null, language),
    yearBefore: figureText(yearBefore, language),
    yearChange: formatChangeOf(now.unit, now.value, yearBefore?.value ?? null, language),
    receiptHref: receiptPath(language, {
      metrics: [now.metric],
      by: [],
      period: now.period,
      filters,
      version: now.dataVersion,
    }),
  })
  return topic.intensities.flatMap((metric) => (series[metric] ?? []).slice(0, 1).map(line))
}
