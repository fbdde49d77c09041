import { lastMonthOf } from '#app/figures/figure-period.ts'
import { type Period, parsePeriod } from '#app/filters/period.ts'
import { METRIC_IDS, type MetricId, metricOf } from '#app/metrics/catalog.ts'
import type { Aggregate } from '#app/metrics/metric.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** What a ratio divides by, as a figure that can be asked for; with `isCovered`, times the ratio's coverage. */
export type Weight = { readonly metric: MetricId; readonly period: Period; readonly isCovered: boolean }

/** The weight of a ratio over a period; null for a metric that is no ratio, and where no metric tells what it divides by. */
export function weightOf(metric: MetricId, period: Period, dataset: DatasetInfo): Weight | null {
  const { formula, coverage } = metricOf(metric)
  if (formula.kind !== 'ratio') return null
  const { denominator } = formula
  const own = metricOfAggregate((other) => spelling(other) === spelling(denominator))
  if (own !== null) return { metric: own, period, isCovered: false }
  if (denominator.kind === 'last') {
    // One month is its own end, its own mean and its own sum.
    const ofMonth = metricOfAggregate(
      (other) => spelling({ ...other, kind: 'last' }) === spelling(denominator),
    )
    const month = parsePeriod(lastMonthOf(period, 'month', {}, dataset))
    return ofMonth === null ? null : { metric: ofMonth, period: month, isCovered: false }
  }
  if (coverage === null || spelling(coverage.assessed) !== spelling(denominator)) return null
  const whole = metricOfAggregate((other) => spelling(other) === spelling(coverage.total))
  return whole === null ? null : { metric: whole, period, isCovered: true }
}

function metricOfAggregate(isIt: (aggregate: Aggregate) => boolean): MetricId | null {
  const found = METRIC_IDS.find((id) => {
    const { formula } = metricOf(id)
    return formula.kind === 'aggregate' && isIt(formula.of)
  })
  return found ?? null
}

const spelling = ({ measure, kind, where = {} }: Aggregate) => JSON.stringify([measure, kind, where])
