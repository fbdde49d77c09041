import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastDayOf, moveMonth, quarterFirstMonth, quarterOfMonth } from '#app/filters/months.ts'
import {
  firstDays,
  lastWholeMonth,
  monthsOf,
  PeriodError,
  parsePeriod,
  previousPeriod,
  rollingYear,
  yearBefore,
} from '#app/filters/period.ts'
import { quarterOf, quarterStart } from '#app/warehouse/calendar.ts'

const month = fc.integer({ min: 1990 * 12, max: 2090 * 12 }).map((index) => moveMonth('0000-01', index))
const fiscalStart = fc.integer({ min: 1, max: 12 })

test('each spelling names its months and days', () => {
  const read = (text: string, start = 1) => {
    const { kind, from, to, firstDay, lastDay } = parsePeriod(text, start)
    return [kind, from, to, firstDay, lastDay]
  }
  expect(read('2026-07')).toEqual(['month', '2026-07', '2026-07', '2026-07-01', '2026-07-31'])
  expect(read('2026-Q3')).toEqual(['quarter', '2026-07', '2026-09', '2026-07-01', '2026-09-30'])
  expect(read('2026')).toEqual(['year', '2026-01', '2026-12', '2026-01-01', '2026-12-31'])
  expect(read('2024-09..2024-10')).toEqual(['range', '2024-09', '2024-10', '2024-09-01', '2024-10-31'])
  expect(read('2023-Q4..2024-Q1')).toEqual(['range', '2023-10', '2024-03', '2023-10-01', '2024-03-31'])
  expect(read('2025-Q4~47d')).toEqual(['quarter', '2025-10', '2025-11', '2025-10-01', '2025-11-16'])
  expect(read('2026-Q1', 4)).toEqual(['quarter', '2025-04', '2025-06', '2025-04-01', '2025-06-30'])
  expect(read('2026', 4)).toEqual(['year', '2025-04', '2026-03', '2025-04-01', '2026-03-31'])
})

test('a text that is no period says what is wrong and what is expected', () => {
  const wrong: Readonly<Record<string, RegExp>> = {
    '': /a month '2026-07'/,
    '2026-13': /months are 01 to 12/,
    '2026-00': /months are 01 to 12/,
    '2026-Q5': /quarters are Q1 to Q4/,
    '2026-7': /is not a month '2026-07'/,
    '2024-10..2024-09': /ends before it begins; write '2024-09\.\.2024-10'/,
    '2024-10..2025-Q1': /from a month to a month/,
    '2024..2025': /from a month to a month/,
    'a..b..c': /one '\.\.'/,
    '2025-Q4~0d': /elapsed days are written/,
    '2025-Q4~93d': /2025-Q4 has 92 days/,
    '2025-Q4~47': /elapsed days are written/,
    '2025-Q4~1d~2d': /elapsed days are written/,
    '2024-01..2024-02~3d': /is not a month/,
    ' 2026': /is not a month/,
  }
  for (const [text, message] of Object.entries(wrong)) {
    expect(() => parsePeriod(text), text).toThrow(PeriodError)
    expect(() => parsePeriod(text), text).toThrow(message)
  }
})

test('a spelling is kept, and a range of one is that one', () => {
  for (const text of ['2026-07', '2026-Q3', '2026', '2024-09..2024-10', '2025-Q4~47d', '2026-07~3d'])
    expect(parsePeriod(text).text).toBe(text)
  expect(parsePeriod('2026-07..2026-07').text).toBe('2026-07')
})

test('quarters agree with those of the tables that pages read', () => {
  fc.assert(
    fc.property(month, fiscalStart, (at, start) => {
      const quarter = quarterOfMonth(at, start)
      return quarter === quarterOf(at, start) && quarterFirstMonth(quarter, start) === quarterStart(at, start)
    }),
  )
})

test('a quarter holds the months whose quarter it is, and follows the one before', () => {
  fc.assert(
    fc.property(month, fiscalStart, (at, start) => {
      const quarter = parsePeriod(quarterOfMonth(at, start), start)
      const before = previousPeriod(quarter, start)
      return (
        monthsOf(quarter).length === 3 &&
        monthsOf(quarter).every((one) => quarterOfMonth(one, start) === quarter.text) &&
        moveMonth(before.to, 1) === quarter.from &&
        yearBefore(quarter, start).from === moveMonth(quarter.from, -12)
      )
    }),
  )
})

test('the period before has the same length, the year before the same months', () => {
  expect(previousPeriod(parsePeriod('2026-Q1')).text).toBe('2025-Q4')
  expect(previousPeriod(parsePeriod('2026-01')).text).toBe('2025-12')
  expect(previousPeriod(parsePeriod('2026')).text).toBe('2025')
  expect(previousPeriod(parsePeriod('2026-03..2026-05')).text).toBe('2025-12..2026-02')
  expect(previousPeriod(parsePeriod('2026-Q4~47d')).text).toBe('2026-Q3~47d')
  expect(yearBefore(parsePeriod('2026-Q4~47d')).text).toBe('2025-Q4~47d')
  expect(yearBefore(parsePeriod('2026-02')).text).toBe('2025-02')
  expect(yearBefore(parsePeriod('2026-03..2026-05')).text).toBe('2025-03..2025-05')
})

test('elapsed days beyond a shorter period are all of it', () => {
  expect(previousPeriod(parsePeriod('2026-Q2~91d')).text).toBe('2026-Q1')
  expect(firstDays(parsePeriod('2026-02'), 28).text).toBe('2026-02')
  expect(firstDays(parsePeriod('2026-02'), 27).text).toBe('2026-02~27d')
  expect(() => firstDays(parsePeriod('2026-02..2026-03'), 3)).toThrow(/no elapsed-day form/)
})

test('only months wholly inside are whole', () => {
  expect(lastWholeMonth(parsePeriod('2025-Q4~47d'))).toBe('2025-10')
  expect(lastWholeMonth(parsePeriod('2025-Q4~61d'))).toBe('2025-11')
  expect(lastWholeMonth(parsePeriod('2025-Q4~30d'))).toBe('2025-09')
  expect(lastWholeMonth(parsePeriod('2025-Q4'))).toBe('2025-12')
})

test('a rolling year is the twelve months that end with the period', () => {
  expect(rollingYear(parsePeriod('2026-Q3')).text).toBe('2025-10..2026-09')
})

test('months know their last day', () => {
  expect(['2024-02', '2025-02', '2100-02', '2026-12'].map(lastDayOf)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2100-02-28',
    '2026-12-31',
  ])
})

test('the last quarter that four digits can write is a period like another', () => {
  expect(parsePeriod('9999-Q4').lastDay).toBe('9999-12-31')
  expect(parsePeriod('9999').lastDay).toBe('9999-12-31')
})
