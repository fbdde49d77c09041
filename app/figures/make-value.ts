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
import { evidenceOf, partsOfAggregate, partsOfRatio, type Side } from '#app/figures/rest-on-keys.ts'
import { causesOf, interval, type KeyPart } from '#app/figures/uncertainty.ts'
import { aggregatesOf, type Formula } from '#app/metrics/metric.ts'
import { MEASURES } from '#app/warehouse/schema.ts'

type Made = Pick<Figure, 'value' | 'exact' | 'low' | 'high' | 'causes' | 'evidence'>

const unknown = (): Made => ({ value: null, exact: null, low: null, high: null, causes: [], evidence: [] })

/**
 * A formula over its folded sides, as an object of its own: value, exact text, interval, causes and evidence; all
 * unknown when a side is.
 */
export function makeValue(formula: Formula, folded: readonly (Folded | null)[], keys: FactorKeys): Made {
  const sides = aggregatesOf(formula).flatMap(({ measure }, index) => {
    const side = folded[index] ?? null
    return side === null ? [] : [{ measure, folded: side }]
  })
  const [first, second, third] = sides
  if (first === undefined || sides.length < aggregatesOf(formula).length) return unknown()
  const modelled = sides.find(({ measure }) => 'modelled' in MEASURES[measure])
  switch (formula.kind) {
    case 'aggregate': {
      const { value, exact } = first.folded
      const { divisor } = formula
      const number = toNumber(divisor === 1 ? value : scaleRational(value, 1n, BigInt(divisor)))
      const text = exact === null ? null : exactText(exact, SCALE + String(divisor).length - 1)
      return modelled === undefined
        ? counted(number, text)
        : judged(number, text, () => partsOfAggregate(first, divisor, keys), evidenceFrom(modelled, keys))
    }
    case 'ratio': {
      if (second === undefined) return unknown()
      const { multiply, divide } = formula.scale
      const above = scaleRational(first.folded.value, BigInt(multiply), BigInt(divide))
      const quotient = divideRational(above, second.folded.value)
      if (quotient === null) return unknown()
      const value = toNumber(quotient)
      const parts = () => partsOfRatio(first, second, formula.scale, value, keys)
      return modelled === undefined
        ? counted(value, null)
        : judged(value, null, parts, evidenceFrom(modelled, keys))
    }
    case 'valued': {
      if (second === undefined || third === undefined) return unknown()
      const price = divideRational(second.folded.value, third.folded.value)
      if (price === null) return unknown()
      const value = toNumber(multiplyRational(first.folded.value, price))
      return modelled === undefined
        ? counted(value, null)
        : judged(value, null, () => [], evidenceFrom(modelled, keys))
    }
  }
}

const RECORDED: Figure['evidence'] = [{ tier: 'recorded', share: 1 }]
const NO_CAUSE: Figure['causes'] = []

/** What sources count and invoice: no interval. */
function counted(value: number, exact: string | null): Made {
  return { value, exact, low: value, high: value, causes: NO_CAUSE, evidence: RECORDED }
}

const evidenceFrom = (side: Side, keys: FactorKeys) => () => evidenceOf(side, keys)

/** A value whose interval, causes and evidence are found when they are asked for, once: long tables show few of them. */
function judged(
  value: number,
  exact: string | null,
  partsOf: () => readonly KeyPart[],
  evidenceOfParts: () => Figure['evidence'],
): Made {
  const parts = once(partsOf)
  const ends = once(() => interval(value, parts()))
  const causes = once(() => causesOf(parts()))
  const evidence = once(evidenceOfParts)
  return {
    value,
    exact,
    get low() {
      return ends().low
    },
    get high() {
      return ends().high
    },
    get causes() {
      return causes()
    },
    get evidence() {
      return evidence()
    },
  }
}

function once<Found extends object>(find: () => Found): () => Found {
  let found: Found | null = null
  return () => {
    found ??= find()
    return found
  }
}
