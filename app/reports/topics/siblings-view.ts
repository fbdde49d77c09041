import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { differs } from '#app/figures/uncertainty.ts'
import { pageHref, withoutTables } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatChangeOf } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, entityName } from '#app/reports/entity-names.ts'
import { SIBLING_METRICS, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import { figureText, type Words } from '#app/reports/words.ts'

export type SiblingsView = NonNullable<ReturnType<typeof siblingsView>>

/** A fine-tuned model beside its standard sibling, metric by metric; null where there is none. */
export function siblingsView(data: TopicData, entities: Entities, words: Words) {
  const { subject, state } = data
  const figures = data.siblings.figures ?? []
  if (subject === null || subject.standardSibling === null || figures.length === 0) return null
  const { language, messages } = words
  const sibling = subject.standardSibling
  const find = (metric: MetricId, model: string) =>
    figures.find((figure) => figure.metric === metric && figure.by.model === model) ?? null
  const cell = (figure: Figure | null, model: string) => ({
    text: figureText(figure, language),
    receiptHref:
      figure === null || figure.value === null
        ? null
        : receiptPath(language, {
            metrics: [figure.metric],
            by: [],
            period: figure.period,
            filters: { ...state.filters, model: [model] },
            version: figure.dataVersion,
          }),
  })
  return {
    title: messages.topics.siblings.title(entities.models.get(subject.id)?.task ?? ''),
    model: entityName('model', subject.id, entities, words),
    sibling: entityName('model', sibling, entities, words),
    siblingHref: pageHref(
      `/${language}/${ENTITY_PAGES.model}/${encodeURIComponent(sibling)}`,
      withoutTables(state),
    ),
    rows: SIBLING_METRICS.map((metric) => {
      const [own, other] = [find(metric, subject.id), find(metric, sibling)]
      const isSame =
        own !== null && other !== null && own.unit === other.unit && differs(own, other) === false
      return {
        id: metric,
        name: messages.metrics.metrics[metric].name,
        own: cell(own, subject.id),
        other: cell(other, sibling),
        change: isSame
          ? messages.topics.siblings.same
          : formatChangeOf(own?.unit ?? '', own?.value ?? null, other?.value ?? null, language),
      }
    }),
  }
}
