import type { Commitment } from '#app/commitments/mission.ts'

export type Status = 'kept' | 'at_risk' | 'missed' | 'not_assessable'

/** A figure as a commitment reads it: its value in the metric's unit and the share of activity behind it. */
export type Reading = { readonly value: number | null; readonly coverage: number | null }

export type Assessment = {
  readonly status: Status
  /** The figure as it is judged: a total where less is better is divided by its coverage. In the metric's unit. */
  readonly judged: number | null
  /** The baseline, declared or judged likewise. In the metric's unit. */
  readonly base: number | null
  /** In the metric's unit, or a relative change; null where the figure or its baseline is missing. */
  readonly level: number | null
  readonly start: number | null
  readonly expected: number | null
  readonly target: number
  /** Distance to the trajectory, positive when ahead whatever the direction. */
  readonly gap: number | null
  readonly coverage: number | null
  /** 0 at the start, 1 at the target. */
  readonly progress: number | null
  readonly expectedProgress: number | null
}

/** What a commitment needs to know of its metric. */
export type Direction = {
  readonly betterWhen: 'lower' | 'higher'
  /** A total grows with what is counted, a ratio does not. */
  readonly isTotal: boolean
}

/** A quarter, and the part of it that has elapsed: 1 once it is over. */
export type Moment = { readonly quarter: string; readonly elapsed: number }

/**
 * The written rule: not assessable when a figure is missing or its coverage is below the floor; else kept on or
 * ahead of the trajectory, at risk within the tolerance behind it, missed beyond.
 * A total where less is better is read as value ÷ coverage, so that missing rows never improve a status.
 */
export function assess(
  commitment: Commitment,
  quarter: Moment,
  now: Reading,
  baseline: Reading,
  direction: Direction,
): Assessment {
  const whole = (reading: Reading) => completed(reading, direction)
  const base = commitment.baseline.value ?? whole(baseline)
  const judged = whole(now)
  const level = levelOf(commitment, judged, base)
  const start = commitment.measure === 'change' ? 0 : base
  const expected = expectedAt(commitment, quarter, start)
  const sign = direction.betterWhen === 'higher' ? 1 : -1
  const gap = level === null || expected === null ? null : tidy(sign * (tidy(level) - expected))
  const covered = now.coverage === null || now.coverage >= commitment.coverage_floor
  return {
    status: gap === null || !covered ? 'not_assessable' : statusOf(gap, commitment.at_risk_within),
    judged,
    base,
    level,
    start,
    expected,
    target: commitment.target.value,
    gap,
    coverage: now.coverage,
    progress: progressOf(level, start, commitment.target.value),
    expectedProgress: progressOf(expected, start, commitment.target.value),
  }
}

function completed(reading: Reading, direction: Direction): number | null {
  if (reading.value === null) return null
  const partial = direction.isTotal && direction.betterWhen === 'lower' && reading.coverage !== null
  if (!partial) return reading.value
  return reading.coverage === 0 ? null : reading.value / (reading.coverage ?? 1)
}

function levelOf(commitment: Commitment, value: number | null, base: number | null): number | null {
  if (value === null) return null
  if (commitment.measure === 'level') return value
  return base === null || base === 0 ? null : value / base - 1
}

/** The rule on the distance to the trajectory, positive when ahead. */
export function statusOf(gap: number, tolerance: number): Exclude<Status, 'not_assessable'> {
  if (gap >= 0) return 'kept'
  return gap >= -tolerance ? 'at_risk' : 'missed'
}

function progressOf(at: number | null, start: number | null, target: number): number | null {
  if (at === null || start === null || start === target) return null
  return (at - start) / (target - start)
}

/** A point of a trajectory: `by` is the quarter or the year at whose end it stands. */
export type Waypoint = { readonly by: string; readonly value: number }

/** Where a moment lies between two points of a trajectory, in quarters after the first of them. */
export type Leg = {
  readonly from: Waypoint
  readonly to: Waypoint
  readonly elapsed: number
  readonly quarters: number
}

/** The baseline, the waypoints and the target, in the order of their dates. */
function waypointsOf(commitment: Commitment, start: number): readonly Waypoint[] {
  return [{ by: commitment.baseline.period, value: start }, ...commitment.trajectory, commitment.target].sort(
    (a, b) => endOf(a.by) - endOf(b.by),
  )
}

/** The part of the trajectory that a moment lies on; null before its first point and from its last one on. */
export function legAt(commitment: Commitment, { quarter, elapsed }: Moment, start: number): Leg | null {
  const points = waypointsOf(commitment, start)
  const at = endOf(quarter) - 1 + elapsed
  const next = points.findIndex(({ by }) => endOf(by) > at)
  const [from, to] = [points[next - 1], points[next]]
  if (from === undefined || to === undefined) return null
  return { from, to, elapsed: at - endOf(from.by), quarters: endOf(to.by) - endOf(from.by) }
}

/** What the trajectory asks for; null before its baseline, when nothing was promised, and where the start is not known. */
export function expectedAt(commitment: Commitment, moment: Moment, start: number | null): number | null {
  const hasBegun = endOf(moment.quarter) - 1 + moment.elapsed >= endOf(commitment.baseline.period)
  return start === null || !hasBegun ? null : trajectoryAt(commitment, moment, start)
}

/** Straight between the baseline, the waypoints and the target; flat before and after them. */
export function trajectoryAt(commitment: Commitment, moment: Moment, start: number): number {
  const leg = legAt(commitment, moment, start)
  if (leg !== null)
    return tidy(leg.from.value + ((leg.to.value - leg.from.value) * leg.elapsed) / leg.quarters)
  const [first, ...later] = waypointsOf(commitment, start)
  const isBefore = first !== undefined && endOf(moment.quarter) - 1 + moment.elapsed < endOf(first.by)
  return (isBefore ? first : later.at(-1))?.value ?? start
}

/** Quarters since year 0 at the end of a quarter or year. */
function endOf(period: string): number {
  const year = Number(period.slice(0, 4))
  return year * 4 + (period.length === 4 ? 4 : Number(period.slice(6)))
}

/** Twelve digits, so that 0.1 + 0.2 does not decide a status. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
