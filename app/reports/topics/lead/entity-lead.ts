import type { Figure } from '#app/figures/figure.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { partialText } from '#app/reports/topics/lacking.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during } from '#app/reports/topics/lead/lead-page.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import type { Words } from '#app/reports/words.ts'
import { figureText } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What an entity counts for: its cost, its requests or its hours, whichever is known first, and its share. */
export function entitySentences({ data, series, entities, words }: LeadPage): readonly string[] {
  const { subject, topic } = data
  const say = words.messages.topics.lead
  const first = (['cost', 'requests', 'gpu_hours'] as const).flatMap((id) => series[id]?.[0] ?? [])[0]
  if (subject === null || first === undefined) return []
  const name = entityName(subject.dimension, subject.id, entities, words, 'long')
  const share = shareOfWhole(first.now, data, words)
  const text = figureText(first.now, words.language)
  const metric = words.messages.metrics.metrics[first.now.metric].name
  const partial = partialText(first.now, data.compared.now, data.lacking.figures ?? [], words)
  const carbon = series.carbon_kg?.[0]?.now
  const carbonShare = carbon === undefined ? null : shareOfWhole(carbon, data, words)
  return [
    say.entity(name, metric.toLocaleLowerCase(words.language), text, during(data, words)),
    ...(partial === null ? [] : [words.messages.topics.partial.now(partial)]),
    ...(share === null ? [] : [say.entityShare(share, carbonShare)]),
    ...(topic.id === 'project' ? projectOwner(subject.id, entities, words) : []),
  ]
}

function projectOwner(id: string, entities: Entities, words: Words): readonly string[] {
  const project = entities.projects.get(id)
  if (project === undefined || project.subsidiary === UNASSIGNED) return []
  return [words.messages.topics.lead.owner(entityName('subsidiary', project.subsidiary, entities, words))]
}

/** The share that the page's subject has of the whole, as text with its interval; null where either is unknown. */
export function shareOfWhole(figure: Figure, { whole }: TopicData, words: Words): string | null {
  const all = whole.figures?.find(
    ({ metric, currency }) => metric === figure.metric && currency === figure.currency,
  )
  return all === undefined ? null : shareText(figure, all, words, 1)
}
