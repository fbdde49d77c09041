import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, fraction, over, plus, times, toDecimalText, toNumber } from '#app/footprint/fraction.ts'

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, decimals]) => `${digits}e-${decimals}`)

test('halves round to the even digit, other values to the nearest, without exponent or trailing zero', () => {
  const rounded = (text: string, decimals: number) => toDecimalText(fraction(text), decimals)
  expect(rounded('0.0000000000005', 12)).toBe('0')
  expect(rounded('0.0000000000015', 12)).toBe('0.000000000002')
  expect(rounded('0.0000000000025', 12)).toBe('0.000000000002')
  expect(rounded('0.00000000000250001', 12)).toBe('0.000000000003')
  expect(rounded('-0.25', 1)).toBe('-0.2')
  expect(rounded('-0.04', 1)).toBe('0')
  expect(rounded('1200', 12)).toBe('1200')
  expect(rounded('2.50', 6)).toBe('2.5')
  expect(rounded('99.5', 0)).toBe('100')
  expect(rounded('1e3', 0)).toBe('1000')
  expect(toDecimalText(over(fraction(2), fraction(3)), 12)).toBe('0.666666666667')
})

test('a decimal within the scale is written back as it is', () => {
  fc.assert(
    fc.property(decimal, (text) => {
      const once = toDecimalText(fraction(text), 12)
      expect(toDecimalText(fraction(once), 12)).toBe(once)
      expect(compare(fraction(once), fraction(text))).toBe(0)
    }),
  )
})

test('sums, products and quotients are exact', () => {
  fc.assert(
    fc.property(decimal, decimal, (left, right) => {
      const [a, b] = [fraction(left), fraction(right)]
      expect(compare(plus(a, b), plus(b, a))).toBe(0)
      if (b.n !== 0n) expect(compare(times(over(a, b), b), a)).toBe(0)
    }),
  )
  expect(toNumber(plus(fraction('0.1'), fraction('0.2')))).toBe(0.3)
})

test('what is not a finite decimal, and a division by zero, are refused', () => {
  for (const text of ['', 'NaN', 'Infinity', '1,5', '0x1', '1e9999'])
    expect(() => fraction(text)).toThrow(RangeError)
  expect(() => over(fraction(1), fraction(0))).toThrow('division by zero')
})
