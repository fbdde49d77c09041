import type { Mission } from '#app/commitments/mission.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { weightOf } from '#app/reports/commitments/weight-of.ts'
import { SOVEREIGNTY_METRICS } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { SUBSIDIARY_METRICS } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { HEADLINES } from '#app/reports/synthese/load-headlines.server.ts'
import { BESIDE_METRICS } from '#app/reports/topics/load-beside.server.ts'
import { CONTRAST_METRICS, SIBLING_METRICS } from '#app/reports/topics/load-topic.server.ts'
import { MENU_TOPICS, TOPICS, type Topic, type TopicId } from '#app/reports/topics/topic.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Where a metric stands, as the pages' own composition and the mission's file say it. */
export type MetricUses = {
  readonly isOnOverview: boolean
  /** Pages of the menu, by their topic. */
  readonly topics: readonly Topic[]
  readonly isOnSubsidiaries: boolean
  /** Whether the page of one subsidiary shows it. */
  readonly isOnSubsidiaryPages: boolean
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

export function usesOf(
  metric: MetricId,
  mission: Mission | null,
  period: Period,
  dataset: DatasetInfo,
): MetricUses {
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
  const ofSubsidiaries: readonly MetricId[] = MEASURES
  const judged = (mission?.commitments ?? []).map((commitment) => commitment.metric as MetricId)
  const commitments = mission?.commitments.filter((commitment) => commitment.metric === metric) ?? []
  // What a subsidiary is to each commitment, and how much it weighs in it.
  const parts = answerable(
    judged.flatMap((each) => [each, weightOf(each, period, dataset)?.metric ?? each]),
    { subsidiary: [''] },
  )
  return {
    isOnOverview: headlines.includes(metric) || commitments.length > 0,
    topics: MENU_TOPICS.filter(shows),
    isOnSubsidiaries: ofSubsidiaries.includes(metric),
    isOnSubsidiaryPages: [...SUBSIDIARY_METRICS, ...parts].includes(metric),
    isOnSovereignty: SOVEREIGNTY_METRICS.includes(metric),
    isOnEntityPages: [TOPICS.project, TOPICS.model, TOPICS.provider].some(shows),
    commitments,
  }
}
