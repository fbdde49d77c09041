import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { formatChange, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { dimensionName, perimeterText } from '#app/reports/filter-bar-view.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import type { Breakdown, SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import { figureText, quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** The first sentence of a topic's page and the paragraph beside it, computed from its figures. */
export function leadView(data: TopicData, entities: Entities, words: Words) {
  const series = data.series.figures ?? {}
  const page = { data, series, entities, words }
  const say = words.messages.topics
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
    message: sentences.length === 0 ? say.lead.nothing(during(data, words)) : sentences.join(' '),
    standfirst: [
      ...(data.topic.id === 'carbon' ? [say.standfirst.notCounted, ...rebound(page)] : []),
      ...(data.topic.id === 'gpu_hours' ? [say.standfirst.idleCost, ...overUse(page)] : []),
      ...(data.topic.id === 'cost' && !data.closed ? [say.standfirst.monthlyBudget] : []),
      ...notKnown(page),
    ].join(' '),
  }
}

type Page = {
  readonly data: TopicData
  readonly series: SeriesByMetric
  readonly entities: Entities
  readonly words: Words
}

const during = (data: TopicData, words: Words) =>
  words.messages.synthese.during(quarterName(data.compared.now.text, words))

function usageSentences({ data, series, words }: Page): readonly string[] {
  const say = words.messages.topics.lead
  const users = series.active_users?.[0]?.now ?? null
  const requests = series.requests?.[0]?.now ?? null
  const share = series.adoption_rate?.[0]?.now ?? null
  const text = (figure: Figure | null) => figureText(figure, words.language)
  return [
    ...(users === null
      ? []
      : [say.usage(text(users), share === null ? null : text(share), during(data, words))]),
    ...(requests === null || users !== null ? [] : [say.usageRequests(text(requests), during(data, words))]),
  ]
}

function costSentences({ data, series, entities, words }: Page): readonly string[] {
  const say = words.messages.topics.lead
  const cost = series.cost?.[0]
  if (cost === undefined) return []
  // The days of an open quarter have no budget of their own.
  const used = data.closed
    ? (series.budget_used?.find(({ now }) => now.currency === cost.now.currency)?.now.value ?? null)
    : null
  const gap = used === null ? '' : formatChange(used, 1, words.language).replace(/^[+−]/, '')
  const budget =
    used === null
      ? ''
      : Math.abs(used - 1) < 0.0005
        ? say.onBudget
        : used > 1
          ? say.overBudget(gap)
          : say.underBudget(gap)
  return [
    `${say.cost(figureText(cost.now, words.language), during(data, words))}${budget}.`,
    ...whatChanged(cost, data, entities, words),
  ]
}

/** The service whose change weighs most in the change of the total. */
function whatChanged(cost: Series, data: TopicData, entities: Entities, words: Words): readonly string[] {
  const say = words.messages.topics.lead
  const services = data.what.figures?.find(({ dimension }) => dimension === 'service')
  const [now, before] = [cost.now.value, cost.previous?.value ?? null]
  const isOneService = data.filters.service !== undefined
  if (services === undefined || isOneService || now === null || before === null || now === before) return []
  const sign = now > before ? 1 : -1
  const changes = changesOf(services, cost.now).sort((a, b) => sign * (b.by - a.by))
  const [first] = changes
  if (first === undefined || first.by * sign <= 0) return []
  const scale = scaleFor(Math.abs(now - before), cost.now.unit, words.language)
  const amount = (value: number) => formatQuantity(Math.abs(value), scale, words.language)
  const sentence = now > before ? say.rise : say.fall
  const name = entityName('service', first.id, entities, words)
  const change = formatQuantity(first.by, scale, words.language, 'always')
  return [sentence(amount(now - before), quarterName(data.compared.previous.text, words), name, change)]
}

/** How much each value of a breakdown changed by, in the metric and currency of a figure. */
function changesOf({ dimension, now, previous }: Breakdown, like: Figure) {
  const values = (figures: readonly Figure[]) =>
    new Map(
      figures
        .filter(({ metric, currency }) => metric === like.metric && currency === like.currency)
        .map((figure) => [figure.by[dimension] ?? '', figure.value ?? 0]),
    )
  const [after, before] = [values(now), values(previous)]
  return [...new Set([...after.keys(), ...before.keys()])].map((id) => ({
    id,
    by: (after.get(id) ?? 0) - (before.get(id) ?? 0),
  }))
}

function gpuSentences({ data, series, entities, words }: Page): readonly string[] {
  const say = words.messages.topics.lead
  const { language } = words
  const allocated = series.gpu_hours?.[0]?.now
  if (allocated === undefined) return []
  const used = series.gpu_hours_used?.[0]?.now
  const utilisation = series.gpu_utilisation?.[0]?.now
  const first =
    used === undefined || utilisation === undefined
      ? say.gpuAllocated(hours(allocated, language), during(data, words))
      : say.gpu(
          hours(used, language),
          figureText(utilisation, language),
          hours(allocated, language),
          during(data, words),
        )
  const subsidiaries = data.who.figures?.find(({ dimension }) => dimension === 'subsidiary')
  const idle = largest(subsidiaries, 'gpu_hours_idle')
  const isOne = data.filters.subsidiary !== undefined
  if (subsidiaries === undefined || isOne || idle === null || (idle.value ?? 0) <= 0) return [first]
  const cost = subsidiaries.now.find(
    ({ metric, by }) => metric === 'gpu_idle_cost' && by.subsidiary === idle.by.subsidiary,
  )
  return [
    first,
    say.idlest(
      entityName('subsidiary', idle.by.subsidiary ?? '', entities, words),
      hours(idle, language),
      cost === undefined || cost.value === null ? null : figureText(cost, language),
    ),
  ]
}

