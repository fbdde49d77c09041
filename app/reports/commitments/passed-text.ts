import type { Assessment } from '#app/commitments/assess.ts'
import type { Period } from '#app/filters/period.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { levelText, termText } from '#app/reports/commitment-words.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

/** Of a target whose date has passed: when that was, whether it was reached then, and since. */
export function passedText(assessed: AssessedCommitment, quarters: readonly Period[], words: Words): string {
  const { commitment, now } = assessed
  const say = words.messages.commitments.projection.passed
  const term = termText(commitment.target.by, words)
  const due = quarters.findIndex(({ text }) => text === commitment.target.by)
  const then = assessed.quarters[due]
  if (then === undefined || isReached(then) === null) return say.date(term)
  const name = (index: number) => quarterName(quarters[index]?.text ?? '', words)
  const level = ({ level: value }: Assessment) => levelText(assessed, value, words)
  const last = assessed.quarters.length - 1
  const first = assessed.quarters.findIndex((each, index) => index > due && isReached(each) === true)
  const stands = last === due ? null : isReached(now)
  const told = isReached(then)
    ? [say.reached(term, level(then)), ...(stands === false ? [say.noMore(name(last), level(now))] : [])]
    : [
        say.missed(term, level(then), levelText(assessed, now.target, words)),
        ...(first !== -1
          ? [say.since(name(first))]
          : stands === false
            ? [say.still(name(last), level(now))]
            : []),
      ]
  return told.join(' ')
}

/** Whether a level is at its target or beyond; null where that is not known. */
function isReached({ status, progress }: Assessment): boolean | null {
  return status === 'not_assessable' || progress === null ? null : progress >= 1
}
