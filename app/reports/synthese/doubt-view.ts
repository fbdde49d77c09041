import type { Figure } from '#app/figures/figure.ts'
import { formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { causeName, type Words } from '#app/reports/words.ts'

const SHOWN = 5

/** What the interval of a figure rests on, largest first; null for a full count. */
export function doubtView(figure: Figure, words: Words) {
  if (figure.causes.length === 0) return null
  const { language, messages } = words
  const scale = scaleFor(figure.value, figure.unit, language)
  return {
    title: messages.synthese.doubt.title,
    note: messages.synthese.doubt.note(
      formatQuantity(figure.low, scale, language),
      formatQuantity(figure.high, scale, language),
    ),
    causes: figure.causes
      .slice(0, SHOWN)
      .map(({ key, doubt }) => ({ key, name: causeName(key, words), share: formatShare(doubt, language) })),
  }
}
