import type { Status } from '#app/commitments/assess.ts'
import type { Mission } from '#app/commitments/mission.ts'
import { elapsedPart, isClosed } from '#app/filters/dataset-period.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { levelText, termText } from '#app/reports/commitment-words.ts'
import {
  projectionOf,
  quartersTo,
  turnOf,
  type Worst,
  waverOf,
  worstOf,
} from '#app/reports/commitments/becoming.ts'
import { closedLevels } from '#app/reports/commitments/closed-levels.ts'
import { commitmentsScopeLine } from '#app/reports/commitments/commitments-scope-line.ts'
import type { WallFigures } from '#app/reports/commitments/load-wall.server.ts'
import { fromClosed } from '#app/reports/commitments/projection-view.ts'
import { tallyOf, wallContent } from '#app/reports/commitments/wall-view.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { filterBarView } from '#app/reports/filter-bar-view.ts'
import { isUnanswered, type Panel } from '#app/reports/panel.ts'
import { footerText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type CommitmentsView = ReturnType<typeof commitmentsView>

/** All commitments by promise, and what becomes of each if nothing changes. */
export function commitmentsView(
  panel: Panel<WallFigures>,
  mission: Mission | null,
  quarters: readonly Period[],
  state: PageState,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.commitments.all
  const quarter = state.quarter.text
  const period = quarterName(quarter, words)
  const soFar = quarterName(elapsedPart(state.quarter, dataset).text, words)
  const assessed = panel.figures?.assessed ?? []
  const tally = tallyOf(assessed)
  const list = new Intl.ListFormat(language)
  const named = (status: Status) =>
    list.format(
      assessed.filter(({ now }) => now.status === status).map(({ commitment }) => commitment.name[language]),
    )
  return {
    title: `${messages.shell.pages.commitments}, ${period} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    search: pageHref('', state),
    quarter: period,
    filterBar: filterBarView(state, `/${language}/commitments`, entities, dataset, words),
    scopeLine: commitmentsScopeLine('/commitments', state, dataset, words),
    lead: {
      message:
        panel.figures === null
          ? isUnanswered(panel)
            ? say.unanswered
            : say.none
          : [
              tally.not_assessable === assessed.length
                ? say.noneAssessable(assessed.length, soFar)
                : say.kept(tally.kept, assessed.length, soFar),
              ...(tally.missed === 0 ? [] : [say.missed(named('missed'))]),
              ...(tally.at_risk === 0 ? [] : [say.atRisk(named('at_risk'))]),
            ].join(' '),
      standfirst: Object.keys(state.filters).length === 0 ? say.standfirst : messages.commitments.unfiltered,
      tally: panel.figures === null ? null : tally,
    },
    wall: {
      state: panel.state,
      error: panel.error,
      content: panel.figures === null ? null : wallContent(assessed, mission, quarter, dataset, words),
    },
    aheadNote: isClosed(state.quarter, dataset)
      ? say.ahead.note
      : messages.commitments.projection.openQuarter,
    fromClosed: fromClosed(`/${language}/commitments`, state.quarter, dataset, words),
    ahead: assessed.map((each) => aheadOf(each, quarters, quarter, dataset, words)),
  }
}

/** Where a commitment goes at its own pace, and when its status changes. */
function aheadOf(
  assessed: AssessedCommitment,
  quarters: readonly Period[],
  quarter: string,
  dataset: DatasetInfo,
  words: Words,
) {
  const { commitment, now } = assessed
  const say = words.messages.commitments.all.ahead
  const projection = projectionOf({ assessed, levels: closedLevels(assessed, quarters, dataset) }, quarter)
  const reached = quartersTo(quarter, commitment.target.by).slice(0, projection?.levels.length ?? 0)
  const end = projection?.levels.at(-1)
  const turned =
    projection === null || now.start === null ? null : turnOf(assessed, projection, reached, now.start)
  const isTold = projection !== null && end !== undefined && now.start !== null
  return {
    id: commitment.id,
    name: commitment.name[words.language],
    href: `/${words.language}/commitments/${commitment.id}?quarter=${quarter}`,
    status: now.status,
    becomes: !isTold ? null : (turned?.status ?? now.status),
    worst: !isTold ? '' : worstText(worstOf(assessed, projection, reached, now.start), words),
    from: !isTold
      ? quarter >= commitment.target.by
        ? say.passed(termText(commitment.target.by, words))
        : say.untold
      : turned === null
        ? waverOf(assessed, projection, reached, now.start) === null
          ? say.stays
          : say.mayStay
        : (turned.isSure ? say.turn : say.mayTurn)(quarterName(turned.quarter, words)),
    level: !isTold
      ? '–'
      : say.level(
          levelText(assessed, end.value, words),
          quarterName(reached.at(-1) ?? '', words),
          levelText(assessed, end.low, words),
          levelText(assessed, end.high, words),
        ),
    target: `${levelText(assessed, now.target, words)}, ${termText(commitment.target.by, words)}`,
  }
}

function worstText(worst: Worst | null, words: Words): string {
  if (worst === null) return ''
  const say = words.messages.commitments.all.ahead
  const { word } = words.messages.shell.status.missed
  return worst.quarter === null
    ? say.neverAtWorst(word)
    : say.atWorst(word, quarterName(worst.quarter, words))
}
