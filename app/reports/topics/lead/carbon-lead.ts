import { differs } from '#app/figures/uncertainty.ts'
import { formatChange, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during, largest } from '#app/reports/topics/lead/lead-page.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import { unassessedText } from '#app/reports/unassessed-text.ts'

/** What is emitted, which model carries most of it, and how sure each is. */
export function carbonSentences({ data, series, entities, words }: LeadPage): readonly string[] {
  const say = words.messages.topics.lead
  const { language } = words
  const carbon = series.carbon_kg?.[0]?.now
  if (carbon === undefined || carbon.value === null) return []
  const end = (value: number | null) =>
    formatQuantity(value, scaleFor(carbon.value, carbon.unit, language), language)
  const models = data.what.figures?.find(({ dimension }) => dimension === 'model')
  const model = largest(models, 'carbon_kg')
  const share = model === null ? null : shareText(model, carbon, words)
  return [
    say.carbon(end(carbon.value), end(carbon.low), end(carbon.high), during(data, words)),
    ...(model === null || share === null
      ? []
      : [say.carbonModel(entityName('model', model.by.model ?? '', entities, words), share)]),
  ]
}

/** The change of a year that is worth a word: smaller ones come and go with the season. */
const LEAST_CHANGE = 0.05

/**
 * Intensity beside the absolute total: a gain that volume eats is a rebound. It is only affirmed of changes that the
 * figures' doubt cannot explain, and that reach the least one told.
 */
export function rebound({ series, words }: LeadPage): readonly string[] {
  const say = words.messages.topics.standfirst
  const { language } = words
  const intensity = changeOf(series.energy_per_request?.[0])
  const total = changeOf(series.energy_kwh?.[0])
  if (intensity === null || total === null || intensity.direction !== 'down') return []
  const [perRequest, all] = [intensity, total].map(({ now, before }) => formatChange(now, before, language))
  const sentence = { up: say.rebound, down: say.noRebound, unsure: say.reboundUnsure }[total.direction]
  return [`${sentence(perRequest ?? '', all ?? '')} ${say.reboundRule(formatShare(LEAST_CHANGE, language))}`]
}

function changeOf(each: Series | undefined) {
  const [now, before] = [each?.now ?? null, each?.yearBefore ?? null]
  if (now === null || before === null || now.value === null || before.value === null || before.value <= 0)
    return null
  const isSure = Math.abs(now.value / before.value - 1) >= LEAST_CHANGE && differs(before, now) === true
  const direction = isSure ? (now.value > before.value ? 'up' : 'down') : 'unsure'
  return { now: now.value, before: before.value, direction } as const
}

/** The requests that the total leaves out, named where they make a hundredth of all. */
export function unassessed({ data, entities, words }: LeadPage): readonly string[] {
  const found = unassessedText(data.unassessed.figures ?? [], entities, words)
  if (found === null || found.models === '') return []
  return [words.messages.topics.standfirst.unassessed(found.share, found.models)]
}
