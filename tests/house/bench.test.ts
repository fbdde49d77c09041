import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportPages } from '../../scripts/bench/pages-report.ts'
import { reportReaders } from '../../scripts/bench/readers-report.ts'
import { interleave, median, percentile, ratio } from '../../scripts/bench/statistics.ts'
import { decimal, table } from '../../scripts/bench/table.ts'

const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 })

test('a percentile is one of the values, and at least its share of them does not exceed it', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const found = percentile(all, share) ?? Number.NaN
      expect(all).toContain(found)
      expect(all.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
        Math.floor(share * all.length),
      )
    }),
  )
  expect(percentile([30, 10, 20, 40], 0.5)).toBe(20)
  expect(
    percentile(
      Array.from({ length: 100 }, (_, index) => index + 1),
      0.95,
    ),
  ).toBe(95)
})

test('the median has as many values on either side', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  fc.assert(
    fc.property(values, (all) => {
      const middle = median(all) ?? Number.NaN
      const below = all.filter((value) => value < middle).length
      const above = all.filter((value) => value > middle).length
      expect(below).toBeLessThanOrEqual(all.length / 2)
      expect(above).toBeLessThanOrEqual(all.length / 2)
    }),
  )
})

test('what was not measured is unknown, not zero', () => {
  expect(percentile([], 0.95)).toBeNull()
  expect(median([])).toBeNull()
  expect(ratio(null, 2)).toBeNull()
  expect(ratio(2, 0)).toBeNull()
  expect(decimal(null, 2)).toBe('–')
})

test('interleaving measures every case once a round, and none always first', () => {
  expect(interleave(['a', 'b', 'c'], 3)).toEqual(['a', 'b', 'c', 'b', 'c', 'a', 'c', 'a', 'b'])
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { maxLength: 6 }), fc.nat(8), (cases, rounds) => {
      const order = interleave(cases, rounds)
      expect(order).toHaveLength(cases.length * rounds)
      for (const one of cases) expect(order.filter((each) => each === one)).toHaveLength(rounds)
    }),
  )
})

test('a table aligns names to the left and figures to the right', () => {
  const lines = table(
    ['case', 'ms'],
    [
      ['slow one', '12.5'],
      ['fast', '3.0'],
    ],
  )
    .trimEnd()
    .split('\n')
  expect(lines).toEqual(['case        ms', '────────  ────', 'slow one  12.5', 'fast       3.0'])
})

test('pages beside an import are judged on p95 during over p95 before, of all rounds together', () => {
  const round = (before: number, during: number) => ({
    times: { before: [[before]], during: [[during]], paused: [[during / 2]], after: [[before]] },
    importSeconds: 10,
    importMemory: null,
    serverMemory: 200,
    machine: 'a machine',
  })
  expect(reportReaders([round(100, 120), round(100, 110)], ['demo'], 1000)).toContain(
    'demo: p95 during / before = 1.20, within 1.3; during / paused = 2.00; after / before = 1.00.',
  )
  expect(reportReaders([round(100, 140)], ['demo'], 1000)).toContain('= 1.40, over 1.3')
})

test('a page is judged on its median over the slowest of its statements and the shell, cold and warm', () => {
  const round = (name: string, cold: number, warm: number, alone = 80) => ({
    name,
    cold,
    warm,
    coldLeast: { statement: alone, shell: 20 },
    warmLeast: { statement: alone, shell: 20 },
    sent: 2,
  })
  const within = reportPages([round('cost', 199, 149), round('cost', 9_999, 149), round('cost', 1, 149)])
  expect(within).toMatch(/^cost +2 +199\.0 +80\.0 +20\.0 +1\.99 +149\.0 +80\.0 +20\.0 +1\.49$/m)
  expect(within).toContain('Every page is within both.')
  const over = reportPages([round('cost', 201, 149), round('usage', 199, 151), round('carbon', 199, 149)])
  expect(over).toContain('Over: cost, usage.')
  // Each round is judged by its own statement, as slow as the machine was then.
  expect(reportPages([round('cost', 300, 149, 180), round('cost', 199, 149)])).toContain('Every page')
})
