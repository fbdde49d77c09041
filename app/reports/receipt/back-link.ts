import { questionPath } from '#app/figures/figures-address.ts'
import type { Receipt } from '#app/figures/receipt.ts'
import { quartersOfData } from '#app/filters/dataset-period.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import { type PageSpec, pageHref } from '#app/filters/page-address.ts'
import { quarterSpelled } from '#app/filters/quarter-named.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { THEME_OF } from '#app/metrics/themes.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { pageSpec, syntheseSpec } from '#app/reports/topics/page-spec.ts'
import { MENU_TOPICS, type Topic } from '#app/reports/topics/topic.ts'
import { periodText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type BackLink = { readonly href: string; readonly text: string }

/**
 * The question that it answers, where it was reached from there; the commitment that reads it, where its address names
 * one; else the page on which the figure stands, in its quarter and with those of its filters that the page knows: what
 * no other page shows stands on the Synthèse. Null when its period ends in no quarter of the data.
 */
export function backOf(
  { request, period }: Receipt,
  judged: AssessedCommitment | null,
  dataset: DatasetInfo,
  entities: Entities,
  words: Words,
): BackLink | null {
  const { language, messages } = words
  if (request.from !== undefined)
    return {
      href: questionPath(language, request),
      text: messages.receipt.back(messages.explore.title, periodText(request.period, words)),
    }
  const [metric] = request.metrics
  const topic = request.judgement !== undefined || metric === undefined ? null : topicWith(metric)
  const quarter = quartersOfData(dataset).find(({ text, firstDay, lastDay }) =>
    request.judgement === undefined
      ? firstDay <= period.lastDay && period.lastDay <= lastDay
      : text === quarterSpelled(request.judgement.quarter),
  )
  if (quarter === undefined) return null
  if (judged !== null)
    return {
      href: pageHref(`/${language}/commitments/${judged.commitment.id}`, {
        quarter,
        filters: {},
        tables: {},
      }),
      text: messages.receipt.back(judged.commitment.name[language], quarterName(quarter.text, words)),
    }
  const isOfHosting = topic === null && request.judgement === undefined && isSovereignty(metric)
  const spec = topic === null ? syntheseSpec(entities) : pageSpec(topic, null, entities)
  const own = isOfHosting ? '/sovereignty' : ''
  const path = topic === null ? `/${language}${own}` : `/${language}/${topic.path}`
  const others = isOfHosting ? messages.sovereignty.title : messages.synthese.title
  const page = topic === null ? others : messages.topics.title[topic.id]
  return {
    href: pageHref(path, { quarter, filters: knownTo(spec, request.filters), tables: {} }),
    text: messages.receipt.back(page, quarterName(quarter.text, words)),
  }
}

function isSovereignty(metric: MetricId | undefined): boolean {
  return metric !== undefined && THEME_OF[metric] === 'sovereignty'
}

/** The topic that opens with a metric, else the first that holds it anywhere. */
function topicWith(metric: MetricId): Topic | null {
  const places: readonly ((topic: Topic) => readonly MetricId[])[] = [
    ({ headlines }) => headlines,
    ({ who, what, intensities, context }) => [...who, ...what.metrics, ...intensities, ...context],
  ]
  for (const place of places) {
    const topic = MENU_TOPICS.find((each) => place(each).includes(metric))
    if (topic !== undefined) return topic
  }
  return null
}

function knownTo({ knows }: PageSpec, filters: Filters): Filters {
  return canonicalFilters(
    Object.fromEntries(
      Object.entries(filters)
        .map(([dimension, values]) => [dimension, values.filter((value) => knows(dimension, value))] as const)
        .filter(([, values]) => values.length > 0),
    ),
  )
}
