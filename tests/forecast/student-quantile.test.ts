import { expect, test } from 'vitest'
import { studentQuantile } from '#app/forecast/student-quantile.ts'

test('the 95 % deviates are those of the printed tables', () => {
  const printed = {
    4: 2.1318,
    5: 2.015,
    6: 1.9432,
    7: 1.8946,
    8: 1.8595,
    10: 1.8125,
    20: 1.7247,
    120: 1.6577,
  }
  for (const [degrees, deviate] of Object.entries(printed))
    expect(Math.abs(studentQuantile(Number(degrees)) / deviate - 1)).toBeLessThan(0.001)
})

test('fewer than four degrees of freedom are refused', () => {
  expect(() => studentQuantile(3)).toThrow(RangeError)
})
