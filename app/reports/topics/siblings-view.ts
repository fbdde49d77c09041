import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { differs } from '#app/figures/uncertainty.ts'
import type { Filters } from '#app/filters/filters.ts'
import { pageHref, withoutTables } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatChangeOf } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, entityName } from '#app/reports/entity-names.ts'
import { SIBLING_METRICS, siblingFilters, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import type { ModelPair } from '#app/reports/topics/topic.ts'
import { figureText, type Words } from '#app/reports/words.ts'

export type SiblingsView = NonNullable<ReturnType<typeof siblingsView>>

/** Fine-tuned models beside the standard one, metric by metric, the same from the page of either; null where there is none. */
export function siblingsView(data: TopicData, entities: Entities, words: Words) {
  const { subject, state } = data
  const figures = data.siblings.figures ?? []
  if (subject === null || subject.pairs.length === 0 || figures.length === 0) return null
  const { language, messages } = words
  const say = messages.topics.siblings
  const name = (model: string) => entityName('model', model, entities, words)
  const task = entities.models.get(subject.id)?.task ?? ''
  const others = subject.pairs.map((pair) => (pair.tuned === subject.id ? pair.standard : pair.tuned))
  const isTuned = subject.pairs.some(({ tuned }) => tuned === subject.id)
  return {
    title: isTuned ? say.title(task) : say.tunedTitle(task, others.length),
    links: others.map((id) => ({
      id,
      label: say.other(name(id)),
      href: pageHref(`/${language}/${ENTITY_PAGES.model}/${encodeURIComponent(id)}`, withoutTables(state)),
    })),
    pairs: subject.pairs.map((pair) => ({
      id: `${pair.tuned} ${pair.standard}`,
      model: name(pair.tuned),
      sibling: name(pair.standard),
      rows: rowsOf(pair, figures, state.filters, words),
    })),
  }
}

function rowsOf({ tuned, standard }: ModelPair, figures: readonly Figure[], filters: Filters, words: Words) {
  const { language, messages } = words
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
            filters: { ...siblingFilters(figure.metric, filters), model: [model] },
            version: figure.dataVersion,
          }),
  })
  return SIBLING_METRICS.map((metric) => {
    const [own, other] = [find(metric, tuned), find(metric, standard)]
    const isSame = own !== null && other !== null && own.unit === other.unit && differs(own, other) === false
    return {
      id: metric,
      name: messages.metrics.metrics[metric].name,
      own: cell(own, tuned),
      other: cell(other, standard),
      change: isSame
        ? messages.topics.siblings.same
        : formatChangeOf(own?.unit ?? '', own?.value ?? null, other?.value ?? null, language),
    }
  })
}
