import type { Mission } from '#app/commitments/mission.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { SOVEREIGNTY_METRICS } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { HEADLINES } from '#app/reports/synthese/load-headlines.server.ts'
import { BESIDE_METRICS } from '#app/reports/topics/load-beside.server.ts'
import { CONTRAST_METRICS, SIBLING_METRICS } from '#app/reports/topics/load-topic.server.ts'
import { MENU_TOPICS, TOPICS, type Topic, type TopicId } from '#app/reports/topics/topic.ts'

/** Where a metric stands, as the pages' own composition and the mission's file say it. */
export type MetricUses = {
  readonly isOnOverview: boolean
  /** Pages of the menu, by their topic. */
  readonly topics: readonly Topic[]
  readonly isOnSovereignty: boolean
  /** Whether the pages of use cases, models or providers show it. */
  readonly isOnEntityPages: boolean
  /** Commitments that it judges. */
  readonly commitments: Mission['commitments']
}

/** What pages show beside what their topic lists. */
const BESIDES: Readonly<Partial<Record<TopicId, readonly MetricId[]>>> = {
  usage: CONTRAST_METRICS,
  project: BESIDE_METRICS,
  model: SIBLING_METRICS,
}

export function usesOf(metric: MetricId, mission: Mission | null): MetricUses {
  const shows = ({ id, main, headlines, context, who, what, intensities }: Topic) =>
    [
      main,
      ...headlines,
      ...context,
      ...who,
      ...what.metrics,
      ...intensities,
      ...(BESIDES[id] ?? []),
    ].includes(metric)
  const headlines: readonly MetricId[] = HEADLINES
  const commitments = mission?.commitments.filter((commitment) => commitment.metric === metric) ?? []
  return {
    isOnOverview: headlines.includes(metric) || commitments.length > 0,
    topics: MENU_TOPICS.filter(shows),
    isOnSovereignty: SOVEREIGNTY_METRICS.includes(metric),
    isOnEntityPages: [TOPICS.project, TOPICS.model, TOPICS.provider].some(shows),
    commitments,
  }
}
