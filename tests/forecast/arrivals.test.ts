import { expect, test } from 'vitest'
import { monthsFrom } from '#app/filters/months.ts'
import { arrivals } from '#app/forecast/arrivals.ts'

const costs = (from: string, amount: number, to = '2026-10') =>
  new Map(monthsFrom(from, to).map((month) => [month, amount]))

const TOTAL = costs('2023-10', 100)

test('what began to cost after the first month that the method learns from is named, the largest first', () => {
  const parts = new Map([
    ['old', costs('2023-10', 60)],
    ['new', costs('2025-12', 25)],
    ['newer', costs('2026-09', 30)],
  ])
  expect(arrivals(parts, TOTAL, '2026-10', 'seasonal')).toEqual([
    { id: 'new', since: '2025-12', share: 0.25 },
    { id: 'newer', since: '2026-09', share: 0.2 },
  ])
  // The mean of three months learns from August 2026 on.
  expect(arrivals(parts, TOTAL, '2026-10', 'mean').map(({ id }) => id)).toEqual(['newer'])
})

test('a small arrival is left out, and so is a part that has gone', () => {
  const parts = new Map([
    ['small', costs('2026-01', 4.9)],
    ['gone', costs('2026-01', 50, '2026-07')],
  ])
  expect(arrivals(parts, TOTAL, '2026-10', 'seasonal')).toEqual([])
})
