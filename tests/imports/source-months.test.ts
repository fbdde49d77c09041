import { expect, test } from 'vitest'
import { sourceMonths } from '#app/imports/source-months.ts'

const loaded = (source: string, supplied: string, ...months: string[]) =>
  months.map((month) => ({ source, supplied, month }))
const missing = (rows: ReturnType<typeof sourceMonths>) =>
  rows.filter((row) => row.months_loaded === 0).map((row) => `${row.source} ${row.month}`)

test('a month between two loaded ones is missing, and so is the last one when another source of the fact has it', () => {
  const rows = sourceMonths(
    [],
    [...loaded('a', 'billing', '2025-11', '2026-01'), ...loaded('b', 'billing', '2025-12', '2026-02')],
  )
  expect(missing(rows)).toEqual(['a 2025-12', 'a 2026-02', 'b 2026-01'])
  expect(rows.every((row) => row.months_expected === 1)).toBe(true)
})

test('sources of another fact expect nothing of this one', () => {
  const rows = sourceMonths([], [...loaded('a', 'billing', '2026-03'), ...loaded('t', 'requests', '2023-11')])
  expect(missing(rows)).toEqual([])
})

test('a source that says what it should have supplied is taken at its word', () => {
  const known = { source: 'a', supplied: 'billing', month: '2026-01', months_expected: 1, months_loaded: 1 }
  expect(sourceMonths([known], loaded('a', 'billing', '2026-01', '2026-03'))).toEqual([known])
})
