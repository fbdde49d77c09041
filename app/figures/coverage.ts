import { divideRational, toNumber } from '#app/figures/exact.ts'
import { isFewPeople } from '#app/figures/few-people.ts'
import type { Folded } from '#app/figures/fold-rows.ts'
import type { Measure } from '#app/warehouse/schema.ts'

/** One side of a coverage; null where nothing of it is known. */
export type CoverageSide = { readonly measure: Measure; readonly folded: Folded | null }

/**
 * The assessed share of an activity, 0 to 1; null when it is not known, there is no activity, or too few people are
 * assessed; that nobody is says nothing of anybody. Negative lines can push the quotient of two amounts out of that range: it is held inside.
 */
export function coverageOf(assessed: CoverageSide, total: CoverageSide): number | null {
  if (total.folded === null) return null
  if (assessed.folded !== null && isFewPeople(assessed.measure, assessed.folded.value)) return null
  const above = assessed.folded?.value ?? { numerator: 0n, denominator: 1n }
  const quotient = divideRational(above, total.folded.value)
  return quotient === null ? null : Math.min(1, Math.max(0, toNumber(quotient)))
}
