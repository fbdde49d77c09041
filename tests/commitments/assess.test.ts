import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, type Reading, type Status, trajectoryAt } from '#app/commitments/assess.ts'
import type { Commitment } from '#app/commitments/mission.ts'

const words = { fr: 'x', en: 'x' }

const commitment = (over: Partial<Commitment>): Commitment => ({
  id: 'c',
  promise: 'p',
  name: words,
  sentence: words,
  statutory_objective: words,
  owner: 'o',
  means: words,
  metric: 'm',
  window: 'quarter',
  measure: 'level',
  baseline: { period: '2024-Q1' },
  trajectory: [],
  target: { by: '2025-Q1', value: 0.8 },
  at_risk_within: 0.02,
  coverage_floor: 0.8,
  ...over,
})

const ended = (quarter: string) => ({ quarter, elapsed: 1 })
const share = { betterWhen: 'higher', isTotal: false } as const
const total = { betterWhen: 'lower', isTotal: true } as const
const full = (value: number | null): Reading => ({ value, coverage: 1 })

test('the trajectory is straight from the baseline to the target and flat after it', () => {
  const straight = commitment({})
  expect(trajectoryAt(straight, ended('2024-Q1'), 0.4)).toBe(0.4)
  expect(trajectoryAt(straight, ended('2024-Q3'), 0.4)).toBe(0.6)
  expect(trajectoryAt(straight, ended('2026-Q4'), 0.4)).toBe(0.8)
})

test('a waypoint bends the trajectory', () => {
  const bent = commitment({ trajectory: [{ by: '2024-Q3', value: 0.7 }] })
  expect(trajectoryAt(bent, ended('2024-Q2'), 0.4)).toBe(0.55)
  expect(trajectoryAt(bent, ended('2024-Q4'), 0.4)).toBe(0.75)
})

test('kept on the trajectory, at risk within the tolerance, missed beyond it', () => {
  const statusAt = (value: number) =>
    assess(commitment({}), ended('2024-Q3'), full(value), full(0.4), share).status
  expect(statusAt(0.6)).toBe('kept')
  expect(statusAt(0.58)).toBe('at_risk')
  expect(statusAt(0.579)).toBe('missed')
})

test('a missing figure, a missing baseline and a coverage below its floor are not assessable', () => {
  const of = (now: Reading, baseline: Reading) =>
    assess(commitment({}), ended('2024-Q3'), now, baseline, share).status
  expect(of(full(null), full(0.4))).toBe('not_assessable')
  expect(of(full(0.9), full(null))).toBe('not_assessable')
  expect(of({ value: 0.9, coverage: 0.79 }, full(0.4))).toBe('not_assessable')
})

test('a relative change is read against the baseline, and less is ahead', () => {
  const change = commitment({ measure: 'change', target: { by: '2025-Q1', value: -0.2 } })
  const assessed = assess(change, ended('2024-Q3'), full(85), full(100), total)
  expect(assessed.level).toBeCloseTo(-0.15, 12)
  expect(assessed.expected).toBe(-0.1)
  expect(assessed.gap).toBeCloseTo(0.05, 12)
  expect(assessed.status).toBe('kept')
  expect(assessed.progress).toBeCloseTo(0.75, 12)
})

const RANK: Record<Status, number> = { not_assessable: 0, missed: 1, at_risk: 2, kept: 3 }

test('losing rows never improves the status of a total where less is better', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.constantFrom('level', 'change'),
      (whole, covered, kept, measure) => {
        const judged = commitment({
          measure,
          target: { by: '2025-Q1', value: measure === 'level' ? 500 : -0.3 },
        })
        const at = (coverage: number) =>
          assess(judged, ended('2024-Q3'), { value: whole * coverage, coverage }, full(1000), total)
        const before = at(covered)
        const after = at(covered * kept)
        // Rounding of value ÷ coverage may move a level by its last digit.
        expect(RANK[after.status]).toBeLessThanOrEqual(
          Math.abs(before.gap ?? 0) < 1e-6 || Math.abs((before.gap ?? 0) + 0.02) < 1e-6
            ? 3
            : RANK[before.status],
        )
      },
    ),
  )
})

test('a status never improves when coverage falls, whatever is judged and however it is measured', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom('level' as const, 'change' as const),
      fc.constantFrom('lower' as const, 'higher' as const),
      fc.boolean(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (value, one, other, measure, betterWhen, isTotal, floor) => {
        const judged = commitment({
          measure,
          coverage_floor: floor,
          at_risk_within: measure === 'level' ? 50 : 0.02,
          target: { by: '2025-Q1', value: measure === 'level' ? 500 : -0.3 },
        })
        const at = (coverage: number) =>
          assess(judged, ended('2024-Q3'), { value, coverage }, full(1000), { betterWhen, isTotal })
        const [less, more] = [at(Math.min(one, other)), at(Math.max(one, other))]
        expect(RANK[less.status]).toBeLessThanOrEqual(RANK[more.status])
      },
    ),
  )
})

test('in the middle of a quarter the trajectory has come half of its way', () => {
  expect(trajectoryAt(commitment({}), { quarter: '2024-Q3', elapsed: 0.5 }, 0.4)).toBe(0.55)
  expect(trajectoryAt(commitment({}), { quarter: '2024-Q2', elapsed: 0 }, 0.4)).toBe(0.4)
})

test('before its baseline a commitment is not assessable, on its baseline it is kept to the last digit', () => {
  const at = (quarter: string) => assess(commitment({}), ended(quarter), full(0.4), full(0.4), share)
  expect(at('2023-Q4')).toMatchObject({ status: 'not_assessable', expected: null })
  expect(at('2024-Q1').status).toBe('kept')
  const third = full(1 / 3)
  expect(assess(commitment({}), ended('2024-Q1'), third, third, share).status).toBe('kept')
})
