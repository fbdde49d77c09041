import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { MISSING } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityHref, entityName } from '#app/reports/entity-names.ts'
import { CONTRAST_METRICS, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import { textsBeside, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

export type ContrastView = NonNullable<ReturnType<typeof contrastView>>

const SHOWN = 5

/** Who uses much for little and who little for much: both ends of the cost of a thousand requests; null without two ends. */
export function contrastView(data: TopicData, path: string, entities: Entities, words: Words) {
  const figures = (data.contrast.figures ?? []).filter(({ by }) => by.subsidiary !== UNASSIGNED)
  const [main] = CONTRAST_METRICS
  const known = figures.filter((figure) => figure.metric === main && figure.value !== null)
  const currency = mostFrequent(known)
  const sorted = known
    .filter((figure) => figure.currency === currency)
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
  if (sorted.length < 2 * SHOWN) return null
  const [least, most] = [sorted.slice(0, SHOWN), sorted.slice(-SHOWN).reverse()]
  const found = (metric: MetricId, { by, currency }: Figure) =>
    figures.find(
      (each) =>
        each.metric === metric &&
        each.by.subsidiary === by.subsidiary &&
        (each.currency === null || each.currency === currency),
    ) ?? null
  // Both ends are compared: each column has one scale for the two tables.
  const texts = CONTRAST_METRICS.map((metric) => {
    const own = [...least, ...most].flatMap((figure) => found(metric, figure) ?? [])
    return textsBeside(
      own.map(({ value }) => value),
      own[0]?.unit ?? '',
      words,
    )
  })
  const row = (figure: Figure) => {
    const id = figure.by.subsidiary ?? ''
    const cell = (metric: MetricId, index: number) =>
      texts[index]?.(found(metric, figure)?.value ?? null) ?? MISSING
    return {
      id,
      name: entityName('subsidiary', id, entities, words),
      href: entityHref('subsidiary', id, path, data.state, words),
      cells: CONTRAST_METRICS.map(cell),
      receiptHref: receiptPath(words.language, {
        metrics: [main],
        by: [],
        period: figure.period,
        filters: { ...data.filters, subsidiary: [id] },
        version: figure.dataVersion,
      }),
    }
  }
  return {
    heads: CONTRAST_METRICS.map((metric) => words.messages.metrics.metrics[metric].name),
    muchForLittle: least.map(row),
    littleForMuch: most.map(row),
  }
}

function mostFrequent(figures: readonly Figure[]): string | null {
  const counts = new Map<string | null, number>()
  for (const { currency } of figures) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
