import { expect, test } from 'vitest'
import { paceOf } from '#app/forecast/pace.ts'

const MONTHS = [
  { month: '2026-08', part: 50, whole: 100 },
  { month: '2026-09', part: 60, whole: 100 },
  { month: '2026-10', part: 110, whole: 200 },
]

test('a month is judged by what others had cost by the same day, not by its share of days', () => {
  // Between 50 and 60 % had fallen: 60 spent means 100 to 120.
  const told = paceOf(60, 110, MONTHS)
  expect(told).toMatchObject({ months: 3, least: 0.5, most: 0.6, verdict: 'agrees' })
  expect([told?.low, told?.high].map((end) => end?.toFixed(9))).toEqual(['100.000000000', '120.000000000'])
  expect(paceOf(60, 99, MONTHS)?.verdict).toBe('low')
  expect(paceOf(60, 121, MONTHS)?.verdict).toBe('high')
})

test('two months are too few, and months of credits say nothing', () => {
  expect(paceOf(60, 100, MONTHS.slice(1))).toBeNull()
  expect(paceOf(60, 100, [...MONTHS.slice(1), { month: '2026-07', part: -1, whole: 5 }])).toBeNull()
  expect(paceOf(-3, 100, MONTHS)).toBeNull()
})
