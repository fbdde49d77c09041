import { layoutBullet } from '#app/charts/commitment-bullet.layout.ts'
import { layoutSparkline } from '#app/charts/sparkline.layout.ts'
import type { Assessment, Status } from '#app/commitments/assess.ts'
import type { Mission } from '#app/commitments/mission.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Filters } from '#app/filters/filters.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { type AssessedCommitment, withheldOf } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, termText } from '#app/reports/commitment-words.ts'
import { periodText, quarterName, type Words, withheldWords } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** What the wall shows of one commitment; every text is formatted, every picture laid out. */
export type CommitmentView = ReturnType<typeof commitmentView>

/** The wall with its title, its rule and a worked example. */
export function wallContent(
  commitments: readonly AssessedCommitment[],
  mission: Mission | null,
  quarter: string,
  dataset: DatasetInfo,
  words: Words,
) {
  const say = words.messages.synthese
  return {
    title: say.wall.title(commitments.length),
    note: say.wall.note(dataset.groupName ?? say.wholeGroup, quarterName(quarter, words)),
    promises: mission === null ? [] : wallView(commitments, mission, quarter, dataset.version, words),
    queries: wallQueries(commitments, words),
    rule: say.wall.ruleText(tolerancesText(commitments, words)),
    reading: readingText(commitments, quarter, words),
    tally: tallyOf(commitments),
  }
}

/** The statements of the levels, of all or of a part: one question for the commitments that read the same months. */
export function wallQueries(
  commitments: readonly AssessedCommitment[],
  words: Words,
  filters: Filters = {},
): readonly { readonly href: string; readonly text: string }[] {
  const periods = [...new Set(commitments.map(({ period }) => period))]
  return periods.flatMap((period) => {
    const own = commitments.filter((each) => each.period === period).map(({ metric }) => metric)
    const metrics = answerable([...new Set(own)], filters)
    const text = `${words.messages.shell.figure.query}, ${periodText(period, words)}`
    return metrics.length === 0
      ? []
      : [{ href: queryPath(words.language, { metrics, by: [], period, filters }), text }]
  })
}

/** The promises of the mission in their order, each with its commitments. */
function wallView(
  commitments: readonly AssessedCommitment[],
  mission: Mission,
  quarter: string,
  dataVersion: string,
  words: Words,
) {
  return mission.promises
    .map(({ id, name }) => ({
      id,
      name: name[words.language],
      commitments: commitments
        .filter(({ commitment }) => commitment.promise === id)
        .map((each) => commitmentView(each, quarter, dataVersion, words)),
    }))
    .filter(({ commitments: those }) => those.length > 0)
}

/** How many commitments have each status. */
export function tallyOf(commitments: readonly AssessedCommitment[]): Readonly<Record<Status, number>> {
  const tally = { kept: 0, at_risk: 0, missed: 0, not_assessable: 0 }
  for (const { now } of commitments) tally[now.status] += 1
  return tally
}

function commitmentView(assessed: AssessedCommitment, quarter: string, dataVersion: string, words: Words) {
  const { commitment, now, quarters, metric, period } = assessed
  const { language } = words
  const synthese = words.messages.synthese.wall
  const name = commitment.name[language]
  const before = quarters.at(-2)?.level ?? null
  const level = levelText(assessed, now.level, words)
  const notAssessable = now.status === 'not_assessable' ? whyNot(assessed, words) : null
  return {
    id: commitment.id,
    status: now.status,
    name,
    sentence: commitment.sentence[language],
    href: `/${language}/commitments/${commitment.id}?quarter=${quarter}`,
    levelHref: receiptPath(language, {
      metrics: [metric],
      by: [],
      period,
      filters: {},
      version: dataVersion,
      judgement: { commitment: commitment.id, quarter },
    }),
    bullet: layoutBullet({
      start: now.start ?? 0,
      target: now.target,
      level: now.level,
      trajectory: now.expected,
      startText: levelText(assessed, now.start, words),
      targetText: `${levelText(assessed, now.target, words)}, ${termText(commitment.target.by, words)}`,
      notAssessable,
    }),
    bulletTitle: synthese.bullet(
      name,
      level,
      quarterName(quarter, words),
      levelText(assessed, now.expected, words),
      levelText(assessed, now.target, words),
      termText(commitment.target.by, words),
    ),
    level: now.status === 'not_assessable' ? words.messages.shell.wall.notAssessable : level,
    levelNote: levelNote(assessed, before, quarter, words),
    gap: gapView(assessed, words),
    sparkline: layoutSparkline({
      values: quarters.map((each) => each.level),
      trajectory: quarters.map((each) => each.expected),
      partial: now.status === 'not_assessable',
    }),
    sparklineTitle: synthese.sparkline(name),
    table: {
      start: levelText(assessed, now.start, words),
      level,
      expected: levelText(assessed, now.expected, words),
      target: levelText(assessed, now.target, words),
      gap:
        now.gap === null || now.status === 'not_assessable'
          ? synthese.notComputed
          : gapText(assessed, now.gap, words),
    },
  }
}

function levelNote(assessed: AssessedCommitment, before: number | null, quarter: string, words: Words) {
  const { wall } = words.messages.synthese
  if (assessed.now.status === 'not_assessable')
    return assessed.now.level === null || assessed.now.expected === null
      ? ''
      : wall.partial(levelText(assessed, assessed.now.level, words))
  if (before === null) return ''
  return wall.before(levelText(assessed, before, words), quarterName(previous(quarter), words))
}

/** The quarter before, by its spelling alone. */
function previous(quarter: string): string {
  const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6, 7))]
  return number === 1 ? `${year - 1}-Q4` : `${year}-Q${number - 1}`
}

function whyNot(assessed: AssessedCommitment, { language, messages }: Words): string {
  const { now, commitment } = assessed
  const { wall } = messages.synthese
  if (now.expected === null && now.start !== null && now.level !== null) return wall.notBegun
  const kept = withheldWords(withheldOf(assessed), language)
  if (kept !== null) return kept.text
  if (now.gap === null || now.coverage === null) return wall.missing
  return wall.coverage(formatShare(now.coverage, language), formatShare(commitment.coverage_floor, language))
}

function gapView(assessed: AssessedCommitment, words: Words) {
  const { now } = assessed
  const { wall } = words.messages.synthese
  if (now.gap === null || now.status === 'not_assessable')
    return { text: '–', note: wall.notComputed, ahead: null }
  if (now.gap === 0) return { text: '0', note: wall.on, ahead: null }
  return {
    text: gapText(assessed, now.gap, words),
    note: now.gap > 0 ? wall.ahead : wall.behind,
    ahead: now.gap > 0,
  }
}

/** The tolerances of the rule, each said once: « 2,0 points, 1,00 tCO₂e ». */
function tolerancesText(commitments: readonly AssessedCommitment[], words: Words): string {
  const texts = commitments.map((each) => gapText(each, each.commitment.at_risk_within, words))
  return [...new Set(texts)].join(', ')
}

/** A worked example for the reader, from the first commitment that can be assessed; null when none can. */
function readingText(
  commitments: readonly AssessedCommitment[],
  quarter: string,
  words: Words,
): string | null {
  const example = commitments.find(({ now }) => now.status !== 'not_assessable')
  if (example === undefined) return null
  const { now, commitment } = example
  const text = (level: Assessment['level']) => levelText(example, level, words)
  return words.messages.synthese.wall.readingText(
    commitment.name[words.language],
    text(now.level),
    text(now.start),
    text(now.target),
    text(now.expected),
    words.messages.synthese.during(quarterName(quarter, words)),
  )
}
