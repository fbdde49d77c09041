import { divideRational, toNumber } from '#app/figures/exact.ts'
import type { Folded } from '#app/figures/fold-rows.ts'

/**
 * The assessed share of an activity, 0 to 1; null when it is not known or there is no activity.
 * Negative lines can push the quotient of two amounts out of that range: it is held inside.
 */
export function coverageOf(sides: readonly (Folded | null)[] | null): number | null {
  const [assessed, total] = sides ?? []
  if (total === null || total === undefined) return null
  const quotient = divideRational(assessed?.value ?? { numerator: 0n, denominator: 1n }, total.value)
  return quotient === null ? null : Math.min(1, Math.max(0, toNumber(quotient)))
}
