import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitChange } from '#app/footprint/bridge.ts'

const amount = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
const end = fc.record({ activity: amount, energy: amount, carbon: amount })

test('volume, intensity and grid add up to the change without residual', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ before: end, after: end }), { maxLength: 5 }), (families) => {
      const { volume, intensity, grid } = splitChange(families)
      const before = families.reduce((sum, family) => sum + family.before.carbon, 0)
      const after = families.reduce((sum, family) => sum + family.after.carbon, 0)
      expect(Math.abs(volume + intensity + grid - (after - before))).toBeLessThanOrEqual(
        1e-9 * Math.max(before, after, 1),
      )
    }),
  )
})

test('equal intensities and an equal grid leave only volume', () => {
  const { volume, intensity, grid } = splitChange([
    { before: { activity: 10, energy: 20, carbon: 4 }, after: { activity: 15, energy: 30, carbon: 6 } },
  ])
  expect(volume).toBeCloseTo(2, 12)
  expect(intensity).toBeCloseTo(0, 12)
  expect(grid).toBeCloseTo(0, 12)
})

test('the same energy on a grid half as intense is all grid', () => {
  const { volume, intensity, grid } = splitChange([
    { before: { activity: 10, energy: 20, carbon: 4 }, after: { activity: 10, energy: 20, carbon: 2 } },
  ])
  expect(grid).toBeCloseTo(-2, 12)
  expect(volume).toBeCloseTo(0, 12)
  expect(intensity).toBeCloseTo(0, 12)
})

test('an activity that begins is volume', () => {
  expect(
    splitChange([
      { before: { activity: 0, energy: 0, carbon: 0 }, after: { activity: 5, energy: 3, carbon: 1 } },
    ]),
  ).toEqual({ volume: 1, intensity: 0, grid: 0 })
})
