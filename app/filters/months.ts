/** Arithmetic on months (YYYY-MM), days (YYYY-MM-DD) and fiscal quarters (YYYY-Qn). All of it is text that sorts. */

const DAY_MS = 86_400_000

/** A month moved by a number of months. */
export function moveMonth(month: string, moved: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + moved
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Months from `first` to `last`, inclusive; empty when `last` comes before. */
export function monthsFrom(first: string, last: string): readonly string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = moveMonth(month, 1)) months.push(month)
  return months
}

/** The first day of a month. */
export function firstDayOf(month: string): string {
  return `${month}-01`
}

/** The last day of a month; of the year 9999 too, whose next month has no four digits. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${month}-${new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate()}`
}

/** A day moved by a number of days. */
export function moveDay(day: string, moved: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + moved * DAY_MS).toISOString().slice(0, 10)
}

/** Days from `first` to `last`, both counted. */
export function daysIn(first: string, last: string): number {
  return (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS + 1
}

/** The first month of a fiscal year, which bears the name of the calendar year that it ends in. */
export function fiscalYearStart(year: number, fiscalStart: number): string {
  const opens = fiscalStart > 1 ? year - 1 : year
  return `${String(opens).padStart(4, '0')}-${String(fiscalStart).padStart(2, '0')}`
}

/** The quarter that a month belongs to, counted from the month that opens the fiscal year. */
export function quarterOfMonth(month: string, fiscalStart: number): string {
  const calendarYear = Number(month.slice(0, 4))
  const start = fiscalYearStart(calendarYear, fiscalStart)
  const year = moveMonth(start, 12) <= month ? calendarYear + 1 : calendarYear
  const passed = monthsFrom(fiscalYearStart(year, fiscalStart), month).length - 1
  return `${String(year).padStart(4, '0')}-Q${Math.floor(passed / 3) + 1}`
}

/** The first month of a quarter. */
export function quarterFirstMonth(quarter: string, fiscalStart: number): string {
  const start = fiscalYearStart(Number(quarter.slice(0, 4)), fiscalStart)
  return moveMonth(start, 3 * (Number(quarter.slice(6)) - 1))
}

/** A quarter moved by a number of quarters. */
export function moveQuarter(quarter: string, moved: number): string {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + moved
  return `${String(Math.floor(index / 4)).padStart(4, '0')}-Q${(index % 4) + 1}`
}
