import { causesByKey, keysOfEither } from '#app/figures/causes-by-key.ts'
import { roundNumber } from '#app/figures/exact.ts'
import type { Figure } from '#app/figures/figure.ts'
import { interval, type KeyPart } from '#app/figures/uncertainty.ts'

/** What a share is taken of: a figure, or the sum of several. */
export type Shared = Pick<Figure, 'metric' | 'unit' | 'value' | 'causes'>

/** A share of 0 to 1 and the ends of its interval, equal to it for a full count. */
export type ShareInterval = { readonly value: number; readonly low: number; readonly high: number }

/**
 * The share of a part in the whole that holds it, 0 to 1, nine times in ten between `low` and `high`. It is the odds of
 * the part against the rest that err as products do: a key moves them by its share of the part less its share of the
 * rest, so that what both rest on cancels, and no end leaves 0 to 1. Null when one is unknown, or when the part is none
 * (below zero, above the whole). Throws RangeError for two metrics or units.
 */
export function shareInterval(part: Shared, whole: Shared): ShareInterval | null {
  if (part.metric !== whole.metric || part.unit !== whole.unit)
    throw new RangeError(
      `${part.metric} in ${part.unit} is no share of ${whole.metric} in ${whole.unit}: one metric in one unit is expected.`,
    )
  if (part.value === null || whole.value === null || whole.value <= 0) return null
  if (part.value < 0 || part.value > whole.value) return null
  const value = roundNumber(part.value / whole.value)
  const rest = whole.value - part.value
  const exact = { value, low: value, high: value }
  if (part.value === 0 || rest === 0) return exact
  const odds = part.value / rest
  const parts = partsOfOdds(odds, part, whole)
  if (parts.length === 0) return exact
  const { low, high } = interval(odds, parts)
  return {
    value,
    low: Math.min(value, shareOfOdds(Math.max(0, low))),
    high: Math.max(value, shareOfOdds(high)),
  }
}

/** What figures of one metric and unit that do not overlap add up to, key by key; unknown ones add nothing. */
export function sumOfParts(figures: readonly [Shared, ...Shared[]]): Shared {
  const [{ metric, unit }] = figures
  const known = figures.filter(({ value }) => value !== null)
  const parts = new Map<string, number>()
  const causes = new Map<string, Figure['causes'][number]>()
  for (const figure of known)
    for (const cause of figure.causes) {
      parts.set(cause.key, (parts.get(cause.key) ?? 0) + cause.part)
      causes.set(cause.key, cause)
    }
  return {
    metric,
    unit,
    value: known.length === 0 ? null : known.reduce((sum, { value }) => sum + (value ?? 0), 0),
    causes: [...causes].map(([key, cause]) => ({ ...cause, part: parts.get(key) ?? 0 })),
  }
}

const shareOfOdds = (odds: number) => roundNumber(odds / (1 + odds))

/** For every key that tells them apart: its share of the part less its share of the rest, in the unit of the odds. */
function partsOfOdds(odds: number, part: Shared, whole: Shared): readonly KeyPart[] {
  const [inPart, inWhole] = [causesByKey(part.causes), causesByKey(whole.causes)]
  const [own, all] = [part.value ?? 0, whole.value ?? 0]
  return keysOfEither(inPart, inWhole).flatMap((key) => {
    const [of, among] = [inPart.found.get(key), inWhole.found.get(key)]
    const widths = among ?? of
    if (widths === undefined) return []
    const { widthLow, widthHigh } = widths
    const ofPart = of?.part ?? 0
    const ofRest = (among?.part ?? ofPart) - ofPart
    const difference = withoutNoise(ofPart / own - ofRest / (all - own), all / (all - own))
    return difference === 0 ? [] : [{ key, part: odds * difference, widthLow, widthHigh }]
  })
}

/** Values of twelve digits leave noise in a small rest: what both rest on alike is zero, what one alone rests on is one. */
function withoutNoise(difference: number, magnified: number): number {
  const noise = 4e-12 * magnified
  if (Math.abs(difference) <= noise) return 0
  return Math.abs(difference) <= 1 + noise ? Math.min(1, Math.max(-1, difference)) : difference
}
