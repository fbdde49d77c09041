import type { Figure } from '#app/figures/figure.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during, largest } from '#app/reports/topics/lead/lead-page.ts'
import type { Words } from '#app/reports/words.ts'
import { figureText } from '#app/reports/words.ts'

/** Hours used and allocated, and who leaves most of them idle. */
export function gpuSentences({ data, series, entities, words }: LeadPage): readonly string[] {
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

/** More hours used than allocated is a fault of one source: an alarm, not a long bar. */
export function overUse({ data, entities, words }: LeadPage): readonly string[] {
  const all = [...(data.who.figures ?? []), ...(data.what.figures ?? [])]
  const over = all.flatMap(({ dimension, now }) =>
    now
      .filter((figure) => figure.metric === 'gpu_utilisation' && (figure.value ?? 0) > 1)
      .map(({ by }) => entityName(dimension, by[dimension] ?? '', entities, words)),
  )
  return over.length === 0 ? [] : [words.messages.topics.standfirst.overUse([...new Set(over)].join(', '))]
}
