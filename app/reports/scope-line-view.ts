import { isInData } from '#app/filters/dataset-period.ts'
import { daysIn } from '#app/filters/months.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import { type Period, parsePeriod, previousPeriod } from '#app/filters/period.ts'
import { formatDay } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ScopeLineView = ReturnType<typeof scopeLineView>

/** What a page is about: `path` and `csvPath` after the language, such as `/cost` and `/export/cost.csv`. */
export type ScopeLinePage = {
  readonly path: string
  readonly csvPath: string
  readonly state: PageState
  readonly closed: boolean
  /** The share of the activity that could be assessed; null where it is not, left out where each line tells its own. */
  readonly coverage?: number | null
  /** What the coverage is of, where it is not the estimated activity. */
  readonly coverageOf?: string
  readonly sources: number
  /** The filters in force in words; empty for the whole group. */
  readonly perimeter: string
  readonly subsidiaries: number
}

/** What every figure of the page is about. */
export function scopeLineView(page: ScopeLinePage, dataset: DatasetInfo, words: Words) {
  const { language, messages } = words
  const say = messages.synthese
  const { coverage, state } = page
  const { quarter } = state
  const href = (to: Period) =>
    isInData(to, dataset) ? pageHref(`/${language}${page.path}`, { ...state, quarter: to, tables: {} }) : null
  const csv = pageHref(`/${language}${page.csvPath}`, { ...state, tables: {} })
  return {
    scope: {
      text: page.perimeter === '' ? (dataset.groupName ?? say.wholeGroup) : page.perimeter,
      detail: page.perimeter !== '' || page.subsidiaries === 0 ? '' : say.subsidiaries(page.subsidiaries),
    },
    quarter: {
      text: quarterName(quarter.text, words),
      previousHref: href(previousPeriod(quarter, dataset.fiscalStart)),
      nextHref: href(nextQuarter(quarter, dataset.fiscalStart)),
    },
    state: page.closed
      ? { text: say.state.closed, detail: '' }
      : {
          text: say.state.open,
          detail: say.state.elapsed(
            daysIn(quarter.firstDay, dataset.asOf),
            daysIn(quarter.firstDay, quarter.lastDay),
          ),
        },
    freshness: {
      text: say.freshness(formatDay(dataset.asOf, language)),
      detail: page.sources === 0 ? '' : say.sources(page.sources),
    },
    coverage:
      coverage === undefined
        ? null
        : {
            share: coverage,
            text: coverage === null ? say.unknownCoverage : formatShare(coverage, language),
            detail: coverage === null ? '' : (page.coverageOf ?? say.ofActivity),
          },
    exports: [
      { href: csv, label: say.csv },
      { href: `${csv}&format=machine`, label: say.machineCsv },
    ],
  }
}

function nextQuarter(quarter: Period, fiscalStart: number): Period {
  const [year, number] = [Number(quarter.text.slice(0, 4)), Number(quarter.text.slice(6))]
  return parsePeriod(number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`, fiscalStart)
}
