import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Period } from '#app/filters/period.ts'
import { formatChangeOf } from '#app/metrics/format-value.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import { partialText } from '#app/reports/topics/lacking.ts'
import type { SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import { textsByUnit, type Words, withheldWords } from '#app/reports/words.ts'

export type IntensityView = ReturnType<typeof intensityView>

/** The total over what it serves, one line a ratio, with the quarter and the year before. */
export function intensityView(series: SeriesByMetric, data: TopicData, words: Words) {
  const { topic, filters, compared } = data
  const { language, messages } = words
  const shown = topic.intensities.flatMap((metric) => (series[metric] ?? []).slice(0, 1))
  // Ratios of one unit stand under one another and beside what they were.
  const textOf = textsByUnit(
    shown.flatMap(({ now, previous, yearBefore }) =>
      [now, previous, yearBefore].map((figure) => ({ unit: now.unit, value: figure?.value ?? null })),
    ),
    words,
  )
  // A ratio of a sum that lacks a month is no price: it says so in its cell.
  const isPartial = (figure: Figure | null, period: Period) =>
    partialText(figure, period, data.lacking.figures ?? [], words) !== null
  const before = (unit: string, figure: Figure | null, period: Period) => {
    const text = withheldWords(figure, language)?.mark ?? textOf(unit, figure?.value ?? null)
    return isPartial(figure, period) ? messages.topics.partial.beside(text) : text
  }
  const line = ({ now, previous, yearBefore }: Series) => ({
    id: now.key,
    name: messages.metrics.metrics[now.metric].name,
    definition: messages.metrics.metrics[now.metric].definition,
    now: withheldWords(now, language)?.mark ?? textOf(now.unit, now.value),
    partial: isPartial(now, compared.now) ? messages.topics.partial.mark : null,
    interval:
      now.low === now.high
        ? (withheldWords(now, language)?.reason ?? null)
        : messages.topics.table.between(textOf(now.unit, now.low), textOf(now.unit, now.high)),
    previous: before(now.unit, previous, compared.previous),
    previousChange: formatChangeOf(now.unit, now.value, previous?.value ?? null, language),
    yearBefore: before(now.unit, yearBefore, compared.yearBefore),
    yearChange: formatChangeOf(now.unit, now.value, yearBefore?.value ?? null, language),
    receiptHref: receiptPath(language, {
      metrics: [now.metric],
      by: [],
      period: now.period,
      filters,
      version: now.dataVersion,
    }),
  })
  return shown.map(line)
}
