import type { Figure } from '#app/figures/figure.ts'
import type { Shared } from '#app/figures/share-interval.ts'
import { interval } from '#app/figures/uncertainty.ts'
import { formatNumber, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import type { Scale } from '#app/metrics/scale.ts'
import { causeName, type Words } from '#app/reports/words.ts'

/** A part that reaches above its whole is among its largest; intervals of long tables are found when they are shown. */
const LARGEST = 3

/**
 * Why one of the figures that add up to a whole may reach higher than the whole does, in a sentence; null where none
 * does. An interval is a factor about its value: what else the whole rests on makes its factor smaller, and around a
 * value hardly larger the smaller factor may end lower, although a whole is never less than one of its parts.
 */
export function widerPartNote(
  parts: readonly Figure[],
  whole: Shared | undefined,
  nameOf: (part: Figure) => string,
  scale: Scale,
  words: Words,
): string | null {
  const { language, messages } = words
  if (whole === undefined || !whole.value) return null
  const weighty = parts.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, LARGEST)
  const [widest] = weighty.sort((a, b) => (b.high ?? 0) - (a.high ?? 0))
  if (!widest?.value || widest.high === null || widest.value === whole.value) return null
  const { high } = interval(whole.value, whole.causes)
  const reaches = [widest.high, high].map((end) => formatQuantity(end, scale, language))
  if (widest.high <= high || reaches[0] === reaches[1]) return null
  const cause = tellingCause(widest, { value: whole.value, causes: whole.causes })
  if (cause === null) return null
  const factor = (end: number, value: number) =>
    formatNumber(Number((end / value).toPrecision(12)), { language, decimals: 1 })
  return messages.topics.widerPart({
    part: nameOf(widest),
    high: reaches[0] ?? '',
    wholeHigh: reaches[1] ?? '',
    factor: factor(widest.high, widest.value),
    wholeFactor: factor(high, whole.value),
    cause: causeName(cause.key, words),
    ofPart: formatShare(cause.ofPart, language),
    ofWhole: formatShare(cause.ofWhole, language),
  })
}

/** The cause that weighs most on the part beyond what it weighs on the whole, with the share of each that rests on it. */
function tellingCause(part: Figure, whole: { readonly value: number; readonly causes: Figure['causes'] }) {
  const weighed = part.causes.map(({ key, part: of, widthHigh }) => {
    const ofPart = of / (part.value ?? 1)
    const ofWhole = (whole.causes.find((cause) => cause.key === key)?.part ?? 0) / whole.value
    return { key, ofPart, ofWhole, weight: (ofPart ** 2 - ofWhole ** 2) * Math.log(widthHigh) ** 2 }
  })
  return weighed.sort((a, b) => b.weight - a.weight)[0] ?? null
}
