import {
  divideRational,
  type Rational,
  roundNumber,
  scaleRational,
  toDouble,
  toNumber,
} from '#app/figures/exact.ts'
import type { Evidence, EvidenceTier } from '#app/figures/figure.ts'
import type { Folded } from '#app/figures/fold-rows.ts'
import type { Combination, FactorKeys, KeyWidth } from '#app/figures/load-factor-keys.ts'
import type { KeyPart } from '#app/figures/uncertainty.ts'

/** One side of a figure: its sums and the measure that they are of. */
export type Side = { readonly measure: string; readonly folded: Folded }

type KeySum = { readonly width: KeyWidth; sum: Rational }

/** The parts of a side that rest on each key, added exactly, in the order of the keys. */
function sumsByKey({ measure, folded }: Side, keys: FactorKeys): ReadonlyMap<string, KeySum> {
  const sums = new Map<string, KeySum>()
  for (const [factors, part] of folded.parts())
    for (const width of combinationOf(factors, keys).keysOf(measure)) {
      const known = sums.get(width.key)
      if (known === undefined) sums.set(width.key, { width, sum: part })
      else known.sum = { ...part, numerator: known.sum.numerator + part.numerator }
    }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
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
  const over = BigInt(divisor)
  return [...sumsByKey(side, keys)].map(([key, { width, sum }]) => ({
    key,
    part: toDouble(scaleRational(sum, 1n, over)),
    widthLow: width.low,
    widthHigh: width.high,
  }))
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
  const [above, below] = [sumsByKey(numerator, keys), sumsByKey(denominator, keys)]
  const over = (sum: Rational | undefined) => {
    const quotient = sum === undefined ? null : divideRational(sum, denominator.folded.value)
    return quotient === null ? 0 : toDouble(quotient)
  }
  return [...new Set([...above.keys(), ...below.keys()])].sort().map((key) => {
    const [up, down] = [above.get(key), below.get(key)]
    return {
      key,
      part: roundNumber((over(up?.sum) * scale.multiply) / scale.divide - value * over(down?.sum)),
      widthLow: up?.width.low ?? down?.width.low ?? 1,
      widthHigh: up?.width.high ?? down?.width.high ?? 1,
    }
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
