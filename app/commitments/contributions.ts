import type { Assessment, Direction } from '#app/commitments/assess.ts'
import type { Commitment } from '#app/commitments/mission.ts'

/** One part of the whole that a commitment judges, such as a subsidiary; values in the metric's unit. */
export type Part = {
  readonly id: string
  readonly value: number | null
  /** What a ratio divides by; null for a total, and where it is unknown. */
  readonly weight: number | null
  /** The value at the baseline; read of totals alone. */
  readonly base: number | null
  /** Known and not told: it has no contribution, and counts in the whole as far as its weight is told. */
  readonly isWithheld: boolean
}

export type Contribution = {
  readonly id: string
  /** Its part of the gap, in the unit of the gap: below zero it holds the group back, above it carries it. */
  readonly gap: number
  /** Its own figure, in the metric's unit; null where it is not known. */
  readonly value: number | null
  /** Its share of what is judged, from 0 to 1. */
  readonly share: number
}

/**
 * What parts give of a gap. Of a ratio, (level of the part − expected) × its share of what the ratio divides by; of a
 * total, the distance between the part and its own baseline moved at the pace asked of the group. Both add up to the gap
 * as far as the parts add up to the whole. Null without a gap, and for a total whose baseline the parts do not know.
 */
export function contributionsOf(
  commitment: Commitment,
  now: Assessment,
  { betterWhen, isTotal }: Direction,
  parts: readonly Part[],
): readonly Contribution[] | null {
  const { base, judged, expected } = now
  if (now.gap === null || judged === null || expected === null) return null
  const isChange = commitment.measure === 'change'
  if (isChange && (base === null || base === 0)) return null
  const sign = betterWhen === 'higher' ? 1 : -1
  const unit = isChange ? (base ?? 1) : 1
  const asked = isChange ? unit * (1 + expected) : expected
  return isTotal ? ofTotal(parts, { judged, base, asked, unit, sign }) : ofRatio(parts, { asked, unit, sign })
}

type Terms = {
  /** What the trajectory asks for, in the metric's unit; and what a change is divided by. */
  readonly asked: number
  readonly unit: number
  readonly sign: number
}

function ofRatio(parts: readonly Part[], { asked, unit, sign }: Terms): readonly Contribution[] {
  const known = parts.flatMap(({ id, value, weight, isWithheld }) =>
    value === null || weight === null || isWithheld ? [] : [{ id, value, weight }],
  )
  const kept = parts.filter(({ isWithheld }) => isWithheld)
  const whole = sum([...known, ...kept].map(({ weight }) => weight ?? 0))
  if (whole === 0) return []
  return known.map(({ id, value, weight }) => ({
    id,
    gap: (sign * (value - asked) * weight) / whole / unit,
    value,
    share: weight / whole,
  }))
}

/**
 * Parts are read as the whole is: divided by its coverage, which no part tells of itself. Where one is withheld they are
 * read as they are, so that what is kept back is not spread over the others.
 */
function ofTotal(
  parts: readonly Part[],
  { judged, base, asked, unit, sign }: Terms & { readonly judged: number; readonly base: number | null },
): readonly Contribution[] | null {
  const counted = sum(parts.map(({ value }) => value ?? 0))
  const started = sum(parts.map((part) => part.base ?? 0))
  if (base === null || base === 0 || started === 0 || counted === 0) return null
  const told = parts.filter(({ isWithheld }) => !isWithheld)
  const isWhole = told.length === parts.length
  return told.map((part) => {
    const value = (part.value ?? 0) * (isWhole ? judged / counted : 1)
    const start = (part.base ?? 0) * (isWhole ? base / started : 1)
    return {
      id: part.id,
      gap: (sign * (value - (start * asked) / base)) / unit,
      value: part.value,
      share: value / judged,
    }
  })
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
