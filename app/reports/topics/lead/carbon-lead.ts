import { formatChange, formatQuantity } from '#app/metrics/format-value.ts'
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

/** Intensity beside the absolute total: a gain that volume eats is a rebound. */
export function rebound({ series, words }: LeadPage): readonly string[] {
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

/** The requests that the total leaves out, named where they make a hundredth of all. */
export function unassessed({ data, entities, words }: LeadPage): readonly string[] {
  const found = unassessedText(data.unassessed.figures ?? [], entities, words)
  if (found === null || found.models === '') return []
  return [words.messages.topics.standfirst.unassessed(found.share, found.models)]
}
