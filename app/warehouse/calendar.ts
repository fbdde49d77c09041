/** Months from `first` to `last`, inclusive, as YYYY-MM. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const months: string[] = []
  for (let at = monthIndex(first); at <= monthIndex(last); at++) months.push(monthAt(at))
  return months
}

/** Days from `first` to `last`, inclusive, as YYYY-MM-DD. */
export function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = []
  const end = Date.parse(`${last}T00:00:00Z`)
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= end; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** The last day of a month, YYYY-MM-DD. */
export function lastDayOf(month: string): string {
  const [year, number] = parts(month)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** The quarter of a month. A fiscal year that does not open in January bears the name of the year it ends in. */
export function quarterOf(month: string, fiscalStart: number): string {
  const [year, number] = parts(month)
  const position = (number - fiscalStart + 12) % 12
  const fiscalYear = fiscalStart > 1 && number >= fiscalStart ? year + 1 : year
  return `${fiscalYear}-Q${Math.floor(position / 3) + 1}`
}

/** The first month of the quarter that holds a month, moved by a number of quarters. */
export function quarterStart(month: string, fiscalStart: number, moved = 0): string {
  const [, number] = parts(month)
  return monthAt(monthIndex(month) - ((number - fiscalStart + 12) % 3) + 3 * moved)
}

/** The last month of the fiscal year that holds a month. */
export function yearEnd(month: string, fiscalStart: number): string {
  const [, number] = parts(month)
  return monthAt(monthIndex(month) - ((number - fiscalStart + 12) % 12) + 11)
}

function parts(month: string): [number, number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
}

function monthIndex(month: string): number {
  const [year, number] = parts(month)
  return year * 12 + number - 1
}

function monthAt(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}
