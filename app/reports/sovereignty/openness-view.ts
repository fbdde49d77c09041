import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { OPENING } from '#app/reports/sovereignty/kinds.ts'
import type { Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { measuresOf, stacksView } from '#app/reports/sovereignty/measures-view.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Openness by requests, tokens and spend, and who leaves it unknown. */
export function opennessView(
  figures: readonly Figure[],
  data: Sovereignty,
  entities: Entities,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.sovereignty.openness
  const period = data.compared.now.text
  const measured = measuresOf(figures, ['requests', 'tokens', 'cost'], OPENING)
  const share = figures.find(({ metric }) => metric === 'open_model_share') ?? null
  const isPart = share !== null && share.coverage !== null && share.coverage < 0.995
  const text = (value: number | null) => formatShare(value, language)
  const cost = measured.find(({ id }) => id === 'cost')?.whole
  return {
    title:
      share === null || share.value === null
        ? say.section
        : isPart
          ? say.title(text(share.value), text(share.coverage))
          : say.titleWhole(text(share.value)),
    note: say.note(quarterName(period, words)),
    ...stacksView(
      measured,
      OPENING,
      { period, filters: data.filters, firstOf: messages.sovereignty.measures.openOf },
      words,
    ),
    told: [
      ...silentText(figures, entities, words),
      ...(cost?.known != null && cost.known < 1 ? [say.unbilled] : []),
    ],
    queryHref: queryPath(language, {
      metrics: ['requests', 'input_tokens', 'output_tokens', 'cost'],
      by: ['openness'],
      period,
      filters: data.filters,
    }),
  }
}

/** A provider is named when a hundredth of the requests are of models that it does not tell. */
const LEAST_NAMED = 0.01

/** Who does not tell its models, and the share of requests that this leaves unknown; `figures` by openness and provider. */
export function silentText(figures: readonly Figure[], entities: Entities, words: Words): readonly string[] {
  const say = words.messages.sovereignty.openness
  const requests = figures.filter(({ metric, by }) => metric === 'requests' && by.provider !== undefined)
  const sum = (own: readonly Figure[]) => own.reduce((all, { value }) => all + (value ?? 0), 0)
  const all = sum(requests)
  const silent = requests.filter(
    ({ by, value }) => by.openness === UNASSIGNED && all > 0 && (value ?? 0) / all >= LEAST_NAMED,
  )
  const named = silent
    .filter(({ by }) => by.provider !== UNASSIGNED)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  if (named.length === 0) return []
  const names = named.map(({ by }) => entityName('provider', by.provider ?? '', entities, words))
  const share = formatShare(sum(named) / all, words.language)
  const list = new Intl.ListFormat(words.language, { type: 'conjunction' }).format(names)
  return [names.length === 1 ? say.silent(list, share) : say.silentSeveral(list, share)]
}
