import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatChange, MISSING } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityHref, entityName } from '#app/reports/entity-names.ts'
import { contrastOf, type Measured } from '#app/reports/topics/contrast.ts'
import { CONTRAST_METRICS, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import { quantity, textsBeside, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

export type ContrastView = NonNullable<ReturnType<typeof contrastView>>

const SHOWN = 5

const [USE, COST] = CONTRAST_METRICS

type Entity = Measured & { readonly figures: ReadonlyMap<MetricId, Figure> }

/**
 * Who uses much for little and who little for much: use and cost per active user, on opposite sides of their medians;
 * null where too few subsidiaries can be compared.
 */
export function contrastView(data: TopicData, path: string, entities: Entities, words: Words) {
  const { language, messages } = words
  const say = messages.topics.contrast
  const measured = measuredIn(data.contrast.figures ?? [])
  const found = contrastOf(measured)
  if (found === null) return null
  const [muchForLittle, littleForMuch] = [
    found.muchForLittle.slice(0, SHOWN),
    found.littleForMuch.slice(0, SHOWN),
  ]
  // Both ends are compared: each column has one scale for the two tables.
  const texts = CONTRAST_METRICS.map((metric) => {
    const own = [...muchForLittle, ...littleForMuch].flatMap(({ figures }) => figures.get(metric) ?? [])
    return textsBeside(
      own.map(({ value }) => value),
      own[0]?.unit ?? '',
      words,
    )
  })
  const row = ({ id, figures }: Entity) => ({
    id,
    name: entityName('subsidiary', id, entities, words),
    href: entityHref('subsidiary', id, path, data.state, words),
    cells: CONTRAST_METRICS.map((metric, index) => {
      const figure = figures.get(metric) ?? null
      return {
        text: texts[index]?.(figure?.value ?? null) ?? MISSING,
        /** Against the median of the group, which the price alone has none of. */
        against:
          metric === USE || metric === COST
            ? formatChange(figure?.value ?? null, metric === USE ? found.use : found.cost, language)
            : '',
        receiptHref:
          figure === null || figure.value === null
            ? null
            : receiptPath(language, {
                metrics: [metric],
                by: [],
                period: figure.period,
                filters: { ...data.filters, subsidiary: [id] },
                version: figure.dataVersion,
              }),
      }
    }),
  })
  const median = (metric: MetricId, value: number) =>
    quantity(value, measured[0]?.figures.get(metric)?.unit ?? '', language)
  return {
    note: say.note(measured.length, median(USE, found.use), median(COST, found.cost)),
    heads: CONTRAST_METRICS.map((metric) => messages.metrics.metrics[metric].name),
    muchForLittle: muchForLittle.map(row),
    littleForMuch: littleForMuch.map(row),
  }
}

/** The subsidiaries whose use and cost per active user are known, in the currency that most of them pay in. */
function measuredIn(figures: readonly Figure[]): readonly Entity[] {
  const costs = figures.filter(({ metric, value }) => metric === COST && value !== null)
  const currency = mostFrequent(costs)
  const bySubsidiary = new Map<string, Map<MetricId, Figure>>()
  for (const figure of figures) {
    const id = figure.by.subsidiary ?? UNASSIGNED
    if (id === UNASSIGNED || (figure.currency !== null && figure.currency !== currency)) continue
    bySubsidiary.set(id, (bySubsidiary.get(id) ?? new Map()).set(figure.metric, figure))
  }
  return [...bySubsidiary].flatMap(([id, own]) => {
    const known = (metric: MetricId) => own.get(metric)?.value ?? null
    const [use, cost] = [known(USE), known(COST)]
    return use === null || cost === null ? [] : [{ id, use, cost, figures: own }]
  })
}

function mostFrequent(figures: readonly Figure[]): string | null {
  const counts = new Map<string | null, number>()
  for (const { currency } of figures) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
