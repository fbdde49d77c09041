import type { Figure } from '#app/figures/figure.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import type { Breakdown, SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import type { Words } from '#app/reports/words.ts'
import { quarterName } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What the first sentence of a topic's page is computed from. */
export type LeadPage = {
  readonly data: TopicData
  readonly series: SeriesByMetric
  readonly entities: Entities
  readonly words: Words
}

export const during = (data: TopicData, words: Words) =>
  words.messages.synthese.during(quarterName(data.compared.now.text, words))

/** The named value of a breakdown that weighs most; null where none is known. */
export function largest(breakdown: Breakdown | undefined, metric: Figure['metric']): Figure | null {
  if (breakdown === undefined) return null
  return breakdown.now
    .filter((figure) => figure.metric === metric && figure.by[breakdown.dimension] !== UNASSIGNED)
    .reduce<Figure | null>(
      (most, figure) => (most === null || (figure.value ?? 0) > (most.value ?? 0) ? figure : most),
      null,
    )
}
