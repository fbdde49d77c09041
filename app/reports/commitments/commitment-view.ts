import { layoutCourse } from '#app/charts/commitment-course.layout.ts'
import type { Assessment } from '#app/commitments/assess.ts'
import { expectedAt } from '#app/commitments/assess.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { FigureRequest } from '#app/figures/figure.ts'
import { queryPath, questionPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { elapsedPart, isClosed } from '#app/filters/dataset-period.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import { monthRange, type Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatMonth, formatQuarter } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import {
  type AssessedCommitment,
  momentIn,
  windowOf,
  withheldOf,
} from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText, signedGapText } from '#app/reports/commitment-words.ts'
import { projectionOf, quartersTo } from '#app/reports/commitments/becoming.ts'
import { commitmentsScopeLine } from '#app/reports/commitments/commitments-scope-line.ts'
import { contributionsView } from '#app/reports/commitments/contributions-view.ts'
import type { CommitmentFigures } from '#app/reports/commitments/load-commitment.server.ts'
import { missingView } from '#app/reports/commitments/missing-view.ts'
import { fromClosed, projectionView } from '#app/reports/commitments/projection-view.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, entityName } from '#app/reports/entity-names.ts'
import { filterBarView } from '#app/reports/filter-bar-view.ts'
import { isUnanswered, type Panel } from '#app/reports/panel.ts'
import { judgementView } from '#app/reports/receipt/judgement-view.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

const LOOKS = { kept: 'good', at_risk: 'warn', missed: 'bad', not_assessable: 'bad' } as const

export type CommitmentPageView = ReturnType<typeof commitmentPageView>

