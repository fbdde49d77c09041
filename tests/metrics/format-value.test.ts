import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay, formatMonth, formatQuarter } from '#app/metrics/format-period.ts'
import {
  formatChange,
  formatInterval,
  formatNumber,
  formatPoints,
  formatQuantity,
  formatScaled,
  formatShare,
} from '#app/metrics/format-value.ts'
import type { Language } from '#app/metrics/language.ts'
import { scaleFor } from '#app/metrics/scale.ts'

const languages = fc.constantFrom<Language>('fr', 'en')

test('French groups with a narrow no-break space, and writes a comma and a true minus', () => {
  expect(formatNumber(-1234567.891, { language: 'fr', decimals: 2 })).toBe('−1\u202f234\u202f567,89')
  expect(formatNumber(-1234567.891, { language: 'en', decimals: 2 })).toBe('−1,234,567.89')
})

test('missing is a dash, never a zero', () => {
  expect(formatNumber(null, { language: 'fr', unit: '%' })).toBe('–')
  expect(formatNumber(0, { language: 'fr' })).toBe('0,00')
})

test('an exact decimal keeps digits that a float would lose', () => {
  expect(formatNumber('90071992547409931.005', { language: 'en', decimals: 2 })).toBe(
    '90,071,992,547,409,931.01',
  )
})

test('halves round away from zero on the digits as written', () => {
  expect(formatNumber(1.005, { language: 'en', decimals: 2 })).toBe('1.01')
  expect(formatNumber(-2.5, { language: 'en', decimals: 0 })).toBe('−3')
  expect(formatNumber(-0.004, { language: 'en', decimals: 2, sign: 'always' })).toBe('0.00')
})

test('a number is written as the digits that JavaScript gives it', () => {
  const tied = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 7 }))
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    tied.map(([digits, places]) => Number(`${digits}5e-${places}`)),
  )
  fc.assert(
    fc.property(number, fc.integer({ min: 0, max: 6 }), languages, (value, decimals, language) => {
      const format = { language, decimals, sign: 'always' } as const
      return formatNumber(value, format) === formatNumber(String(value), format)
    }),
    { numRuns: 5000 },
  )
})

test('exponents of JavaScript numbers are read', () => {
  expect(formatNumber(1.5e-7, { language: 'en', decimals: 8 })).toBe('0.00000015')
  expect(formatNumber(1e21, { language: 'en', decimals: 0 })).toBe('1,000,000,000,000,000,000,000')
})

test('what is not a finite number is refused by name', () => {
  expect(() => formatNumber(Number.NaN, { language: 'fr' })).toThrow('cannot format NaN')
  expect(() => formatNumber('1 234', { language: 'fr' })).toThrow('cannot format 1 234')
})

test('units follow the custom of the language', () => {
  expect(formatNumber(94, { language: 'fr', decimals: 0, unit: '%' })).toBe('94\u202f%')
  expect(formatNumber(94, { language: 'en', decimals: 0, unit: '%' })).toBe('94%')
  expect(formatNumber(12.3, { language: 'fr', unit: 'tCO2e' })).toBe('12,3\u00a0tCO₂e')
  expect(formatNumber('61.5', { language: 'en', decimals: 2, unit: 'EUR' })).toBe('€61.50')
})

test('one power of ten per chart, three digits of its maximum', () => {
  expect(scaleFor(1_961_000, 'EUR', 'fr')).toEqual({ divisor: 1e6, unitLabel: 'M€', decimals: 2 })
  expect(scaleFor(999_700, 'EUR', 'fr').unitLabel).toBe('M€')
  expect(scaleFor(212_000, 'EUR', 'en')).toEqual({ divisor: 1e3, unitLabel: '€k', decimals: 0 })
  expect(scaleFor(9_400, 'EUR', 'fr')).toEqual({ divisor: 1, unitLabel: '€', decimals: 0 })
  expect(scaleFor(12_300, 'kgCO2e', 'fr')).toEqual({ divisor: 1e3, unitLabel: 'tCO₂e', decimals: 1 })
  expect(scaleFor(0.0019, 'kWh', 'fr')).toEqual({ divisor: 1e-3, unitLabel: 'Wh', decimals: 2 })
  expect(scaleFor(38_700, 'h', 'fr')).toEqual({ divisor: 1, unitLabel: 'h', decimals: 0 })
  expect(scaleFor(41_800_000, 'requests', 'fr')).toEqual({ divisor: 1e6, unitLabel: 'M', decimals: 1 })
  expect(scaleFor(0.94, 'share', 'fr')).toEqual({ divisor: 0.01, unitLabel: '%', decimals: 0 })
  expect(scaleFor(45_000, 'CHF', 'fr').unitLabel).toBe('k\u00a0CHF')
  expect(scaleFor(0.0471, 'EUR', 'fr').decimals).toBe(4)
  expect(() => scaleFor(1, 'money', 'fr')).toThrow('pass the currency code')
  expect(scaleFor(null, 'kWh', 'fr').unitLabel).toBe('kWh')
  expect(scaleFor(0, 'EUR', 'fr').unitLabel).toBe('€')
})

