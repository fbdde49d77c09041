import type { Status } from '#app/commitments/assess.ts'
import { trajectoryAt } from '#app/commitments/assess.ts'
import { type Projection, projectLevels, statusAt } from '#app/commitments/projection.ts'
import { moveQuarter } from '#app/filters/months.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, termText } from '#app/reports/commitment-words.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

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

/** What comes if nothing changes, in sentences, and the trials behind it. */
export function projectionView(
  { assessed, levels }: Past,
  projection: Projection | null,
  ahead: readonly string[],
  words: Words,
) {
  const { commitment, now } = assessed
  const say = words.messages.commitments.projection
  const end = projection?.levels.at(-1)
  const text = (level: number) => levelText(assessed, level, words)
  if (ahead.length === 0) return { sentences: [say.passed], tests: null }
  if (projection === null || end === undefined || now.start === null)
    return {
      sentences: [
        levels.length !== assessed.quarters.length
          ? say.openQuarter
          : now.status === 'not_assessable'
            ? say.notAssessable
            : say.tooFew(levels.slice(levels.lastIndexOf(null) + 1).length),
      ],
      tests: null,
    }
  const start = now.start
  const reached = ahead.slice(0, projection.levels.length)
  const last = reached.at(-1) ?? ''
  const isWhole = reached.length === ahead.length
  const turned = turnOf(assessed, projection, reached, start)
  return {
    sentences: [
      isWhole
        ? say.comes(
            text(end.value),
            termText(commitment.target.by, words),
            text(end.low),
            text(end.high),
            text(now.target),
          )
        : say.within(
            text(end.value),
            quarterName(last, words),
            text(end.low),
            text(end.high),
            text(trajectoryAt(commitment, { quarter: last, elapsed: 1 }, start)),
          ),
      turned === null
        ? (isSteady(assessed, projection, reached, start) ? say.stays : say.mayStay)(
            words.messages.shell.status[now.status].word,
            isWhole,
          )
        : (turned.isSure ? say.turns : say.mayTurn)(
            words.messages.shell.status[turned.status].word,
            quarterName(turned.quarter, words),
          ),
      ...(isAgainst(levels, projection) ? [say.against] : []),
      say.method(
        `${projection.pace < 0 ? '−' : '+'}${gapText(assessed, projection.pace, words)}`,
        projection.tests.length,
        gapText(assessed, projection.meanError, words),
      ),
    ],
    tests: [...new Set(projection.tests.map(({ horizon }) => horizon))].map((horizon) => {
      const own = projection.tests.filter((test) => test.horizon === horizon)
      const errors = own.map(({ projected, actual }) => Math.abs(projected - actual))
      return {
        horizon: say.ahead(horizon),
        count: String(own.length),
        mean: gapText(assessed, errors.reduce((sum, error) => sum + error, 0) / errors.length, words),
        largest: gapText(assessed, Math.max(...errors), words),
      }
    }),
  }
}

/** A quarter ahead and its status; sure where both ends of the interval have it too. */
export type Turn = { readonly quarter: string; readonly status: Status; readonly isSure: boolean }

/** Whether the last quarter went the other way than the pace: the reader is told. */
function isAgainst(levels: readonly (number | null)[], { pace }: Projection): boolean {
  const [before, last] = levels.slice(-2)
  return before != null && last != null && (last - before) * pace < 0
}

/** Whether both ends of the interval keep today's status in every quarter ahead. */
export function isSteady(
  assessed: AssessedCommitment,
  { levels }: Projection,
  ahead: readonly string[],
  start: number,
): boolean {
  return levels.every(({ low, high }, index) => {
    const quarter = ahead[index]
    if (quarter === undefined) return true
    const at = statusIn(assessed, quarter, start)
    return at(low) === assessed.now.status && at(high) === assessed.now.status
  })
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
    if (status !== assessed.now.status)
      return { quarter, status, isSure: at(low) === status && at(high) === status }
  }
  return null
}

function statusIn({ commitment, metric }: AssessedCommitment, quarter: string, start: number) {
  const betterWhen = metricOf(metric).betterWhen === 'lower' ? 'lower' : 'higher'
  return (level: number) => statusAt(commitment, quarter, level, start, { betterWhen })
}
