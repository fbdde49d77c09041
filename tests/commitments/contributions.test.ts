import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess } from '#app/commitments/assess.ts'
import { contributionsOf, type Part } from '#app/commitments/contributions.ts'
import type { Commitment } from '#app/commitments/mission.ts'

const words = { fr: 'Mot', en: 'Word' }
const commitment = (measure: 'level' | 'change', target: number): Commitment => ({
  id: 'one',
  promise: 'sober',
  name: words,
  sentence: words,
  statutory_objective: words,
  owner: 'Nolwenn Kersaudren',
  means: words,
  metric: 'cost',
  window: 'quarter',
  measure,
  baseline: { period: '2024-Q1' },
  trajectory: [],
  target: { by: '2025-Q1', value: target },
  at_risk_within: 0.02,
  coverage_floor: 0,
})
const MIDWAY = { quarter: '2024-Q3', elapsed: 1 }
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const amount = fc.double({ min: 0, max: 1e6, noNaN: true })
const coverage = fc.double({ min: 0.05, max: 1, noNaN: true })
const measures = fc.constantFrom('level' as const, 'change' as const)
const directions = fc.constantFrom('lower' as const, 'higher' as const)

test('parts of a ratio add up to the gap of the whole', () => {
  const part = fc.record({ value: amount, weight: fc.double({ min: 0.01, max: 1e6, noNaN: true }) })
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1 }),
      amount,
      measures,
      directions,
      (drawn, base, measure, betterWhen) => {
        const parts: Part[] = drawn.map((each, index) => ({
          id: String(index),
          base: null,
          isWithheld: false,
          ...each,
        }))
        const whole =
          sum(drawn.map(({ value, weight }) => value * weight)) / sum(drawn.map(({ weight }) => weight))
        const judged = commitment(measure, measure === 'level' ? 5e5 : 0.2)
        const direction = { betterWhen, isTotal: false }
        const now = assess(
          judged,
          MIDWAY,
          { value: whole, coverage: 1 },
          { value: base + 1, coverage: 1 },
          direction,
        )
        const found = contributionsOf(judged, now, direction, parts) ?? []
        expect(found).toHaveLength(parts.length)
        expect(sum(found.map(({ share }) => share))).toBeCloseTo(1, 9)
        const within = 1e-9 * Math.max(1, Math.abs(now.level ?? 0), Math.abs(now.expected ?? 0))
        expect(Math.abs(sum(found.map(({ gap }) => gap)) - (now.gap ?? Number.NaN))).toBeLessThan(within)
      },
    ),
  )
})

test('parts of a total add up to the gap, whatever its coverage and that of its baseline', () => {
  const part = fc.record({ value: amount, base: amount })
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1 }),
      coverage,
      coverage,
      measures,
      directions,
      (drawn, covered, before, measure, betterWhen) => {
        const parts: Part[] = drawn.map(({ value, base }, index) => ({
          id: String(index),
          weight: null,
          value: value + 1,
          base: base + 1,
          isWithheld: false,
        }))
        const [value, base] = [
          sum(parts.map((each) => each.value ?? 0)),
          sum(parts.map((each) => each.base ?? 0)),
        ]
        const judged = commitment(measure, measure === 'level' ? 1000 : -0.3)
        const direction = { betterWhen, isTotal: true }
        const now = assess(
          judged,
          MIDWAY,
          { value, coverage: covered },
          { value: base, coverage: before },
          direction,
        )
        const found = contributionsOf(judged, now, direction, parts) ?? []
        expect(found).toHaveLength(parts.length)
        const within = 1e-9 * Math.max(1, Math.abs(now.level ?? 0), Math.abs(now.expected ?? 0))
        expect(Math.abs(sum(found.map(({ gap }) => gap)) - (now.gap ?? Number.NaN))).toBeLessThan(within)
      },
    ),
  )
})

test('two halves of which one does all the way: the other holds the group back', () => {
  const judged = commitment('level', 1)
  const direction = { betterWhen: 'higher', isTotal: false } as const
  const now = assess(judged, MIDWAY, { value: 0.5, coverage: 1 }, { value: 0.2, coverage: 1 }, direction)
  expect(now.expected).toBe(0.6)
  expect(
    contributionsOf(judged, now, direction, [
      { id: 'done', value: 1, weight: 10, base: null, isWithheld: false },
      { id: 'not', value: 0, weight: 10, base: null, isWithheld: false },
      { id: 'unknown', value: null, weight: 3, base: null, isWithheld: false },
    ]),
  ).toEqual([
    { id: 'done', gap: 0.2, value: 1, share: 0.5 },
    { id: 'not', gap: -0.3, value: 0, share: 0.5 },
  ])
})

test('without a gap, and for a total whose parts know no baseline, there is nothing to share out', () => {
  const judged = commitment('level', 1000)
  const direction = { betterWhen: 'lower', isTotal: true } as const
  const parts = [{ id: 'one', value: 10, weight: null, base: null, isWithheld: false }]
  const full = (value: number | null) => ({ value, coverage: 1 })
  expect(
    contributionsOf(judged, assess(judged, MIDWAY, full(null), full(20), direction), direction, parts),
  ).toBeNull()
  expect(
    contributionsOf(judged, assess(judged, MIDWAY, full(10), full(20), direction), direction, parts),
  ).toBeNull()
})

test('what is withheld of one part is spread over none of the others, of a ratio as of a total', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ value: amount, weight: fc.double({ min: 1, max: 1e6, noNaN: true }) }), {
        minLength: 2,
      }),
      fc.boolean(),
      (drawn, isTotal) => {
        const judged = commitment('level', 5e5)
        const direction = { betterWhen: 'higher' as const, isTotal }
        const whole = isTotal
          ? sum(drawn.map(({ value }) => value + 1))
          : sum(drawn.map(({ value, weight }) => value * weight)) / sum(drawn.map(({ weight }) => weight))
        const now = assess(
          judged,
          MIDWAY,
          { value: whole, coverage: 1 },
          { value: 7, coverage: 1 },
          direction,
        )
        const parts: Part[] = drawn.map(({ value, weight }, index) => ({
          id: String(index),
          value: isTotal ? value + 1 : value,
          weight: isTotal ? null : weight,
          base: isTotal ? 7 / drawn.length : null,
          isWithheld: false,
        }))
        const withheld = parts.map((part, index) =>
          index === 0 ? { ...part, value: null, base: null, isWithheld: true } : part,
        )
        const told = contributionsOf(judged, now, direction, parts) ?? []
        const found = contributionsOf(judged, now, direction, withheld) ?? []
        expect(found.map(({ id }) => id)).toEqual(told.slice(1).map(({ id }) => id))
        for (const [index, { gap, share }] of found.entries()) {
          const other = told[index + 1]
          expect(Math.abs(gap - (other?.gap ?? Number.NaN))).toBeLessThan(1e-9 * Math.max(1, Math.abs(gap)))
          expect(share).toBeCloseTo(other?.share ?? Number.NaN, 9)
        }
      },
    ),
  )
})
