import {
  daysIn,
  firstDayOf,
  fiscalYearStart,
  lastDayOf,
  monthsFrom,
  moveDay,
  moveMonth,
  moveQuarter,
  quarterFirstMonth,
  quarterOfMonth,
} from '#app/filters/months.ts'

export type PeriodKind = 'month' | 'quarter' | 'year' | 'range'

/**
 * A stretch of time with its one public spelling: '2026-07', '2026-Q3', '2026', '2024-09..2024-10', and the same
 * month, quarter or year over its first days only: '2025-Q4~47d'.
 */
export type Period = {
  readonly text: string
  readonly kind: PeriodKind
  /** First month, YYYY-MM. */
  readonly from: string
  /** Last month of the whole period, YYYY-MM; for elapsed days, the month of the last of them. */
  readonly to: string
  /** How many of its first days are meant; null for the whole period. */
  readonly elapsedDays: number | null
  /** First and last day, YYYY-MM-DD. */
  readonly firstDay: string
  readonly lastDay: string
}

const EXPECTED =
  "a month '2026-07', a quarter '2026-Q3', a year '2026', a range '2024-09..2024-10', or the first days of one of the first three '2025-Q4~47d'"

/** A text that is no period; the message says what is wrong and what is expected. */
export class PeriodError extends Error {
  readonly text: string
  constructor(text: string, wrong: string) {
    super(`« ${text} » is not a period: ${wrong}.`)
    this.name = 'PeriodError'
    this.text = text
  }
}

/** Reads a period; quarters and years open with month `fiscalStart` (1 to 12). Throws PeriodError. */
export function parsePeriod(text: string, fiscalStart = 1): Period {
  const parts = text.split('..')
  if (parts.length > 2) throw new PeriodError(text, "a range has one '..'")
  const [first = '', last] = parts
  if (last === undefined) return parseElapsed(text, fiscalStart)
  const [from, to] = [parseWhole(text, first, fiscalStart), parseWhole(text, last, fiscalStart)]
  if (from.kind !== to.kind || from.kind === 'year')
    throw new PeriodError(text, 'a range goes from a month to a month, or from a quarter to a quarter')
  if (from.from > to.from) throw new PeriodError(text, `it ends before it begins; write '${last}..${first}'`)
  return from.text === to.text ? from : whole(text, 'range', from.from, to.to)
}

function parseElapsed(text: string, fiscalStart: number): Period {
  const [base = '', days, more] = text.split('~')
  const period = parseWhole(text, base, fiscalStart)
  if (days === undefined) return period
  const count = /^([1-9]\d*)d$/.exec(days)?.[1]
  if (count === undefined || more !== undefined)
    throw new PeriodError(text, "elapsed days are written '~' and a number of days, such as '2025-Q4~47d'")
  const length = daysIn(period.firstDay, period.lastDay)
  if (Number(count) > length) throw new PeriodError(text, `${base} has ${length} days`)
  const lastDay = moveDay(period.firstDay, Number(count) - 1)
  return { ...period, text, to: lastDay.slice(0, 7), lastDay, elapsedDays: Number(count) }
}

function parseWhole(text: string, part: string, fiscalStart: number): Period {
  const [, year, quarter, month] = /^(\d{4})(?:-Q(\d)|-(\d{2}))?$/.exec(part) ?? []
  if (year === undefined || year === '0000')
    throw new PeriodError(text, part === '' ? `${EXPECTED} is expected` : `« ${part} » is not ${EXPECTED}`)
  if (quarter !== undefined) {
    if (!/[1-4]/.test(quarter)) throw new PeriodError(text, 'quarters are Q1 to Q4')
    const from = quarterFirstMonth(part, fiscalStart)
    return whole(part, 'quarter', from, moveMonth(from, 2))
  }
  if (month !== undefined) {
    if (month < '01' || month > '12') throw new PeriodError(text, 'months are 01 to 12')
    return whole(part, 'month', part, part)
  }
  const from = fiscalYearStart(Number(part), fiscalStart)
  return whole(part, 'year', from, moveMonth(from, 11))
}

function whole(text: string, kind: PeriodKind, from: string, to: string): Period {
  return { text, kind, from, to, elapsedDays: null, firstDay: firstDayOf(from), lastDay: lastDayOf(to) }
}

/** The range of whole months from `from` to `to`, spelled as a month when they are one. Throws PeriodError. */
export function monthRange(from: string, to: string): Period {
  return parsePeriod(`${from}..${to}`)
}

/** The months that a period touches, the last one perhaps in part. */
export function monthsOf(period: Period): readonly string[] {
  return monthsFrom(period.from, period.to)
}

/** The last month that lies wholly inside the period; before `from` when none does. */
export function lastWholeMonth(period: Period): string {
  return lastDayOf(period.to) <= period.lastDay ? period.to : moveMonth(period.to, -1)
}

/** The period before, of the same kind and length; elapsed days stay as many, within that period's length. */
export function previousPeriod(period: Period, fiscalStart = 1): Period {
  return shift(period, -1, -monthsOf(period).length, fiscalStart)
}

/** The same period one year before. */
export function yearBefore(period: Period, fiscalStart = 1): Period {
  return shift(period, period.kind === 'quarter' ? -4 : -1, -12, fiscalStart)
}

/** The first `days` days of a month, quarter or year, or all of it when it is not longer. */
export function firstDays(period: Period, days: number, fiscalStart = 1): Period {
  const base = wholePeriod(period, fiscalStart)
  if (base.kind === 'range') throw new PeriodError(period.text, 'a range of months has no elapsed-day form')
  return days >= daysIn(base.firstDay, base.lastDay)
    ? base
    : parsePeriod(`${base.text}~${days}d`, fiscalStart)
}

/** The whole period behind an elapsed-day one. */
export function wholePeriod(period: Period, fiscalStart = 1): Period {
  return parsePeriod(period.text.split('~')[0] ?? period.text, fiscalStart)
}

function shift(period: Period, units: number, rangeMonths: number, fiscalStart: number): Period {
  const base = period.text.split('~')[0] ?? ''
  const moved = (): Period => {
    switch (period.kind) {
      case 'month':
        return parsePeriod(moveMonth(base, rangeMonths))
      case 'quarter':
        return parsePeriod(moveQuarter(base, units), fiscalStart)
      case 'year':
        return parsePeriod(String(Number(base) + units).padStart(4, '0'), fiscalStart)
      case 'range':
        return monthRange(moveMonth(period.from, rangeMonths), moveMonth(period.to, rangeMonths))
    }
  }
  return period.elapsedDays === null ? moved() : firstDays(moved(), period.elapsedDays, fiscalStart)
}

/** The twelve months that end with the period's last month. */
export function rollingYear(period: Period): Period {
  return monthRange(moveMonth(period.to, -11), period.to)
}

/** Whether all of the periods are made of whole fiscal quarters. */
export function isOfQuarters(periods: readonly Period[], fiscalStart: number): boolean {
  const quarterOf = (month: string) => quarterFirstMonth(quarterOfMonth(month, fiscalStart), fiscalStart)
  return periods.every(
    ({ from, to, elapsedDays }) =>
      elapsedDays === null && quarterOf(from) === from && moveMonth(quarterOf(to), 2) === to,
  )
}
