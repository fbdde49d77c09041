import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { differs } from '#app/figures/uncertainty.ts'
import type { Filters } from '#app/filters/filters.ts'
import { filteredBy, pageHref, withoutTables } from '#app/filters/page-address.ts'
import { formatChangeOf } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { BESIDE_METRICS, besideFilters } from '#app/reports/topics/load-beside.server.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import { textsBeside, type Words } from '#app/reports/words.ts'

export type BesideView = NonNullable<ReturnType<typeof besideView>>

/** A use case beside its whole subsidiary, metric by metric, without a rank; null where nothing is known of both. */
export function besideView(data: TopicData, entities: Entities, words: Words) {
  const { subject, state, series, beside } = data
  if (subject === null || subject.subsidiary === null) return null
  const { subsidiary } = subject
  const { language, messages } = words
  const say = messages.topics.beside
  const limits = besideFilters(state.filters, subsidiary)
  const rows = BESIDE_METRICS.flatMap((metric) => {
    const own = series.figures?.[metric]?.[0]?.now
    if (own === undefined || own.value === null) return []
    const whole = beside.figures?.find(
      (figure) => figure.metric === metric && figure.currency === own.currency && figure.value !== null,
    )
    if (whole === undefined) return []
    const text = textsBeside([own.value, whole.value], own.unit, words)
    return [
      {
        id: metric,
        name: messages.metrics.metrics[metric].name,
        own: cellOf(own, text(own.value), data.filters, language),
        whole: cellOf(whole, text(whole.value), limits, language),
        difference: differenceText(own, whole, words),
      },
    ]
  })
  if (rows.length === 0) return null
  const name = entityName('subsidiary', subsidiary, entities, words)
  return {
    title: say.title(name),
    subsidiary: name,
    link: say.link(name),
    href: pageHref(`/${language}`, withoutTables(filteredBy(state, 'subsidiary', subsidiary))),
    rows,
  }
}

/** The part that a sum makes of the subsidiary's, else the gap that the doubt of both cannot explain. */
function differenceText(own: Figure, whole: Figure, words: Words): string {
  const say = words.messages.topics.beside
  if (own.exact !== null) {
    const share = shareText(own, whole, words)
    return share === null ? '–' : say.share(share)
  }
  if (differs(own, whole) === false) return say.same
  return formatChangeOf(own.unit, own.value, whole.value, words.language)
}

function cellOf(figure: Figure, text: string, filters: Filters, language: Words['language']) {
  const { metric, period, dataVersion: version } = figure
  return {
    text,
    receiptHref: receiptPath(language, { metrics: [metric], by: [], period, filters, version }),
  }
}
