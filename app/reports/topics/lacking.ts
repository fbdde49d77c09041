import type { Figure } from '#app/figures/figure.ts'
import { factsOf } from '#app/figures/metric-dimensions.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import type { Lacking } from '#app/reports/topics/load-lacking.server.ts'
import type { Words } from '#app/reports/words.ts'

type Days = Pick<Period, 'firstDay' | 'lastDay'>

/** What a metric lacks in a period: the months of the sources that supply any fact it is made of. */
export function lackingIn(
  lacking: readonly Lacking[],
  metric: MetricId,
  { firstDay, lastDay }: Days,
): readonly Lacking[] {
  const facts = factsRead(metric)
  return lacking.filter(
    ({ month, metrics }) =>
      month >= firstDay.slice(0, 7) &&
      month <= lastDay.slice(0, 7) &&
      metrics.some((supplied) => factsRead(supplied).some((fact) => facts.includes(fact))),
  )
}

const factsRead = (metric: MetricId) =>
  aggregatesOf(metricOf(metric).formula).flatMap(({ measure }) => factsOf(measure))

/** `« Facturation Altonimbe » (août 2026)`; empty for none. */
export function lackingText(
  lacking: readonly Pick<Lacking, 'source' | 'month'>[],
  { language, messages }: Words,
): string {
  const months = new Map<string, string[]>()
  for (const { source, month } of lacking)
    months.set(source, [...(months.get(source) ?? []), formatMonth(month, language)])
  return [...months].map(([source, own]) => messages.topics.partial.source(source, own.join(', '))).join(', ')
}

/** What a figure of a period lacks, as a clause: the sources by name, else its share of the months expected; null for nothing. */
export function partialText(
  figure: Figure | null,
  period: Days,
  lacking: readonly Lacking[],
  words: Words,
): string | null {
  if (figure === null || figure.value === null) return null
  const named = lackingText(lackingIn(lacking, figure.metric, period), words)
  const say = words.messages.topics.partial
  if (named !== '') return say.sources(named)
  const isOfMonths = metricOf(figure.metric).coverage?.assessed.measure === 'months_loaded'
  return isOfMonths && figure.coverage !== null && figure.coverage < 1
    ? say.months(formatShare(figure.coverage, words.language), suppliedBy(figure.metric, words.messages))
    : null
}

/** What the months that a metric waits for are of, such as « facturation ». */
export function suppliedBy(metric: MetricId, { receipt }: Words['messages']): string {
  const supplied = metricOf(metric).coverage?.assessed.where?.supplied ?? []
  const names: Readonly<Record<string, string>> = receipt.factNames
  return supplied.map((fact) => names[fact] ?? fact).join(', ')
}
