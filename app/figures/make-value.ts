import {
  divideRational,
  exactText,
  multiplyRational,
  SCALE,
  scaleRational,
  toNumber,
} from '#app/figures/exact.ts'
import type { Figure } from '#app/figures/figure.ts'
import type { Folded } from '#app/figures/fold-rows.ts'
import type { FactorKeys } from '#app/figures/load-factor-keys.ts'
import { evidenceOf, partsOfAggregate, partsOfRatio } from '#app/figures/rest-on-keys.ts'
import { causesOf, interval, type KeyPart } from '#app/figures/uncertainty.ts'
import { aggregatesOf, type Formula } from '#app/metrics/metric.ts'
import { MEASURES } from '#app/warehouse/schema.ts'

type Made = Pick<Figure, 'value' | 'exact' | 'low' | 'high' | 'causes' | 'evidence'>

const UNKNOWN: Made = { value: null, exact: null, low: null, high: null, causes: [], evidence: [] }

/** A formula over its folded sides: value, exact text, interval, causes and evidence; all unknown when a side is. */
export function makeValue(formula: Formula, folded: readonly (Folded | null)[], keys: FactorKeys): Made {
  const sides = aggregatesOf(formula).flatMap(({ measure }, index) => {
    const side = folded[index] ?? null
    return side === null ? [] : [{ measure, folded: side }]
  })
  const [first, second, third] = sides
  if (first === undefined || sides.length < aggregatesOf(formula).length) return UNKNOWN
  const modelled = sides.find(({ measure }) => 'modelled' in MEASURES[measure])
  const evidence =
    modelled === undefined ? [{ tier: 'recorded' as const, share: 1 }] : evidenceOf(modelled, keys)
  switch (formula.kind) {
    case 'aggregate': {
      const value = toNumber(scaleRational(first.folded.value, 1n, BigInt(formula.divisor)))
      const { exact } = first.folded
      const scale = SCALE + String(formula.divisor).length - 1
      return {
        ...withInterval(value, partsOfAggregate(first, formula.divisor, keys)),
        exact: exact === null ? null : exactText(exact, scale),
        evidence,
      }
    }
    case 'ratio': {
      const { multiply, divide } = formula.scale
      const above = scaleRational(first.folded.value, BigInt(multiply), BigInt(divide))
      const quotient = second === undefined ? null : divideRational(above, second.folded.value)
      if (second === undefined || quotient === null) return UNKNOWN
      const value = toNumber(quotient)
      const parts = partsOfRatio(first, second, formula.scale, value, keys)
      return { ...withInterval(value, parts), exact: null, evidence }
    }
    case 'valued': {
      if (second === undefined || third === undefined) return UNKNOWN
      const price = divideRational(second.folded.value, third.folded.value)
      if (price === null) return UNKNOWN
      return {
        ...withInterval(toNumber(multiplyRational(first.folded.value, price)), []),
        exact: null,
        evidence,
      }
    }
  }
}

function withInterval(
  value: number,
  parts: readonly KeyPart[],
): Pick<Figure, 'value' | 'low' | 'high' | 'causes'> {
  return { value, ...interval(value, parts), causes: causesOf(parts) }
}
