import {
  divideRational,
  exactText,
  multiplyRational,
  SCALE,
  scaleRational,
  toNumber,
} from '#app/figures/exact.ts'
import { isFewPeople } from '#app/figures/few-people.ts'
import type { Figure, Withheld } from '#app/figures/figure.ts'
import type { Folded } from '#app/figures/fold-rows.ts'
import type { FactorKeys } from '#app/figures/load-factor-keys.ts'
import { evidenceOf, partsOfAggregate, partsOfRatio, type Side } from '#app/figures/rest-on-keys.ts'
import { causesOf, interval, type KeyPart } from '#app/figures/uncertainty.ts'
import { aggregatesOf, type Formula } from '#app/metrics/metric.ts'
import { SCHEMA } from '#app/warehouse/tables.ts'

/** A value and what it rests on. */
export type Made = {
  /** Null where it is withheld. */
  readonly value: number | null
  /** Written when it is asked for: pages print values, files exact sums. */
  readonly exact: () => string | null
  /** Null for what sources count and invoice, which has no interval. */
  readonly judgement: Judgement | null
  readonly withheld: Withheld | null
}

const noExact = () => null

/** Nothing of it is made: neither its ends nor what it rests on, whose parts would add up to it. */
const FEW_PEOPLE: Made = { value: null, exact: noExact, judgement: null, withheld: 'few_people' }

/**
 * A formula over its folded sides: its value, exact text and judgement; null when a side is unknown, withheld when one
 * is a count of too few people.
 */
export function makeValue(
  formula: Formula,
  folded: readonly (Folded | null)[],
  keys: FactorKeys,
): Made | null {
  const sides: Side[] = []
  for (const [index, { measure }] of aggregatesOf(formula).entries()) {
    const side = folded[index] ?? null
    if (side === null) return null
    sides.push({ measure, folded: side })
  }
  const [first, second, third] = sides
  if (first === undefined) return null
  if (sides.some(({ measure, folded: { value } }) => isFewPeople(measure, value))) return FEW_PEOPLE
  const modelled = sides.find(({ measure }) => SCHEMA.measures[measure]?.modelled === true)
  const judge = (value: number, partsOf: () => readonly KeyPart[]) =>
    modelled === undefined ? null : new Judgement(value, partsOf, () => evidenceOf(modelled, keys))
  switch (formula.kind) {
    case 'aggregate': {
      const { exact } = first.folded
      const { divisor } = formula
      const value = toNumber(scaleRational(first.folded.value, 1n, BigInt(divisor)))
      return {
        value,
        exact: exact === null ? noExact : () => exactText(exact, SCALE + String(divisor).length - 1),
        judgement: judge(value, () => partsOfAggregate(first, divisor, keys)),
        withheld: null,
      }
    }
    case 'ratio': {
      if (second === undefined) return null
      const { multiply, divide } = formula.scale
      const above = scaleRational(first.folded.value, BigInt(multiply), BigInt(divide))
      const quotient = divideRational(above, second.folded.value)
      if (quotient === null) return null
      const value = toNumber(quotient)
      const parts = () => partsOfRatio(first, second, formula.scale, value, keys)
      return { value, exact: noExact, judgement: judge(value, parts), withheld: null }
    }
    case 'valued': {
      if (second === undefined || third === undefined) return null
      const price = divideRational(second.folded.value, third.folded.value)
      if (price === null) return null
      const value = toNumber(multiplyRational(first.folded.value, price))
      return { value, exact: noExact, judgement: judge(value, () => []), withheld: null }
    }
  }
}

/** How sure an estimate is, found when it is asked for, once: long tables show few of theirs. */
export class Judgement {
  readonly #value: number
  readonly #partsOf: () => readonly KeyPart[]
  readonly #evidenceOf: () => Figure['evidence']
  #parts: readonly KeyPart[] | undefined
  #ends: ReturnType<typeof interval> | undefined
  #causes: Figure['causes'] | undefined
  #evidence: Figure['evidence'] | undefined

  constructor(value: number, partsOf: () => readonly KeyPart[], evidenceFrom: () => Figure['evidence']) {
    this.#value = value
    this.#partsOf = partsOf
    this.#evidenceOf = evidenceFrom
  }

  get #known() {
    this.#parts ??= this.#partsOf()
    return this.#parts
  }

  /** Nine times in ten the truth lies between. */
  get ends() {
    this.#ends ??= interval(this.#value, this.#known)
    return this.#ends
  }

  get causes() {
    this.#causes ??= causesOf(this.#known)
    return this.#causes
  }

  get evidence() {
    this.#evidence ??= this.#evidenceOf()
    return this.#evidence
  }
}
