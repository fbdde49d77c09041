import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIndex, dayText, quarterEnd, quarterNumber } from '#app/demo/calendar.ts'
import { decimalText } from '#app/demo/decimal.ts'
import { between, hashText, integerBetween, mix, unit } from '#app/demo/random.ts'

test('draws stay in their range and depend on the entity and the day only', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.nat(),
      fc.integer({ min: -50, max: 50 }),
      fc.nat({ max: 90 }),
      (id, day, low, width) => {
        const hash = mix(hashText(id), day)
        expect(mix(hashText(id), day)).toBe(hash)
        expect(unit(hash)).toBeGreaterThanOrEqual(0)
        expect(unit(hash)).toBeLessThan(1)
        expect(between(hash, low, low + width)).toBeGreaterThanOrEqual(low)
        expect(integerBetween(hash, low, low + width)).toBeLessThanOrEqual(low + width)
      },
    ),
  )
})

test('draws of successive days spread evenly', () => {
  const draws = Array.from({ length: 4000 }, (_, day) => unit(mix(hashText('lanvenn'), day)))
  for (let tenth = 0; tenth < 10; tenth += 1)
    expect(Math.abs(draws.filter((draw) => Math.floor(draw * 10) === tenth).length - 400)).toBeLessThan(100)
})

test('decimalText writes whole units exactly', () => {
  expect(decimalText(12_500, 3)).toBe('12.5')
  expect(decimalText(-21_480_370_000, 6)).toBe('-21480.37')
  expect(decimalText(0, 6)).toBe('0')
  expect(decimalText(-1, 6)).toBe('-0.000001')
  expect(() => decimalText(0.5, 6)).toThrow(RangeError)
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (units, scale) => {
      const [whole = '', fraction = ''] = decimalText(units, scale).split('.')
      expect(BigInt(`${whole}${fraction.padEnd(scale, '0')}`)).toBe(BigInt(units))
    }),
  )
})

test('days and quarters go both ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 3000 }), (index) => {
      expect(dayIndex(dayText(index))).toBe(index)
    }),
  )
  expect(quarterNumber('2023-10')).toBe(0)
  expect(quarterNumber('2026-11-16')).toBe(12)
  expect(dayText(quarterEnd(11))).toBe('2026-09-30')
})
