import { type Direction, type Status, statusOf, trajectoryAt } from '#app/commitments/assess.ts'
import type { Commitment } from '#app/commitments/mission.ts'

/** The pace is read over this many quarters; fewer say nothing of it. */
export const PACE_QUARTERS = 6
/** No further ahead than this many projections of the past have been held against what came. */
export const TESTS_AHEAD = 3
/** Nine quarters give six: with fewer the interval would rest on a quarter or two, and there is no projection. */
export const LEAST_TESTS = 6
/** How often the interval should hold. */
const HELD = 0.8

/** A projection of the past: made `horizon` quarters before, from the quarters known then. */
export type PaceTest = { readonly horizon: number; readonly projected: number; readonly actual: number }

export type Projection = {
  /** The level of each quarter to come, in its unit, if the pace does not change; the first is the next quarter. */
  readonly levels: readonly { readonly value: number; readonly low: number; readonly high: number }[]
  /** Change of the level a quarter. */
  readonly pace: number
  readonly tests: readonly PaceTest[]
  /** Mean of |projected − actual| ÷ horizon, in the unit of the level. */
  readonly meanError: number
}

/**
 * What the level comes to `horizon` quarters on, or as far as three back-tests went, if its pace does not change. Pace: the median of the slopes between
 * any two of the last six quarters (Theil–Sen), drawn on from the last one. Interval: the error a quarter ahead that
 * eight in ten of the back-tests stayed within, times the quarters ahead; a back-test knows only what was known then.
 * Levels are those of quarters that are over, oldest first; only those after the last unknown one count. Null with
 * fewer than six of them, or than six back-tests: nine quarters in a row make both.
 */
export function projectLevels(
  levels: readonly (number | null)[],
  horizon: number,
  bounds: { readonly least: number; readonly most: number },
): Projection | null {
  const known = levels.slice(levels.lastIndexOf(null) + 1).filter((level) => level !== null)
  const last = known.at(-1)
  if (known.length < PACE_QUARTERS || last === undefined) return null
  const tests = backTests(known)
  if (tests.length < LEAST_TESTS) return null
  const errors = tests.map(({ horizon: ahead, projected, actual }) => Math.abs(projected - actual) / ahead)
  const sorted = [...errors].sort((a, b) => a - b)
  const spread = sorted[Math.min(sorted.length, Math.ceil(HELD * (sorted.length + 1))) - 1] ?? 0
  const pace = paceOf(known)
  const within = (level: number) => Math.min(bounds.most, Math.max(bounds.least, level))
  return {
    levels: Array.from({ length: Math.min(horizon, reach(tests)) }, (_, index) => {
      const level = last + pace * (index + 1)
      const doubt = spread * (index + 1)
      return { value: within(level), low: within(level - doubt), high: within(level + doubt) }
    }),
    pace,
    tests,
    meanError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  }
}

/** The furthest horizon that enough back-tests reached. */
function reach(tests: readonly PaceTest[]): number {
  let far = 0
  while (tests.filter(({ horizon }) => horizon === far + 1).length >= TESTS_AHEAD) far += 1
  return far
}

function paceOf(known: readonly number[]): number {
  const recent = known.slice(-PACE_QUARTERS)
  const slopes = recent.flatMap((level, index) =>
    recent.slice(index + 1).map((later, gap) => (later - level) / (gap + 1)),
  )
  slopes.sort((a, b) => a - b)
  const upper = slopes[Math.floor(slopes.length / 2)] ?? 0
  const lower = slopes[Math.floor((slopes.length - 1) / 2)] ?? 0
  return (upper + lower) / 2
}

function backTests(known: readonly number[]): readonly PaceTest[] {
  return known.flatMap((origin, index) => {
    if (index < PACE_QUARTERS - 1) return []
    const pace = paceOf(known.slice(0, index + 1))
    return known.slice(index + 1).map((actual, ahead) => ({
      horizon: ahead + 1,
      projected: origin + pace * (ahead + 1),
      actual,
    }))
  })
}

/** The status that a level would have at the end of a quarter, were the activity covered. */
export function statusAt(
  commitment: Commitment,
  quarter: string,
  level: number,
  start: number,
  { betterWhen }: Pick<Direction, 'betterWhen'>,
): Exclude<Status, 'not_assessable'> {
  const expected = trajectoryAt(commitment, { quarter, elapsed: 1 }, start)
  const gap = (betterWhen === 'higher' ? 1 : -1) * (level - expected)
  return statusOf(gap, commitment.at_risk_within)
}
