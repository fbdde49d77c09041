import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectLevels } from '#app/commitments/projection.ts'

const FREE = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }
const line = (from: number, pace: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + pace * index)

test('a steady pace goes on as it is, without doubt', () => {
  const projection = projectLevels(line(0.1, -0.02, 12), 4, FREE)
  expect(projection?.pace).toBeCloseTo(-0.02, 12)
  for (const [index, { value, low, high }] of (projection?.levels ?? []).entries()) {
    const exact = 0.1 - 0.02 * (12 + index)
    for (const end of [value, low, high]) expect(end).toBeCloseTo(exact, 10)
  }
  expect(projection?.tests).toHaveLength(6 + 5 + 4 + 3 + 2 + 1)
})

test('there is none from fewer points than the method needs, nor across a quarter that nobody knows', () => {
  expect(projectLevels(line(0, 1, 5), 4, FREE)).toBeNull()
  // Eight points leave three back-tests, nine leave six.
  expect(projectLevels(line(0, 1, 8), 4, FREE)).toBeNull()
  expect(projectLevels(line(0, 1, 9), 4, FREE)).not.toBeNull()
  expect(projectLevels([...line(0, 1, 4), null, ...line(5, 1, 8)], 4, FREE)).toBeNull()
  expect(projectLevels([...line(0, 1, 4), null, ...line(5, 1, 12)], 4, FREE)?.levels[0]?.value).toBeCloseTo(
    17,
    9,
  )
})

test('one quarter out of line moves the pace little', () => {
  const levels = line(0, 1, 12)
  levels[8] = 40
  expect(projectLevels(levels, 1, FREE)?.pace).toBeCloseTo(1, 1)
})

test('a share stays a share', () => {
  const projection = projectLevels(line(0.5, 0.04, 12), 8, { least: 0, most: 1 })
  expect(projection?.levels.at(-1)).toMatchObject({ value: 1, high: 1 })
})

const levels = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 16 })

test('moved or stretched levels give the same projection, moved or stretched', () => {
  fc.assert(
    fc.property(
      levels,
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      (all, by, times) => {
        const plain = projectLevels(all, 6, FREE)
        const other = projectLevels(
          all.map((level) => level * times + by),
          6,
          FREE,
        )
        for (const [index, { value, low, high }] of (plain?.levels ?? []).entries()) {
          const found = other?.levels[index]
          expect(found?.value).toBeCloseTo(value * times + by, 6)
          expect(found?.low).toBeCloseTo(low * times + by, 6)
          expect(found?.high).toBeCloseTo(high * times + by, 6)
          expect(low).toBeLessThanOrEqual(value)
          expect(high).toBeGreaterThanOrEqual(value)
        }
      },
    ),
  )
})

test('what lies further ahead is never known better', () => {
  fc.assert(
    fc.property(levels, (all) => {
      const widths = projectLevels(all, 8, FREE)?.levels.map(({ low, high }) => high - low) ?? []
      for (const [index, width] of widths.entries())
        expect(width).toBeGreaterThanOrEqual((widths[index - 1] ?? 0) - 1e-12)
    }),
  )
})
