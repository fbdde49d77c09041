import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import {
  causesOf,
  changeInterval,
  comparedChange,
  differs,
  interval,
  type KeyPart,
  rankRanges,
} from '#app/figures/uncertainty.ts'

const WIDTHS: Readonly<Record<string, number>> = {
  method: 1.6,
  m1: 1.8,
  m2: 1.8,
  'grid-FR': 1.5,
  'grid-DE': 1.2,
}

function parts(of: Readonly<Record<string, number>>): readonly KeyPart[] {
  return Object.entries(of).map(([key, part]) => ({
    key,
    part,
    widthLow: WIDTHS[key] ?? 1,
    widthHigh: WIDTHS[key] ?? 1,
  }))
}

function figure(value: number | null, of: Readonly<Record<string, number>>, unit = 'kgCO2e'): Figure {
  const ends = value === null ? { low: null, high: null } : interval(value, parts(of))
  return {
    key: 'carbon_kg',
    metric: 'carbon_kg',
    by: {},
    period: '2026-Q3',
    unit,
    currency: null,
    value,
    exact: null,
    ...ends,
    causes: causesOf(parts(of)),
    coverage: 1,
    evidence: [],
    withheld: null,
    state: 'closed',
    dataVersion: 'v',
  }
}

const A = figure(100, { method: 100, m1: 60, m2: 40, 'grid-FR': 100 })
const B = figure(80, { method: 80, m1: 50, m2: 30, 'grid-FR': 80 })
const C = figure(90, { method: 90, m2: 90, 'grid-DE': 90 })

test('the published example has its interval', () => {
  expect(Math.round(A.low ?? 0)).toBe(47)
  expect(Math.round(A.high ?? 0)).toBe(212)
})

test('in the published example A differs from B and not from C, since what is shared cancels', () => {
  expect(differs(A, B)).toBe(true)
  expect(differs(B, A)).toBe(true)
  expect(differs(A, C)).toBe(false)
})

test('ranks are ranges: those that cannot be told apart share them', () => {
  expect(rankRanges([A, B, C], 'highest')).toEqual([
    { best: 1, worst: 2 },
    { best: 2, worst: 3 },
    { best: 1, worst: 3 },
  ])
  expect(rankRanges([A, figure(null, {})], 'lowest')).toEqual([{ best: 1, worst: 1 }, null])
})

test('causes come with the largest doubt first, and their doubts add up to one', () => {
  expect(A.causes.map(({ key }) => key)).toEqual(['method', 'grid-FR', 'm1', 'm2'])
  expect(A.causes.reduce((sum, { doubt }) => sum + doubt, 0)).toBeCloseTo(1, 10)
})

test('a full count has no interval and differs from every other number', () => {
  const [ten, eleven] = [figure(10, {}), figure(11, {})]
  expect([ten.low, ten.high]).toEqual([10, 10])
  expect(differs(ten, eleven)).toBe(true)
  expect(differs(ten, figure(10, {}))).toBe(false)
  expect(differs(ten, figure(null, {}))).toBeNull()
})

test('figures of other metrics or units are not compared', () => {
  expect(() => differs(A, figure(1, {}, 't'))).toThrow(/cannot be compared/)
})

test('a change keeps only the doubt that its ends do not share', () => {
  const change = changeInterval(A, B)
  expect(change?.value).toBe(-20)
  const root = Math.hypot(20 * Math.log(1.6), 10 * Math.log(1.8), 10 * Math.log(1.8), 20 * Math.log(1.5))
  expect(change?.low).toBeCloseTo(-20 - root, 9)
  expect(change?.high).toBeCloseTo(-20 + root, 9)
  expect(changeInterval(A, A)).toEqual({ value: 0, low: 0, high: 0 })
})

test('zero and negative values have a linear interval around them', () => {
  expect(interval(0, parts({ m1: 10, m2: -10 }))).toEqual({
    low: expect.any(Number),
    high: expect.any(Number),
  })
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 0, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (value, part) => {
        const { low, high } = interval(value, parts({ method: part }))
        return low < value && value < high
      },
    ),
  )
})

test('widths below and above may differ', () => {
  const ends = interval(100, [{ key: 'm', part: 100, widthLow: 2, widthHigh: 4 }])
  expect(ends).toEqual({ low: 50, high: 400 })
})

test('an interval holds its value, and more shared doubt never makes two figures differ', () => {
  const value = fc.double({ min: 1, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(value, fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
      const { low, high } = interval(total, parts({ method: total, m1: total * share }))
      return low <= total && total <= high
    }),
  )
})

test('the interval of a compared change leaves zero out exactly when the two figures differ', () => {
  const amount = fc.double({ min: 1, max: 1000, noNaN: true })
  const some = fc.record({ m1: amount, m2: amount, 'grid-FR': amount, 'grid-DE': amount })
  const whole = (of: Readonly<Record<string, number>>) => {
    const value = Object.values(of).reduce((sum, part) => sum + part, 0)
    return figure(value, { ...of, method: value })
  }
  fc.assert(
    fc.property(some, some, (left, right) => {
      const [a, b] = [whole(left), whole(right)]
      const change = comparedChange(a, b)
      if (change === null || Math.abs(change.low * change.high) < 1e-6) return
      expect(change.low > 0 || change.high < 0).toBe(differs(a, b))
    }),
  )
})
