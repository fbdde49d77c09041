import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { dimensionName, perimeterText } from '#app/reports/filter-bar-view.ts'
import { isUnanswered } from '#app/reports/panel.ts'
import { carbonSentences, rebound, unassessed } from '#app/reports/topics/lead/carbon-lead.ts'
import { costSentences } from '#app/reports/topics/lead/cost-lead.ts'
import { entitySentences } from '#app/reports/topics/lead/entity-lead.ts'
import { gpuSentences, overUse } from '#app/reports/topics/lead/gpu-lead.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during } from '#app/reports/topics/lead/lead-page.ts'
import { usageSentences } from '#app/reports/topics/lead/usage-lead.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import type { Words } from '#app/reports/words.ts'

/** The first sentence of a topic's page and the paragraph beside it, computed from its figures. */
export function leadView(data: TopicData, entities: Entities, words: Words) {
  const series = data.series.figures ?? {}
  const page = { data, series, entities, words }
  const say = words.messages.topics
  const none =
    data.series.state === 'late'
      ? say.lead.late
      : isUnanswered(data.series)
        ? say.lead.unanswered
        : say.lead.nothing
  const sentences = {
    usage: usageSentences,
    cost: costSentences,
    gpu_hours: gpuSentences,
    carbon: carbonSentences,
    project: entitySentences,
    model: entitySentences,
    provider: entitySentences,
  }[data.topic.id](page)
  return {
    message: sentences.length > 0 ? sentences.join(' ') : none(during(data, words)),
    standfirst: [
      ...(data.topic.id === 'carbon'
        ? [say.standfirst.notCounted, ...unassessed(page), ...rebound(page)]
        : []),
      ...(data.topic.id === 'gpu_hours' ? [say.standfirst.idleCost, ...overUse(page)] : []),
      ...(data.topic.id === 'cost' && !data.closed ? [say.standfirst.monthlyBudget] : []),
      ...notKnown(page),
    ].join(' '),
  }
}

/** What the filters in force leave without an answer, and where they stand. */
function notKnown({ data, entities, words }: LeadPage): readonly string[] {
  const say = words.messages.topics.standfirst
  const { topic, state } = data
  const { filters } = state
  const dimensions = Object.keys(filters)
  if (dimensions.length === 0) return []
  const known = answerable(topic.headlines, filters)
  const lost = topic.headlines
    .filter((metric) => !known.includes(metric))
    .map((metric) => words.messages.metrics.metrics[metric].name)
  return [
    say.limited(perimeterText(state, entities, words)),
    ...(lost.length === 0
      ? []
      : [
          say.notKnownBy(
            lost.join(', '),
            dimensions
              .map((dimension) => dimensionName(dimension, words).toLocaleLowerCase(words.language))
              .join(', '),
          ),
        ]),
  ]
}