/** Without their unit, which the sentence says. */
const hours = (figure: Figure, language: Words['language']) =>
  figureText(figure, language).replace(/\u00a0h$/, '')

function largest(breakdown: Breakdown | undefined, metric: Figure['metric']): Figure | null {
  if (breakdown === undefined) return null
  const found = breakdown.now
    .filter((figure) => figure.metric === metric && figure.by[breakdown.dimension] !== UNASSIGNED)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return found[0] ?? null
}

function carbonSentences({ data, series, entities, words }: Page): readonly string[] {
  const say = words.messages.topics.lead
  const { language } = words
  const carbon = series.carbon_kg?.[0]?.now
  if (carbon === undefined || carbon.value === null) return []
  const end = (value: number | null) =>
    formatQuantity(value, scaleFor(carbon.value, carbon.unit, language), language)
  const models = data.what.figures?.find(({ dimension }) => dimension === 'model')
  const model = largest(models, 'carbon_kg')
  return [
    say.carbon(end(carbon.value), end(carbon.low), end(carbon.high), during(data, words)),
    ...(model === null || model.value === null || carbon.value <= 0
      ? []
      : [
          say.carbonModel(
            entityName('model', model.by.model ?? '', entities, words),
            formatShare(model.value / carbon.value, language),
          ),
        ]),
  ]
}

/** Intensity beside the absolute total: a gain that volume eats is a rebound. */
function rebound({ series, words }: Page): readonly string[] {
  const say = words.messages.topics.standfirst
  const [perRequest, total] = [series.energy_per_request?.[0], series.energy_kwh?.[0]]
  const change = (each: Series | undefined) => {
    const [now, before] = [each?.now.value ?? null, each?.yearBefore?.value ?? null]
    return now === null || before === null || before <= 0 ? null : { now, before }
  }
  const [intensity, absolute] = [change(perRequest), change(total)]
  if (intensity === null || absolute === null || intensity.now >= intensity.before) return []
  const unsigned = ({ now, before }: { now: number; before: number }) =>
    formatChange(now, before, words.language).replace(/^[+−]/, '')
  const sentence = absolute.now > absolute.before ? say.rebound : say.noRebound
  return [sentence(unsigned(intensity), unsigned(absolute))]
}

/** More hours used than allocated is a fault of one source: an alarm, not a long bar. */
function overUse({ data, entities, words }: Page): readonly string[] {
  const all = [...(data.who.figures ?? []), ...(data.what.figures ?? [])]
  const over = all.flatMap(({ dimension, now }) =>
    now
      .filter(({ metric, value }) => metric === 'gpu_utilisation' && (value ?? 0) > 1)
      .map(({ by }) => entityName(dimension, by[dimension] ?? '', entities, words)),
  )
  return over.length === 0 ? [] : [words.messages.topics.standfirst.overUse([...new Set(over)].join(', '))]
}

/** What an entity counts for: its cost, its requests or its hours, whichever is known first, and its share. */
function entitySentences({ data, series, entities, words }: Page): readonly string[] {
  const { subject, topic } = data
  const say = words.messages.topics.lead
  const first = (['cost', 'requests', 'gpu_hours'] as const).flatMap((id) => series[id]?.[0] ?? [])[0]
  if (subject === null || first === undefined) return []
  const name = entityName(subject.dimension, subject.id, entities, words, 'long')
  const share = shareOfWhole(first.now, data)
  const text = figureText(first.now, words.language)
  const metric = words.messages.metrics.metrics[first.now.metric].name
  const carbon = series.carbon_kg?.[0]?.now
  const carbonShare = carbon === undefined ? null : shareOfWhole(carbon, data)
  return [
    say.entity(name, metric.toLocaleLowerCase(words.language), text, during(data, words)),
    ...(share === null
      ? []
      : [
          say.entityShare(
            formatShare(share, words.language, 1),
            carbonShare === null ? null : formatShare(carbonShare, words.language, 1),
          ),
        ]),
    ...(topic.id === 'project' ? projectOwner(subject.id, entities, words) : []),
  ]
}

function projectOwner(id: string, entities: Entities, words: Words): readonly string[] {
  const project = entities.projects.get(id)
  if (project === undefined || project.subsidiary === UNASSIGNED) return []
  return [words.messages.topics.lead.owner(entityName('subsidiary', project.subsidiary, entities, words))]
}

/** The part of the page's whole that its subject makes; null where either is unknown. */
export function shareOfWhole(figure: Figure, { whole }: TopicData): number | null {
  const all = whole.figures?.find(
    ({ metric, currency }) => metric === figure.metric && currency === figure.currency,
  )
  if (figure.value === null || all?.value == null || all.value <= 0) return null
  return figure.value / all.value
}

/** What the filters in force leave without an answer, and where they stand. */
function notKnown({ data, entities, words }: Page): readonly string[] {
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
