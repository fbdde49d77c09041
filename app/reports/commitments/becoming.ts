import type { Status } from '#app/commitments/assess.ts'
import { type Projection, projectLevels, statusAt } from '#app/commitments/projection.ts'
import { moveQuarter } from '#app/filters/months.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'

/** A commitment whose levels may be drawn on. */
export type Past = {
  readonly assessed: AssessedCommitment
  /** Levels of the quarters that are over, oldest first; fewer than `assessed.quarters` where one is open. */
  readonly levels: readonly (number | null)[]
}

/** The quarters after one, to that of the target; none when it has passed. */
export function quartersTo(quarter: string, target: string): readonly string[] {
  const ahead: string[] = []
  for (let next = moveQuarter(quarter, 1); next <= target; next = moveQuarter(next, 1)) ahead.push(next)
  return ahead
}

/** From the last quarter that is over, and only where it is the one shown: an open one has no whole level yet. */
export function projectionOf({ assessed, levels }: Past, quarter: string): Projection | null {
  const { commitment, metric } = assessed
  const isShare = metricOf(metric).unit === 'share' && commitment.measure === 'level'
  const bounds = {
    least: commitment.measure === 'change' ? -1 : 0,
    most: isShare ? 1 : Number.POSITIVE_INFINITY,
  }
  if (levels.length !== assessed.quarters.length || assessed.now.status === 'not_assessable') return null
  return projectLevels(levels, quartersTo(quarter, commitment.target.by).length, bounds)
}

/** The first quarter in which an end of the interval is missed; null where none is. */
export type Worst = { readonly quarter: string | null }

/** Null for one that is missed or not judged, where the middle itself comes to be missed, and for one kept at both ends. */
export function worstOf(
  assessed: AssessedCommitment,
  { levels }: Projection,
  reached: readonly string[],
  start: number,
): Worst | null {
  const { status } = assessed.now
  if (status !== 'at_risk' && status !== 'kept') return null
  const firstMissed = (pick: (level: Projection['levels'][number]) => readonly number[]) =>
    reached.find((quarter, index) => {
      const level = levels[index]
      const at = statusIn(assessed, quarter, start)
      return level !== undefined && pick(level).some((each) => at(each) === 'missed')
    }) ?? null
  if (firstMissed(({ value }) => [value]) !== null) return null
  const quarter = firstMissed(({ low, high }) => [low, high])
  // What is kept need not be told that it stays out of danger.
  return quarter === null && status === 'kept' ? null : { quarter }
}

/** The statuses at the low and the high end of an interval. */
export type Ends = readonly [Status, Status]
/** A quarter ahead and its status; sure where both ends of the interval have it too. */
export type Turn = {
  readonly quarter: string
  readonly status: Status
  readonly isSure: boolean
  readonly ends: Ends
}

/** The last quarter ahead in which an end of the interval has another status than today's; null where none has. */
export function waverOf(
  assessed: AssessedCommitment,
  { levels }: Projection,
  ahead: readonly string[],
  start: number,
): { readonly quarter: string; readonly ends: Ends } | null {
  const each = levels.flatMap(({ low, high }, index) => {
    const quarter = ahead[index]
    if (quarter === undefined) return []
    const at = statusIn(assessed, quarter, start)
    return [{ quarter, ends: [at(low), at(high)] as const }]
  })
  return each.findLast(({ ends }) => ends.some((status) => status !== assessed.now.status)) ?? null
}

/** The first quarter ahead whose projected status is another than today's; null where it stays. */
export function turnOf(
  assessed: AssessedCommitment,
  projection: Projection,
  ahead: readonly string[],
  start: number,
): Turn | null {
  for (const [index, { value, low, high }] of projection.levels.entries()) {
    const quarter = ahead[index]
    if (quarter === undefined) return null
    const at = statusIn(assessed, quarter, start)
    const status = at(value)
    const ends = [at(low), at(high)] as const
    if (status !== assessed.now.status)
      return { quarter, status, isSure: ends.every((end) => end === status), ends }
  }
  return null
}

function statusIn({ commitment, metric }: AssessedCommitment, quarter: string, start: number) {
  const betterWhen = metricOf(metric).betterWhen === 'lower' ? 'lower' : 'higher'
  return (level: number) => statusAt(commitment, quarter, level, start, { betterWhen })
}
