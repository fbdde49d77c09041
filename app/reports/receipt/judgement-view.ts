import type { Period } from '#app/filters/period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { type AssessedCommitment, momentIn } from '#app/reports/commitment-readings.server.ts'
import { gapText, termText } from '#app/reports/commitment-words.ts'
import type { Whole } from '#app/reports/commitments/load-whole.server.ts'
import { formulaText } from '#app/reports/receipt/formula-text.ts'
import { judgementTexts } from '#app/reports/receipt/judgement-texts.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** A commitment assessed in a quarter, and what its figure divides by where it is a share. */
export type Judged = {
  readonly assessed: AssessedCommitment
  readonly quarter: Period
  readonly whole: Whole | null
}

/** From the figure to the level that the wall shows, each step with its arithmetic. */
export function judgementView(
  { assessed, quarter, whole }: Judged,
  { asOf }: Pick<DatasetInfo, 'asOf'>,
  words: Words,
) {
  const { commitment, now, figures, period } = assessed
  const { language, messages } = words
  const { judgement: say, list } = messages.receipt
  const texts = judgementTexts(assessed, whole, words)
  const { amount, level, precise } = texts
  const figure = figures.find((each) => each.period === period)
  const base = figures.find((each) => each.period === commitment.baseline.period)
  const completed = (value: number | null, coverage: number | null, judged: number | null) =>
    value !== null && coverage !== null && judged !== null && isCompleted(value, judged)
      ? texts.completed(value, coverage, judged)
      : amount(value)
  const rows = [
    { term: say.sentence, text: commitment.sentence[language] },
    { term: messages.receipt.formula, text: formulaText(assessed.metric, words) },
    {
      term: say.figure,
      text: list([
        texts.divided(figure) ?? completed(figure?.value ?? null, figure?.coverage ?? null, now.judged),
        ...(isCompleted(figure?.value, now.judged) ? [say.completedRule] : []),
      ]),
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
    {
      term: say.expected(quarterName(quarter.text, words)),
      text: texts.expected(momentIn(commitment, quarter, asOf)),
    },
    ...(commitment.trajectory.length === 0
      ? []
      : [
          {
            term: say.steps,
            text: list(
              commitment.trajectory.map(({ by, value }) => say.step(level(value), termText(by, words))),
            ),
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
  const href = `/${language}/commitments/${commitment.id}?quarter=${quarter.text}`
  return { title: say.title(commitment.name[language]), href, rows }
}

/** Whether a total was divided by its coverage before it was judged. */
function isCompleted(value: number | null | undefined, judged: number | null): boolean {
  return judged !== null && value !== judged
}

function periodName(period: string, words: Words): string {
  return period.length === 4 ? period : quarterName(period, words)
}
