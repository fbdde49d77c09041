/** One day of the demo's calendar. `weekday` is 0 on Monday, 6 on Sunday; `quarter` counts from 2023-Q4. */
export type DemoDay = {
  readonly index: number
  readonly day: string
  readonly month: string
  readonly quarter: number
  readonly weekday: number
  readonly dayOfMonth: number
  /** How far through its quarter, from the middle: −0.5 to 0.5. */
  readonly phase: number
}

export const FIRST_DAY = '2023-10-01'
/** The day the demo speaks of as « today »: its clock stands still. */
export const AS_OF = '2026-11-16'
export const FIRST_MONTH = '2023-10'
export const LAST_MONTH = '2026-11'

const MILLISECONDS = 86_400_000
const FIRST = Date.UTC(2023, 9, 1)

/** Days since FIRST_DAY of a day written YYYY-MM-DD; negative before it. */
export function dayIndex(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return Math.round((Date.UTC(year, month - 1, date) - FIRST) / MILLISECONDS)
}

/** The day, written YYYY-MM-DD, that many days after FIRST_DAY. */
export function dayText(index: number): string {
  return new Date(FIRST + index * MILLISECONDS).toISOString().slice(0, 10)
}

/** 0 for 2023-Q4, 12 for 2026-Q4, of a day or a month. */
export function quarterNumber(text: string): number {
  return (Number(text.slice(0, 4)) - 2023) * 4 + Math.floor((Number(text.slice(5, 7)) - 1) / 3) - 3
}

/** The last day of a quarter counted from 2023-Q4. */
export function quarterEnd(quarter: number): number {
  const year = 2023 + Math.floor((quarter + 3) / 4)
  const month = ((quarter + 3) % 4) * 3 + 3
  return Math.round((Date.UTC(year, month, 1) - FIRST) / MILLISECONDS) - 1
}

export const OPEN_QUARTER = quarterNumber(AS_OF)
export const AS_OF_INDEX = dayIndex(AS_OF)

/** Every day to the end of the open quarter, so that its first days are measured against the whole of it. */
export const DAYS: readonly DemoDay[] = Array.from({ length: quarterEnd(OPEN_QUARTER) + 1 }, (_, index) => {
  const day = dayText(index)
  return {
    index,
    day,
    month: day.slice(0, 7),
    quarter: quarterNumber(day),
    // 1 October 2023 was a Sunday.
    weekday: (index + 6) % 7,
    dayOfMonth: Number(day.slice(8)),
    phase: ((Number(day.slice(5, 7)) - 1) % 3) / 3 + Number(day.slice(8)) / 93 - 0.5,
  }
})

/** The days the demo has rows for. */
export const KNOWN_DAYS = DAYS.slice(0, AS_OF_INDEX + 1)

/** Months from FIRST_MONTH to LAST_MONTH. */
export const MONTHS: readonly string[] = [...new Set(KNOWN_DAYS.map(({ month }) => month))]

/** The same and those to the end of their last year, which plans reach. */
export const PLANNED_MONTHS: readonly string[] = [
  ...MONTHS,
  ...new Set(DAYS.map(({ month }) => month).filter((month) => month > LAST_MONTH)),
]
