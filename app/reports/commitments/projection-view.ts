import type { Status } from '#app/commitments/assess.ts'
import { trajectoryAt } from '#app/commitments/assess.ts'
import { type Projection, projectLevels, statusAt } from '#app/commitments/projection.ts'
import { isClosed, lastClosedQuarter } from '#app/filters/dataset-period.ts'
import { moveQuarter } from '#app/filters/months.ts'
import type { Period } from '#app/filters/period.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, signedDistanceText, termText } from '#app/reports/commitment-words.ts'
import { passedText } from '#app/reports/commitments/passed-text.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

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

/** From an open quarter nothing is projected: the same page at the last one that is over, where there is one. */
export function fromClosed(
  path: string,
  quarter: Period,
  dataset: DatasetInfo,
  words: Words,
): { readonly href: string; readonly text: string } | null {
  const closed = isClosed(quarter, dataset) ? null : lastClosedQuarter(dataset)
  if (closed === null) return null
  const { projection } = words.messages.commitments
  return {
    href: `${path}?quarter=${closed.text}`,
    text: projection.fromClosed(quarterName(closed.text, words)),
  }
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
  quarters: readonly Period[],
  words: Words,
) {
  const { commitment, now } = assessed
  const say = words.messages.commitments.projection
  const end = projection?.levels.at(-1)
  const text = (level: number) => levelText(assessed, level, words)
  if (ahead.length === 0) return { sentences: [passedText(assessed, quarters, words)], tests: null }
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
      becomesText(assessed, projection, reached, start, isWhole, words),
      ...worstTexts(worstOf(assessed, projection, reached, start), words),
      ...(isAgainst(levels, projection) ? [say.against] : []),
      say.method(
        signedDistanceText(assessed, projection.pace, words),
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

/** What the status becomes, and where the interval has another one, which. */
function becomesText(
  assessed: AssessedCommitment,
  projection: Projection,
  reached: readonly string[],
  start: number,
  isWhole: boolean,
  words: Words,
): string {
  const say = words.messages.commitments.projection
  const word = (status: Status) => words.messages.shell.status[status].word
  const between = ([low, high]: Ends) => say.ends(word(low), word(high))
  const turned = turnOf(assessed, projection, reached, start)
  if (turned !== null) {
    const quarter = quarterName(turned.quarter, words)
    return turned.isSure
      ? say.turns(word(turned.status), quarter)
      : say.mayTurn(word(turned.status), quarter, between(turned.ends))
  }
  const waver = waverOf(assessed, projection, reached, start)
  return waver === null
    ? say.stays(word(assessed.now.status), isWhole)
    : say.mayStay(word(assessed.now.status), isWhole, quarterName(waver.quarter, words), between(waver.ends))
}

/** Of one that the middle does not take to « missed »: whether an end of its interval does, and from when. */
function worstTexts(worst: Worst | null, words: Words): readonly string[] {
  if (worst === null) return []
  const say = words.messages.commitments.projection
  const { word } = words.messages.shell.status.missed
  return [
    worst.quarter === null ? say.notMissed(word) : say.missedAtWorst(word, quarterName(worst.quarter, words)),
  ]
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
type Ends = readonly [Status, Status]
/** A quarter ahead and its status; sure where both ends of the interval have it too. */
export type Turn = {
  readonly quarter: string
  readonly status: Status
  readonly isSure: boolean
  readonly ends: Ends
}

/** Whether the last quarter went the other way than the pace: the reader is told. */
function isAgainst(levels: readonly (number | null)[], { pace }: Projection): boolean {
  const [before, last] = levels.slice(-2)
  return before != null && last != null && (last - before) * pace < 0
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
