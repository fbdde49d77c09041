import { divideRational, type Rational, roundNumber, toDouble, toNumber } from '#app/figures/exact.ts'
import type { Evidence, EvidenceTier } from '#app/figures/figure.ts'
import type { Folded } from '#app/figures/fold-rows.ts'
import type { Combination, FactorKeys, KeyWidth } from '#app/figures/load-factor-keys.ts'
import type { KeyPart } from '#app/figures/uncertainty.ts'
import type { Measure } from '#app/warehouse/schema.ts'

/** One side of a figure: its sums and the measure that they are of. */
export type Side = { readonly measure: Measure; readonly folded: Folded }

type KeySum = { readonly width: KeyWidth; sum: bigint }

/** The parts of a side that rest on each key, added exactly, in the order of the keys; `over` is their denominator. */
function sumsByKey({ measure, folded }: Side, keys: FactorKeys) {
  const sums: (KeySum | undefined)[] = []
  let over = 1n
  for (const [factors, { numerator, denominator }] of folded.parts()) {
    over = denominator
    for (const width of combinationOf(factors, keys).keysOf(measure)) {
      const known = sums[width.place]
      if (known === undefined) sums[width.place] = { width, sum: numerator }
      else known.sum += numerator
    }
  }
  return { over, sums: sums.filter((sum) => sum !== undefined) }
}

function combinationOf(factors: string, keys: FactorKeys): Combination {
  const found = keys.get(factors)
  if (found === undefined)
    throw new Error(
      `Estimates rest on the factors « ${factors} », of which the data set says nothing: build it again.`,
    )
  return found
}

/** What an aggregate rests on, in the figure's unit (the measure's unit over `divisor`). */
export function partsOfAggregate(side: Side, divisor: number, keys: FactorKeys): readonly KeyPart[] {
  const { over, sums } = sumsByKey(side, keys)
  const denominator = over * BigInt(divisor)
  return sums.map(({ width, sum }) => ({
    key: width.key,
    part: toDouble({ numerator: sum, denominator }),
    widthLow: width.low,
    widthHigh: width.high,
  }))
}

type KeyShare = { readonly width: KeyWidth; readonly part: number }

/** The parts of a side over a value, by the place of their key; none over zero. */
function sharesOf(side: Side, value: Rational, keys: FactorKeys): ReadonlyMap<number, KeyShare> {
  const { over, sums } = sumsByKey(side, keys)
  return new Map(
    sums.map(({ width, sum }) => {
      const quotient = divideRational({ numerator: sum, denominator: over }, value)
      return [width.place, { width, part: quotient === null ? 0 : toDouble(quotient) }]
    }),
  )
}

/**
 * What a ratio rests on, in its unit: a key moves the ratio by its share of the numerator less its share of the
 * denominator, so that what both rest on cancels.
 */
export function partsOfRatio(
  numerator: Side,
  denominator: Side,
  scale: { readonly multiply: number; readonly divide: number },
  value: number,
  keys: FactorKeys,
): readonly KeyPart[] {
  const of = denominator.folded.value
  const [above, below] = [sharesOf(numerator, of, keys), sharesOf(denominator, of, keys)]
  const places = [...new Set([...above.keys(), ...below.keys()])].sort((a, b) => a - b)
  return places.flatMap((place) => {
    const [up, down] = [above.get(place), below.get(place)]
    const width = up?.width ?? down?.width
    if (width === undefined) return []
    const part = roundNumber(((up?.part ?? 0) * scale.multiply) / scale.divide - value * (down?.part ?? 0))
    return [{ key: width.key, part, widthLow: width.low, widthHigh: width.high }]
  })
}

/** The tiers of a side by share of its parts, the largest first; what is not modelled is recorded. */
export function evidenceOf({ folded }: Side, keys: FactorKeys): readonly Evidence[] {
  const tiers = new Map<EvidenceTier, bigint>()
  let total = 0n
  for (const [factors, { numerator }] of folded.parts()) {
    const size = numerator < 0n ? -numerator : numerator
    const { evidence } = combinationOf(factors, keys)
    tiers.set(evidence, (tiers.get(evidence) ?? 0n) + size)
    total += size
  }
  if (total === 0n) return [{ tier: [...tiers.keys()].sort()[0] ?? 'recorded', share: 1 }]
  return [...tiers]
    .map(([tier, size]) => ({ tier, share: toNumber({ numerator: size, denominator: total }) }))
    .sort((a, b) => b.share - a.share || (a.tier < b.tier ? -1 : 1))
}
