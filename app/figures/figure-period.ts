import type { Figure } from '#app/figures/figure.ts'
import { isClosed } from '#app/filters/dataset-period.ts'
import { daysIn, lastDayOf, moveMonth, quarterFirstMonth } from '#app/filters/months.ts'
import { lastWholeMonth, monthRange, type Period, parsePeriod, wholePeriod } from '#app/filters/period.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)

/** The part of a period that one figure covers: all of it, or the month or quarter that the figure is of. */
export function figurePeriod(period: Period, by: Figure['by'], fiscalStart: number): Period {
  const name = by.month ?? by.quarter
  if (name === undefined) return period
  const own = parsePeriod(name, fiscalStart)
  if (own.firstDay >= period.firstDay && own.lastDay <= period.lastDay) return own
  if (period.elapsedDays === null) return monthRange(later(own.from, period.from), earlier(own.to, period.to))
  return parsePeriod(`${name}~${daysIn(own.firstDay, period.lastDay)}d`, fiscalStart)
}

/** The month that « last » reads: the figure's last one (whole, where months are read), within the data. */
export function lastMonthOf(
  period: Period,
  grain: 'month' | 'day',
  by: Figure['by'],
  { fiscalStart, lastMonth }: DatasetInfo,
): string {
  if (by.month !== undefined) return by.month
  const last = earlier(grain === 'month' ? lastWholeMonth(period) : period.to, lastMonth)
  return by.quarter === undefined
    ? last
    : earlier(last, moveMonth(quarterFirstMonth(by.quarter, fiscalStart), 2))
}

/** Whether the month, quarter or year behind a period has ended; its first days never close it. */
export function stateOf(period: Period, dataset: DatasetInfo): Figure['state'] {
  const whole = period.elapsedDays === null ? period : wholePeriod(period, dataset.fiscalStart)
  return isClosed(whole, dataset) && lastDayOf(whole.to) <= dataset.asOf ? 'closed' : 'open'
}
