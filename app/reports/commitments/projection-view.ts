import type { Status } from '#app/commitments/assess.ts'
import { trajectoryAt } from '#app/commitments/assess.ts'
import type { Projection } from '#app/commitments/projection.ts'
import { isClosed, lastClosedQuarter } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, signedDistanceText, termText } from '#app/reports/commitment-words.ts'
import {
  type Ends,
  type Past,
  turnOf,
  type Worst,
  waverOf,
  worstOf,
} from '#app/reports/commitments/becoming.ts'
import { passedText } from '#app/reports/commitments/passed-text.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

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

/** Whether the last quarter went the other way than the pace: the reader is told. */
function isAgainst(levels: readonly (number | null)[], { pace }: Projection): boolean {
  const [before, last] = levels.slice(-2)
  return before != null && last != null && (last - before) * pace < 0
}
