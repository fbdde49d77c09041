import type { Rational } from '#app/figures/exact.ts'
import { countsHeads, LEAST_PEOPLE } from '#app/metrics/people.ts'
import type { Measure } from '#app/warehouse/schema.ts'

const LEAST = BigInt(LEAST_PEOPLE)

/**
 * Whether a count of people is too small to be told, nor what is made of it. Zero is told: nobody is recognised in it,
 * and « nobody uses it » has to be said.
 */
export function isFewPeople(measure: Measure, { numerator, denominator }: Rational): boolean {
  return countsHeads(measure) && numerator > 0n && numerator < LEAST * denominator
}
