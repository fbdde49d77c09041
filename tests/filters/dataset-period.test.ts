import { expect, test } from 'vitest'
import {
  allMonths,
  comparison,
  daysKnown,
  defaultQuarter,
  elapsedPart,
  isClosed,
  isInData,
  periodBetween,
  quartersOfData,
} from '#app/filters/dataset-period.ts'
import { parsePeriod } from '#app/filters/period.ts'

const DEMO = { asOf: '2026-11-16', firstMonth: '2023-10', lastMonth: '2026-11', fiscalStart: 1 }

test('a quarter is closed once today has reached its last day', () => {
  expect(isClosed(parsePeriod('2026-Q3'), DEMO)).toBe(true)
  expect(isClosed(parsePeriod('2026-Q4'), DEMO)).toBe(false)
  expect(isClosed(parsePeriod('2026-Q3'), { asOf: '2026-09-30' })).toBe(true)
  expect(isClosed(parsePeriod('2026-Q3'), { asOf: '2026-09-29' })).toBe(false)
})

test('pages open on the last closed quarter with data, else the latest with data', () => {
  expect(defaultQuarter(DEMO).text).toBe('2026-Q3')
  expect(
    defaultQuarter({ ...DEMO, asOf: '2024-10-31', firstMonth: '2024-09', lastMonth: '2024-10' }).text,
  ).toBe('2024-Q3')
  expect(
    defaultQuarter({ ...DEMO, asOf: '2024-10-31', firstMonth: '2024-10', lastMonth: '2024-10' }).text,
  ).toBe('2024-Q4')
  expect(
    defaultQuarter({ ...DEMO, asOf: '2024-12-31', firstMonth: '2024-10', lastMonth: '2024-12' }).text,
  ).toBe('2024-Q4')
})

test('an open quarter is compared over the same elapsed days, a closed one as it is', () => {
  const open = comparison(parsePeriod('2026-Q4'), DEMO)
  expect([open.now.text, open.previous.text, open.yearBefore.text]).toEqual([
    '2026-Q4~47d',
    '2026-Q3~47d',
    '2025-Q4~47d',
  ])
  const closed = comparison(parsePeriod('2026-Q3'), DEMO)
  expect([closed.now.text, closed.previous.text, closed.yearBefore.text]).toEqual([
    '2026-Q3',
    '2026-Q2',
    '2025-Q3',
  ])
  expect(elapsedPart(parsePeriod('2027-Q1'), DEMO).text).toBe('2027-Q1')
})

test('days are known for the quarter of today and the four before', () => {
  expect(daysKnown(DEMO)).toEqual({ from: '2025-10-01', to: '2026-12-31' })
  expect(daysKnown({ ...DEMO, fiscalStart: 2 })).toEqual({ from: '2025-11-01', to: '2027-01-31' })
})

test('the data have their months and quarters', () => {
  expect(allMonths(DEMO).text).toBe('2023-10..2026-11')
  const quarters = quartersOfData(DEMO).map(({ text }) => text)
  expect([quarters[0], quarters.at(-1), quarters.length]).toEqual(['2023-Q4', '2026-Q4', 13])
  expect(isInData(parsePeriod('2023'), DEMO)).toBe(true)
  expect(isInData(parsePeriod('2023-Q3'), DEMO)).toBe(false)
})

test('from and to make the shortest spelling, a missing end is that of the data', () => {
  const between = (from: string | null, to: string | null) => periodBetween(from, to, DEMO).text
  expect(between('2024-09', '2024-10')).toBe('2024-09..2024-10')
  expect(between('2024-Q3', '2024-Q3')).toBe('2024-Q3')
  expect(between('2024-Q3', '2024-11')).toBe('2024-07..2024-11')
  expect(between('2026-07', null)).toBe('2026-07..2026-11')
  expect(between(null, '2023-Q4')).toBe('2023-10..2023-12')
  expect(() => between('2025-Q4~47d', '2026-Q1')).toThrow(/without elapsed days/)
})

test('a page opens on a quarter that has data, not only on one between the first and the last', () => {
  const clock = { asOf: '2026-05-31', firstMonth: '2024-09', lastMonth: '2026-05', fiscalStart: 1 }
  expect(defaultQuarter({ ...clock, months: ['2024-09', '2026-05'] }).text).toBe('2024-Q3')
  expect(defaultQuarter({ ...clock, months: ['2026-05'] }).text).toBe('2026-Q2')
  expect(defaultQuarter(clock).text).toBe('2026-Q1')
})