/** One commitment: where it stands, the way there, what comes if nothing changes, the rule, what fails by name. */
export function commitmentPageView(
  commitment: Commitment,
  panel: Panel<CommitmentFigures>,
  state: PageState,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.commitments
  const name = commitment.name[language]
  const quarter = state.quarter.text
  const { figures } = panel
  return {
    title: `${name}, ${quarterName(quarter, words)} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', state),
    filterBar: filterBarView(state, `/${language}/commitments/${commitment.id}`, entities, dataset, words),
    back: {
      href: pageHref(`/${language}/commitments`, state),
      text: `←\u00a0${messages.shell.pages.commitments}`,
    },
    message:
      figures === null
        ? isUnanswered(panel)
          ? say.unanswered(name)
          : name
        : leadOf(figures.assessed, readIn(commitment, state.quarter, dataset), words),
    scopeLine: commitmentsScopeLine(`/commitments/${commitment.id}`, state, dataset, words),
    standfirst: [
      /[.!?]$/.test(commitment.sentence[language])
        ? commitment.sentence[language]
        : `${commitment.sentence[language]}.`,
      ...(commitment.window === 'quarter' || isClosed(state.quarter, dataset)
        ? []
        : [say.rolling(formatMonth(windowOf(commitment, state.quarter, dataset.asOf).to, language))]),
      ...(Object.keys(state.filters).length === 0 ? [] : [say.unfiltered]),
    ].join(' '),
    status: figures?.assessed.now.status ?? null,
    facts: [
      { term: say.facts.objective, text: commitment.statutory_objective[language] },
      { term: say.facts.owner, text: commitment.owner },
      { term: say.facts.means, text: commitment.means[language] },
    ],
    panel: {
      state: panel.state,
      error: panel.error,
      content: figures === null ? null : contentOf(figures, state.quarter, entities, dataset, words),
    },
  }
}

function leadOf(assessed: AssessedCommitment, quarter: string, words: Words): string {
  const { commitment, now } = assessed
  const { lead } = words.messages.commitments
  const name = commitment.name[words.language]
  const period = quarterName(quarter, words)
  if (now.expected === null && now.start !== null) return lead.notBegun(name, period)
  if (now.status === 'not_assessable' || now.level === null || now.expected === null)
    return (withheldOf(assessed) === null ? lead.notAssessable : lead.notShown)(name, period)
  return lead.judged(
    name,
    levelText(assessed, now.level, words),
    period,
    levelText(assessed, now.expected, words),
    words.messages.shell.status[now.status].word,
  )
}

function contentOf(
  figures: CommitmentFigures,
  shown: Period,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { assessed, quarters, failing } = figures
  const quarter = shown.text
  const { commitment, metric, period } = assessed
  const { language, messages } = words
  const say = messages.commitments
  const projection = projectionOf(figures, quarter)
  const ahead = quartersTo(quarter, commitment.target.by)
  const start = assessed.now.start
  const text = (level: number | null) => levelText(assessed, level, words)
  const end = projection?.levels.at(-1) ?? null
  const isPlain = ({ status }: Assessment) => status !== 'not_assessable'
  const read = quarters.map((each) => readIn(commitment, each, dataset))
  const closed = quarters.map((each) => isClosed(each, dataset))
  const course =
    start === null
      ? null
      : layoutCourse({
          quarters: assessed.quarters.map((each, index) => {
            const own = read[index] ?? ''
            return {
              name: shortName(quarters[index]?.text ?? '', words),
              tip: `${say.tip(quarterName(own, words), text(each.level), text(each.expected))}${isBelowFloor(each, commitment) ? say.tipCoverage(formatShare(each.coverage, language)) : ''}`,
              level: each.level,
              expected: each.expected,
              gap: isPlain(each) ? each.gap : null,
              look: LOOKS[each.status],
              isPartial: !closed[index] || isBelowFloor(each, commitment),
            }
          }),
          ahead: ahead.map((one, index) => ({
            name: shortName(one, words),
            expected: expectedAt(commitment, { quarter: one, elapsed: 1 }, start),
            projected: projection?.levels[index] ?? null,
          })),
          elapsed: momentIn(commitment, shown, dataset.asOf).elapsed,
          tolerance: commitment.at_risk_within,
          scaleText: text,
          texts: {
            level: text(assessed.now.level),
            target: say.target(text(assessed.now.target)),
            projected:
              end === null || projection?.levels.length !== ahead.length
                ? null
                : say.projected(text(end.value)),
          },
        })
  return {
    course,
    files: {
      failing: fileHref(commitment, 'failing', quarter, language),
      contributions: fileHref(commitment, 'contributions', quarter, language),
      projection: fileHref(commitment, 'projection', quarter, language),
    },
    note: say.note(
      messages.metrics.metrics[metric].name,
      gapText(assessed, commitment.at_risk_within, words),
      course !== null && course.projection !== '',
      course?.dots.some(({ isPartial }) => isPartial) ?? false,
      course?.cut == null ? null : [text(course.cut.low), text(course.cut.high)],
    ),
    missing: missingView(figures.missing, figures.lacking, assessed, entities, words),
    rows: assessed.quarters
      .map((each, index) => ({
        id: quarters[index]?.text ?? '',
        quarter: quarterName(read[index] ?? '', words),
        level: text(each.level),
        expected: text(each.expected),
        gap: each.gap === null || !isPlain(each) ? '–' : signedGapText(assessed, each.gap, words),
        coverage: each.coverage === null ? '–' : formatShare(each.coverage, language),
        status: each.status,
      }))
      .reverse(),
    projection: projectionView(figures, projection, ahead, quarters, words),
    fromClosed:
      ahead.length === 0
        ? null
        : fromClosed(`/${language}/commitments/${commitment.id}`, shown, dataset, words),
    rule: judgementView({ assessed, quarter: shown, whole: figures.whole }, dataset, words).rows,
    receiptHref: receiptPath(language, {
      metrics: [metric],
      by: [],
      period,
      filters: {},
      version: dataset.version,
      judgement: { commitment: commitment.id, quarter },
    }),
    definitionHref: `/${language}/definitions/${metric}`,
    contributions: contributionsView(figures.parts, assessed, entities, shown, dataset.version, words),
    failing: failingView(failing, quarter, entities, words),
    bySubsidiary: questionPath(language, { metrics: [metric], by: ['subsidiary'], period, filters: {} }),
    queries: {
      course: queryPath(language, courseQuestion(commitment, metric, quarters, dataset)),
      rule: queryPath(language, { metrics: [metric], by: [], period, filters: {} }),
      bySubsidiary: queryPath(language, { metrics: [metric], by: ['subsidiary'], period, filters: {} }),
      failing: queryPath(language, { metrics: [metric], by: ['project'], period: quarter, filters: {} }),
    },
  }
}

/** The levels of the quarters, or the months that those of rolling years are made of. */
function courseQuestion(
  commitment: Commitment,
  metric: MetricId,
  quarters: readonly Period[],
  dataset: DatasetInfo,
): FigureRequest {
  const windows = quarters.map((quarter) => windowOf(commitment, quarter, dataset.asOf))
  const [first = '', last = ''] = [windows[0]?.from, windows.at(-1)?.to]
  const from = first < dataset.firstMonth ? dataset.firstMonth : first
  const by = commitment.window === 'quarter' ? ('quarter' as const) : ('month' as const)
  return { metrics: [metric], by: [by], period: monthRange(from, last).text, filters: {} }
}

function fileHref({ id }: Commitment, part: string, quarter: string, language: Words['language']): string {
  return `/${language}/export/commitments/${id}/${part}.csv?quarter=${quarter}`
}

/** The quarter as a page names it: a window of twelve months holds whole months alone, whatever has gone by of the quarter. */
function readIn({ window }: Commitment, quarter: Period, dataset: DatasetInfo): string {
  return window === 'quarter' ? elapsedPart(quarter, dataset).text : quarter.text
}

/** Known, and of too little of the activity to be judged. */
function isBelowFloor({ coverage }: Assessment, { coverage_floor }: Commitment): boolean {
  return coverage !== null && coverage < coverage_floor
}

/** « T3 26 »: what an axis has room for. */
function shortName(quarter: string, { language }: Words): string {
  return formatQuarter(quarter, language).replace(/\b20(\d\d)\b/, '$1')
}

function failingView(
  failing: CommitmentFigures['failing'],
  quarter: string,
  entities: Entities,
  words: Words,
) {
  if (failing === null) return null
  const { language } = words
  return {
    rows: failing
      .map(({ by }) => by.project ?? UNASSIGNED)
      .map((id) => ({
        id,
        name: entityName('project', id, entities, words, 'long'),
        href:
          id === UNASSIGNED
            ? null
            : `/${language}/${ENTITY_PAGES.project}/${encodeURIComponent(id)}?quarter=${quarter}`,
        subsidiary: entityName(
          'subsidiary',
          entities.projects.get(id)?.subsidiary ?? UNASSIGNED,
          entities,
          words,
        ),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, language)),
  }
}
