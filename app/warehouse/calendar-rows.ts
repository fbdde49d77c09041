import {
  daysBetween,
  lastDayOf,
  monthsBetween,
  quarterOf,
  quarterStart,
  yearEnd,
} from '#app/warehouse/calendar.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** What the calendar of a version is made from. */
export type CalendarInfo = Pick<DatasetInfo, 'asOf' | 'firstMonth' | 'lastMonth' | 'fiscalStart'>

/** Rows of `calendar_month`: the months of the data set, and those to the end of its last year, which plans reach. */
export function calendarMonths(info: CalendarInfo): readonly PlainRow<'calendar_month'>[] {
  return monthsBetween(info.firstMonth, yearEnd(info.lastMonth, info.fiscalStart)).map((month) => ({
    month,
    quarter: quarterOf(month, info.fiscalStart),
    first_day: `${month}-01`,
    last_day: lastDayOf(month) < info.asOf ? lastDayOf(month) : info.asOf,
  }))
}

/** Rows of `calendar_day`: every day of the data set's months. */
export function calendarDays(info: CalendarInfo): readonly PlainRow<'calendar_day'>[] {
  return monthsBetween(info.firstMonth, info.lastMonth)
    .flatMap((month) => daysBetween(`${month}-01`, lastDayOf(month)))
    .map((day) => {
      const month = day.slice(0, 7)
      return { day, month, quarter: quarterOf(month, info.fiscalStart) }
    })
}

/** The first day that `fact_day` keeps: the open quarter and the four before it. */
export function recentFrom({ asOf, fiscalStart }: CalendarInfo): string {
  return `${quarterStart(asOf.slice(0, 7), fiscalStart, -4)}-01`
}
