import { type MetricId, metricOf } from '#app/metrics/catalog.ts'

/** What a change means to the reader: its colour and its words, never its sign. */
export type Judgement = 'better' | 'worse' | 'same' | 'changed' | 'unknown'

/**
 * Whether `now` is better or worse than `before`, by the metric's own direction; `changed` where neither is.
 * Missing on either side is `unknown`. Two figures that uncertainty cannot tell apart are for `differs` to say.
 */
export function compare(now: number | null, before: number | null, id: MetricId): Judgement {
  if (now === null || before === null) return 'unknown'
  if (now === before) return 'same'
  const { betterWhen } = metricOf(id)
  if (betterWhen === 'neither') return 'changed'
  return now < before === (betterWhen === 'lower') ? 'better' : 'worse'
}
