import { metricOf } from '#app/metrics/catalog.ts'
import { asPrinted, digitsThatAgree } from '#app/metrics/enough-digits.ts'
import { formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import {
  gapText,
  levelScale,
  levelText,
  signedGapText,
  termText,
  unitOf,
} from '#app/reports/commitment-words.ts'
import { printedUnit, quarterName, type Words } from '#app/reports/words.ts'

/** From the figure to the level that the wall shows, each step with its arithmetic. */
export function judgementView(assessed: AssessedCommitment, quarter: string, words: Words) {
  const { commitment, now, figures, period } = assessed
  const { language, messages } = words
  const say = messages.receipt.judgement
  const texts = judgementTexts(assessed, words)
  const { amount, level, precise } = texts
  const figure = figures.find((each) => each.period === period)
  const base = figures.find((each) => each.period === commitment.baseline.period)
  const completed = (value: number | null, coverage: number | null, judged: number | null) =>
    value !== null && coverage !== null && judged !== null && isCompleted(value, judged)
      ? texts.completed(value, coverage, judged)
      : amount(value)
  const rows = [
    { term: say.sentence, text: commitment.sentence[language] },
    {
      term: say.figure,
      text: [
        completed(figure?.value ?? null, figure?.coverage ?? null, now.judged),
        ...(isCompleted(figure?.value, now.judged) ? [say.completedRule] : []),
      ].join('\u00a0; '),
    },
    {
      term: say.start(periodName(commitment.baseline.period, words)),
      text:
        commitment.baseline.value === undefined
          ? completed(base?.value ?? null, base?.coverage ?? null, now.base)
          : say.declared(amount(now.base)),
    },
    {
      term: say.level,
      text:
        commitment.measure === 'change' && now.level !== null
          ? say.change(amount(now.judged), amount(now.base), level(now.level))
          : level(now.level),
    },
    { term: say.expected(quarterName(quarter, words)), text: level(now.expected) },
    ...(commitment.trajectory.length === 0
      ? []
      : [
          {
            term: say.steps,
            text: commitment.trajectory
              .map(({ by, value }) => say.step(level(value), termText(by, words)))
              .join('\u00a0; '),
          },
        ]),
    { term: say.target(termText(commitment.target.by, words)), text: level(now.target) },
    {
      term: say.gap,
      text:
        now.gap === null || now.status === 'not_assessable'
          ? messages.synthese.wall.notComputed
          : say.gapText(
              precise(now.level),
              precise(now.expected),
              gapText(assessed, now.gap, words),
              now.gap >= 0 ? messages.synthese.wall.ahead : messages.synthese.wall.behind,
              gapText(assessed, commitment.at_risk_within, words),
            ),
    },
    {
      term: say.floor,
      text: formatShare(commitment.coverage_floor, language),
    },
    { term: messages.shell.wall.status, text: messages.shell.status[now.status].word },
  ]
  const href = `/${language}/commitments/${commitment.id}?quarter=${quarter}`
  return { title: say.title(commitment.name[language]), href, rows }
}

/**
 * How the numbers of a judgement are written: with as many digits as it takes for every step to be found again from what
 * is printed, by hand.
 */
function judgementTexts(assessed: AssessedCommitment, words: Words) {
  const { commitment, metric, now } = assessed
  const { language } = words
  const onLevels = levelScale(assessed, language)
  const sign = metricOf(metric).betterWhen === 'lower' ? -1 : 1
  const forGap = digitsThatAgree((more) => {
    if (now.gap === null || now.level === null || now.expected === null) return true
    const [reached, asked] = [now.level, now.expected].map((each) => asPrinted(each, onLevels, more))
    const gap = sign * ((reached ?? 0) - (asked ?? 0))
    return signedGapText(assessed, gap, words) === signedGapText(assessed, now.gap, words)
  })
  const level = (value: number | null) => levelText(assessed, value, words)
  const unit = printedUnit(unitOf(assessed))
  const onAmounts = scaleFor(Math.max(Math.abs(now.judged ?? 0), Math.abs(now.base ?? 0)), unit, language)
  const forLevel = digitsThatAgree((more) => {
    if (commitment.measure !== 'change' || now.level === null || !now.judged || !now.base) return true
    const change = asPrinted(now.judged, onAmounts, more) / asPrinted(now.base, onAmounts, more) - 1
    return level(change) === level(now.level)
  })
  const amounts = { ...onAmounts, decimals: onAmounts.decimals + forLevel }
  const amount = (value: number | null) => formatQuantity(value, amounts, language)
  return {
    level,
    amount,
    /** A level as the gap is computed from it. */
    precise: (value: number | null) => levelText(assessed, value, words, forGap),
    /** A total divided by its coverage, which gives what is judged. */
    completed: (value: number, coverage: number, judged: number) => {
      const more = digitsThatAgree((more) => {
        const whole = asPrinted(value, amounts, more) / asPrinted(coverage, ON_COVERAGE, more)
        return amount(whole) === amount(judged)
      })
      return words.messages.receipt.judgement.completed(
        formatQuantity(value, { ...amounts, decimals: amounts.decimals + more }, language),
        formatShare(coverage, language, ON_COVERAGE.decimals + more),
        amount(judged),
      )
    },
  }
}

const ON_COVERAGE = { divisor: 0.01, unitLabel: '%', decimals: 1 }

/** Whether a total was divided by its coverage before it was judged. */
function isCompleted(value: number | null | undefined, judged: number | null): boolean {
  return judged !== null && value !== judged
}

function periodName(period: string, words: Words): string {
  return period.length === 4 ? period : quarterName(period, words)
}
