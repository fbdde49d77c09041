import { isInData } from '#app/filters/dataset-period.ts'
import { daysIn } from '#app/filters/months.ts'
import { type Period, parsePeriod, previousPeriod } from '#app/filters/period.ts'
import { formatDay } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ScopeLineView = ReturnType<typeof scopeLineView>

/** What every figure of the page is about. */
export function scopeLineView(data: Synthese, dataset: DatasetInfo, subsidiaries: number, words: Words) {
  const { language, messages } = words
  const say = messages.synthese
  const { quarter } = data
  const coverage = data.quality.figures?.energy?.coverage ?? null
  const sources = data.quality.figures?.sources.length ?? 0
  return {
    scope: {
      text: dataset.groupName ?? say.wholeGroup,
      detail: subsidiaries === 0 ? '' : say.subsidiaries(subsidiaries),
    },
    quarter: {
      text: quarterName(quarter.text, words),
      previousHref: quarterHref(previousPeriod(quarter, dataset.fiscalStart), dataset, language),
      nextHref: quarterHref(nextQuarter(quarter, dataset.fiscalStart), dataset, language),
    },
    state: data.closed
      ? { text: say.state.closed, detail: '' }
      : {
          text: say.state.open,
          detail: say.state.elapsed(
            daysIn(quarter.firstDay, dataset.asOf),
            daysIn(quarter.firstDay, quarter.lastDay),
          ),
        },
    freshness: { text: say.freshness(formatDay(dataset.asOf, language)), detail: say.sources(sources) },
    coverage: {
      share: coverage,
      text: coverage === null ? say.unknownCoverage : formatShare(coverage, language),
      detail: coverage === null ? '' : say.ofActivity,
    },
    exports: [{ href: `/${language}/export/synthese.csv?quarter=${quarter.text}`, label: say.csv }],
  }
}

function nextQuarter(quarter: Period, fiscalStart: number): Period {
  const [year, number] = [Number(quarter.text.slice(0, 4)), Number(quarter.text.slice(6))]
  return parsePeriod(number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`, fiscalStart)
}

function quarterHref(quarter: Period, dataset: DatasetInfo, language: string): string | null {
  return isInData(quarter, dataset) ? `/${language}?quarter=${quarter.text}` : null
}
