import type { Figure } from '#app/figures/figure.ts'
import { formatChange, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import { lackingIn, lackingText, partialText } from '#app/reports/topics/lacking.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during } from '#app/reports/topics/lead/lead-page.ts'
import type { Breakdown, TopicData } from '#app/reports/topics/load-topic.server.ts'
import type { Words } from '#app/reports/words.ts'
import { figureText, quarterName } from '#app/reports/words.ts'

/** What is invoiced, beside its budget, and what made it change. */
export function costSentences({ data, series, entities, words }: LeadPage): readonly string[] {
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
  // A gap to the budget that leaves bills out says so in the same breath, and a change since a quarter that does too.
  const { coverage } = cost.now
  const lacking = data.lacking.figures ?? []
  const named = lackingText(lackingIn(lacking, 'cost', data.compared.now), words)
  const missing =
    named !== ''
      ? say.lacking(named)
      : coverage === null || coverage >= 1
        ? ''
        : say.missingBills(formatShare(1 - coverage, words.language))
  const changed = whatChanged(cost, data, entities, words)
  const base = partialText(cost.previous, data.compared.previous, lacking, words)
  return [
    `${say.cost(figureText(cost.now, words.language), during(data, words))}${budget}${missing}.`,
    ...changed,
    ...(changed.length === 0 || base === null
      ? []
      : [words.messages.topics.partial.base(quarterName(data.compared.previous.text, words), base)]),
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
