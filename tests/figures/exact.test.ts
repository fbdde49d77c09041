import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  divideHalfEven,
  divideRational,
  exactText,
  rational,
  roundHalfEven,
  roundNumber,
  toExact,
  toNumber,
} from '#app/figures/exact.ts'

const decimal = fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n })

test('exact text and its units are each other’s inverse', () => {
  fc.assert(fc.property(decimal, (units) => toExact(exactText(units)) === units))
  expect(exactText(toExact('-0.000000000000000001'))).toBe('-0.000000000000000001')
  expect(exactText(toExact('-0'))).toBe('0')
  expect(exactText(1_500n, 3)).toBe('1.5')
})

test('sums of exact decimals do not depend on the order', () => {
  fc.assert(
    fc.property(fc.array(decimal), (values) => {
      const sum = (list: readonly bigint[]) => list.reduce((total, value) => total + value, 0n)
      return sum(values) === sum([...values].reverse())
    }),
  )
})

test('what is not an exact decimal is refused, never guessed', () => {
  for (const text of ['', '1e3', '1,5', 'NaN', ' 1', '1.', '0.1234567890123456789'])
    expect(() => toExact(text)).toThrow(RangeError)
  expect(() => toExact(0.1 + 0.2)).toThrow(RangeError)
  expect(() => toExact(2 ** 53)).toThrow(RangeError)
})

test('a rational becomes the double nearest to its twelve significant digits', () => {
  fc.assert(
    fc.property(decimal, fc.bigInt({ min: 1n, max: 10n ** 30n }), (numerator, denominator) => {
      const value = toNumber({ numerator, denominator })
      const exact = Number((numerator * 10n ** 60n) / denominator) / 1e60
      return value === Number(value.toPrecision(12)) && Math.abs(value - exact) <= 5.001e-12 * Math.abs(exact)
    }),
  )
  expect(toNumber({ numerator: 1n, denominator: 3n })).toBe(0.333333333333)
  expect(toNumber({ numerator: -2n, denominator: 3n })).toBe(-0.666666666667)
  expect(toNumber({ numerator: 9_999_999_999_996n, denominator: 10n ** 13n })).toBe(1)
})

test('a double keeps the twelve digits that writing it out would keep', () => {
  const isAsWritten = (value: number) => Object.is(roundNumber(value), Number(value.toPrecision(12)))
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), isAsWritten), { numRuns: 5000 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: -30, max: 30 }),
      (above, below, power) => isAsWritten((above / below) * 10 ** power) && isAsWritten(-above / below),
    ),
    { numRuns: 5000 },
  )
  for (let power = -30; power <= 30; power += 1)
    for (const digits of ['1', '9.99999999999', '9.999999999995', '1.000000000005', '5.000000000015'])
      expect(isAsWritten(Number(`${digits}e${power}`)), `${digits}e${power}`).toBe(true)
})

test('a tie at the thirteenth digit goes to the even neighbour', () => {
  expect(toNumber(rational(toExact('1.000000000005')))).toBe(1)
  expect(toNumber(rational(toExact('1.000000000015')))).toBe(1.00000000002)
  expect(toNumber(rational(toExact('-1.000000000015')))).toBe(-1.00000000002)
})

test('beside a tie the nearer neighbour is taken, however near the tie', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 10n ** 11n, max: 10n ** 12n - 2n }),
      fc.bigInt({ min: 1n, max: 10n ** 30n }),
      fc.bigInt({ min: -1n, max: 1n }),
      (digits, by, beside) => {
        const value = toNumber({ numerator: (2n * digits + 1n) * by + beside, denominator: 2n * by })
        const up = beside === 0n ? digits % 2n === 1n : beside > 0n
        return value === Number(digits + (up ? 1n : 0n))
      },
    ),
  )
})

test('half-even division is the division rounded to the nearest, ties to even', () => {
  expect([5n, 15n, 25n, -5n, -15n].map((value) => divideHalfEven(value, 10n))).toEqual([0n, 2n, 2n, 0n, -2n])
  fc.assert(
    fc.property(decimal, fc.bigInt({ min: 1n, max: 10n ** 20n }), (numerator, denominator) => {
      const rest = 2n * (divideHalfEven(numerator, denominator) * denominator - numerator)
      return rest <= denominator && rest >= -denominator
    }),
  )
})

test('decimal text is rounded half-even and keeps its zeros', () => {
  expect(roundHalfEven('0.0000000000025', 12)).toBe('0.000000000002')
  expect(roundHalfEven('0.0000000000035', 12)).toBe('0.000000000004')
  expect(roundHalfEven('-2.5', 0)).toBe('-2')
  expect(roundHalfEven('1.5', 3)).toBe('1.500')
})

test('a division by zero is unknown', () => {
  expect(divideRational(rational(1n), rational(0n))).toBeNull()
  const quotient = divideRational(rational(toExact('3')), rational(toExact('-2')))
  expect(quotient === null ? null : toNumber(quotient)).toBe(-1.5)
})