test('values too small for the scale say so', () => {
  const scale = scaleFor(1_961_000, 'EUR', 'fr')
  expect(formatScaled(3_000, scale, 'fr')).toBe('<0,01')
  expect(formatScaled(-3_000, scale, 'fr')).toBe('>−0,01')
  expect(formatScaled(0, scale, 'fr')).toBe('0,00')
  expect(formatQuantity(1_961_000, scale, 'fr')).toBe('1,96\u00a0M€')
  expect(formatQuantity(0.94, scaleFor(1, 'share', 'fr'), 'fr')).toBe('94\u202f%')
  expect(formatQuantity('-1961000', scaleFor(1_961_000, 'EUR', 'en'), 'en')).toBe('−€1.96m')
})

test('no number of a chart is longer than nine glyphs', () => {
  const units = fc.constantFrom('EUR', 'kWh', 'gCO2e', 'kgCO2e', 'requests', 'h')
  const values = fc.array(fc.double({ min: -5e9, max: 5e9, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(values, units, languages, (numbers, unit, language) => {
      const scale = scaleFor(Math.max(...numbers.map(Math.abs)), unit, language)
      for (const number of numbers)
        expect(formatScaled(number, scale, language).length).toBeLessThanOrEqual(9)
    }),
  )
})

test('a formatted number reads back within half of its last digit', () => {
  const decimals = fc.integer({ min: 0, max: 4 })
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      decimals,
      languages,
      (value, digits, language) => {
        const text = formatNumber(value, { language, decimals: digits })
        const separator = language === 'fr' ? ',' : '.'
        const plain = text
          .replaceAll(language === 'fr' ? '\u202f' : ',', '')
          .replace(separator, '.')
          .replace('−', '-')
        expect(Math.abs(Number(plain) - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-6)
      },
    ),
  )
})

test('changes say their sign, and nothing where a percentage would mislead', () => {
  expect(formatChange(106, 100, 'fr')).toBe('+6\u202f%')
  expect(formatChange(92, 100, 'en')).toBe('−8%')
  expect(formatChange(100.3, 100, 'fr')).toBe('+0,3\u202f%')
  expect(formatChange(100, 100, 'fr')).toBe('0\u202f%')
  expect(formatChange(1400, 100, 'fr')).toBe('×14')
  expect(formatChange(5, 0, 'fr')).toBe('–')
  expect(formatChange(-5, 5, 'fr')).toBe('–')
  expect(formatChange(null, 5, 'fr')).toBe('–')
})

test('shares, intervals and points', () => {
  expect(formatShare(0.94, 'fr')).toBe('94\u202f%')
  expect(formatInterval(9_100, 17_400, scaleFor(12_300, 'kgCO2e', 'fr'), 'fr')).toBe('entre 9,1 et 17,4')
  expect(formatInterval(9_100, null, scaleFor(12_300, 'kgCO2e', 'en'), 'en')).toBeNull()
  expect(formatPoints(-1.4, 'fr')).toBe('−1,4\u00a0point')
  expect(formatPoints(6, 'fr', 'negative')).toBe('6,0\u00a0points')
  expect(formatPoints(1.4, 'en')).toBe('+1.4\u00a0points')
  // The number as it is printed decides: « 2,0 points », “1.0 point”.
  expect(formatPoints(1.96, 'fr')).toBe('+2,0\u00a0points')
  expect(formatPoints(1.04, 'en')).toBe('+1.0\u00a0point')
})

test('periods in both languages, and a wrong one refused', () => {
  expect(formatQuarter('2026-Q3', 'fr')).toBe('T3\u00a02026')
  expect(formatQuarter('2026-Q3', 'en', 'short')).toBe('Q3\u00a026')
  expect(formatMonth('2026-09', 'fr')).toBe('sept.\u00a02026')
  expect(formatDay('2026-10-01', 'fr')).toBe('1er\u00a0oct.\u00a02026')
  expect(formatDay('2026-09-30', 'en')).toBe('30\u00a0Sept\u00a02026')
  expect(() => formatQuarter('2026-Q5', 'fr')).toThrow('YYYY-Qn')
})
