import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, fromLittleEndian, toLittleEndian, unscaled } from '#tests/googlesql/decimal.ts'

test('decimal text has no exponent, no trailing zero and no negative zero', () => {
  expect(decimalText(-1_500_000_000n, 9)).toBe('-1.5')
  expect(decimalText(0n, 38)).toBe('0')
  expect(decimalText(unscaled('-0.000', 9), 9)).toBe('0')
  expect(decimalText(unscaled('5e-06', 9), 9)).toBe('0.000005')
  expect(decimalText(unscaled('1.20E+3', 9), 9)).toBe('1200')
})

test('unscaled refuses what is no number, and decimals that the scale cannot hold', () => {
  expect(() => unscaled('', 9)).toThrow('is not a decimal number')
  expect(() => unscaled('1,5', 9)).toThrow('is not a decimal number')
  expect(() => unscaled('0.0000000001', 9)).toThrow('has more than 9 decimals')
})

test('every whole number survives the way to little-endian bytes and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n }), (value) => {
      expect(fromLittleEndian(toLittleEndian(value))).toBe(value)
      expect(unscaled(decimalText(value, 38), 38)).toBe(value)
    }),
  )
})
