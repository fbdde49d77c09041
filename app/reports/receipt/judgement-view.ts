import { formatShare } from '#app/metrics/format-value.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, termText, unitOf } from '#app/reports/commitment-words.ts'
import { quantity, quarterName, type Words } from '#app/reports/words.ts'

/** From the figure to the level that the wall shows, each step with its arithmetic. */
export function judgementView(assessed: AssessedCommitment, quarter: string, words: Words) {
  const { commitment, now, figures, period } = assessed
  const { language, messages } = words
  const say = messages.receipt.judgement
  const amount = (value: number | null) => quantity(value, unitOf(assessed), language)
  const level = (value: number | null) => levelText(assessed, value, words)
  const figure = figures.find((each) => each.period === period)
  const base = figures.find((each) => each.period === commitment.baseline.period)
  const completed = (value: number | null, coverage: number | null, judged: number | null) =>
    isCompleted(value, judged)
      ? say.completed(amount(value), formatShare(coverage, language, 1), amount(judged))
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

/** Whether a total was divided by its coverage before it was judged. */
function isCompleted(value: number | null | undefined, judged: number | null): boolean {
  return judged !== null && value !== judged
}

function periodName(period: string, words: Words): string {
  return period.length === 4 ? period : quarterName(period, words)
}
