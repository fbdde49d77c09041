import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsFrom, moveMonth } from '#app/filters/months.ts'
import { forecastYear, partsOf, totalOf } from '#app/forecast/forecast-year.ts'

const YEAR = { from: '2026-01', to: '2026-12' }

/** Amounts of the months that end with `last`. */
function upTo(last: string, amounts: readonly number[]): ReadonlyMap<string, number> {
  return new Map(amounts.map((amount, index) => [moveMonth(last, index - amounts.length + 1), amount]))
}

test('each month to come is that of a year before times the growth of the last three months', () => {
  // 2025: 10, 20, … 120. January to September 2026: a tenth more.
  const yearBefore = Array.from({ length: 12 }, (_, index) => (index + 1) * 10)
  const amounts = upTo('2026-09', [...yearBefore, ...yearBefore.slice(0, 9).map((amount) => amount * 1.1)])
  const told = forecastYear(amounts, YEAR, '2026-09', 1)
  expect(told?.basis?.method).toBe('seasonal')
  expect(told?.basis?.growth).toBeCloseTo(1.1, 12)
  expect(told?.months.slice(9).map(({ amount }) => Number(amount?.toFixed(9)))).toEqual([110, 121, 132])
  expect(told?.total).toBeCloseTo(780 * 1.1, 9)
  // Back-tests need three months of growth over a year before and three months after: March and June 2026.
  expect(told?.basis?.backTest.tests.map(({ origin }) => origin)).toEqual(['2026-03', '2026-06'])
  expect(told?.basis?.backTest.meanError).toBeCloseTo(0, 12)
  expect([told?.low, told?.high]).toEqual([null, null])
})

test('without a year of history, the mean of the last three months; the year is told from its first known month', () => {
  const told = forecastYear(upTo('2026-08', [40, 10, 20, 30]), YEAR, '2026-08', 1)
  expect(told?.basis?.method).toBe('mean')
  expect(told?.months.map(({ month }) => month)).toEqual(monthsFrom('2026-05', '2026-12'))
  expect(told?.total).toBe(100 + 4 * 20)
})

test('the mean error is that of each past quarter end, told from what was known then', () => {
  // Means of three: 10 told for each month after March, 20 after June; two months ahead.
  const amounts = upTo('2026-10', [10, 10, 10, 12, 13, 20, 20, 20, 16, 16])
  const { backTest } = forecastYear(amounts, YEAR, '2026-10', 1)?.basis ?? {}
  expect(backTest?.tests).toEqual([
    { origin: '2026-03', forecast: 20, actual: 25 },
    { origin: '2026-06', forecast: 30, actual: 40 },
  ])
  expect(backTest?.meanError).toBeCloseTo((0.2 + 0.25) / 2, 12)
})

test('four errors of log 2 make an interval of 2 to the power of Student’s deviate', () => {
  // October 2025 to November 2026, each quarter half or twice the one before; September 2025 lacks, so the mean tells.
  const amounts = upTo('2026-11', [10, 10, 10, 20, 20, 20, 10, 10, 10, 20, 20, 20, 10, 10])
  const told = forecastYear(amounts, YEAR, '2026-11', 1)
  expect(told?.basis?.backTest.tests).toEqual([
    { origin: '2025-12', forecast: 10, actual: 20 },
    { origin: '2026-03', forecast: 20, actual: 10 },
    { origin: '2026-06', forecast: 10, actual: 20 },
    { origin: '2026-09', forecast: 20, actual: 10 },
  ])
  expect(told?.basis?.backTest.meanError).toBeCloseTo((0.5 + 1 + 0.5 + 1) / 4, 12)
  // December is the mean of 20, 10 and 10; 2.132 is the printed 95 % deviate for four degrees of freedom.
  expect(told?.total).toBeCloseTo(170 + 40 / 3, 9)
  expect(told?.low).toBeCloseTo(170 + 40 / 3 / 2 ** 2.132, 2)
  expect(told?.high).toBeCloseTo(170 + (40 / 3) * 2 ** 2.132, 1)
})

test('quarters and the year are those of the fiscal calendar', () => {
  // The year opens in February: quarters end in April, July, October and January.
  const amounts = upTo('2026-11', [10, 10, 10, 10, 10, 10, 10])
  const told = forecastYear(amounts, { from: '2026-02', to: '2027-01' }, '2026-11', 2)
  expect(told?.months.map(({ month }) => month)).toEqual(monthsFrom('2026-05', '2027-01'))
  expect(told?.basis?.backTest.tests.map(({ origin }) => origin)).toEqual(['2026-07'])
})

test('the last three months have to be known', () => {
  expect(forecastYear(upTo('2026-09', [1, 2]), YEAR, '2026-09', 1)).toBeNull()
  expect(forecastYear(upTo('2026-06', [1, 2, 3, 4, 5]), YEAR, '2026-09', 1)).toBeNull()
  expect(forecastYear(new Map(), YEAR, '2026-09', 1)).toBeNull()
})

test('a month of the past that is not known is neither counted nor forecast', () => {
  const amounts = new Map(upTo('2026-12', Array(12).fill(10)))
  amounts.delete('2026-04')
  const told = forecastYear(amounts, YEAR, '2027-02', 1)
  expect([told?.total, told?.low, told?.high, told?.basis]).toEqual([110, 110, 110, null])
  expect(told?.months[3]).toEqual({ month: '2026-04', amount: null, isForecast: false })
})

test('a month that has only begun is not known: what is given of it changes nothing', () => {
  const amounts = upTo('2026-10', [5, 6, 7, 8, 9, 10, 11])
  const begun = new Map([...amounts, ['2026-11', 1e9]])
  expect(forecastYear(begun, YEAR, '2026-10', 1)).toEqual(forecastYear(amounts, YEAR, '2026-10', 1))
})

/** Some months of history, each perhaps unknown, up to a month of 2026. */
const histories = fc
  .record({
    amounts: fc.array(fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }), { freq: 12, nil: undefined }), {
      minLength: 3,
      maxLength: 60,
    }),
    elapsed: fc.integer({ min: 0, max: 12 }),
    fiscalStart: fc.constantFrom(1, 2, 3),
  })
  .map(({ amounts, elapsed, fiscalStart }) => {
    const lastMonth = moveMonth('2025-12', elapsed)
    const first = moveMonth(lastMonth, 1 - amounts.length)
    const known = amounts.flatMap((amount, index) =>
      amount === undefined ? [] : [[moveMonth(first, index), amount] as const],
    )
    return { amounts: new Map(known), lastMonth, fiscalStart }
  })

test('the interval holds the total, what is known is kept, and the parts add up', () => {
  fc.assert(
    fc.property(histories, ({ amounts, lastMonth, fiscalStart }) => {
      const told = forecastYear(amounts, YEAR, lastMonth, fiscalStart)
      if (told === null) return
      const { actual, rest } = partsOf(told.months)
      expect(actual + rest).toBeCloseTo(told.total, 6)
      const known = [...amounts].filter(([month]) => month >= YEAR.from && month <= YEAR.to)
      expect(actual).toBeCloseTo(
        known.reduce((sum, [, amount]) => sum + amount, 0),
        6,
      )
      expect(told.months.every(({ month, isForecast }) => isForecast === month > lastMonth)).toBe(true)
      expect(totalOf(told.months, told.basis)).toEqual({ total: told.total, low: told.low, high: told.high })
      if (told.low === null || told.high === null) {
        expect(told.basis?.backTest.tests.length).toBeLessThan(4)
        return
      }
      expect(told.low).toBeLessThanOrEqual(told.total)
      expect(told.high).toBeGreaterThanOrEqual(told.total)
      expect(told.low).toBeGreaterThanOrEqual(actual)
    }),
  )
})

test('another currency changes every amount by its rate, and no error', () => {
  fc.assert(
    fc.property(histories, fc.double({ min: 0.01, max: 100, noNaN: true }), (history, rate) => {
      const { amounts, lastMonth, fiscalStart } = history
      const told = forecastYear(amounts, YEAR, lastMonth, fiscalStart)
      const converted = new Map([...amounts].map(([month, amount]) => [month, amount * rate]))
      const other = forecastYear(converted, YEAR, lastMonth, fiscalStart)
      expect(other === null).toBe(told === null)
      if (told === null || other === null) return
      expect(other.total / (told.total * rate)).toBeCloseTo(1, 9)
      expect(other.basis?.backTest.tests.length).toBe(told.basis?.backTest.tests.length)
      const errors = [other, told].map(({ basis }) => basis?.backTest.meanError ?? 0)
      expect(errors[0]).toBeCloseTo(errors[1] ?? 0, 6)
    }),
  )
})

test('nothing that happens after a quarter end changes what was told then', () => {
  fc.assert(
    fc.property(histories, ({ amounts, lastMonth, fiscalStart }) => {
      const tests = forecastYear(amounts, YEAR, lastMonth, fiscalStart)?.basis?.backTest.tests ?? []
      const horizon = forecastYear(amounts, YEAR, lastMonth, fiscalStart)?.basis?.backTest.horizon ?? 0
      for (const { origin, forecast, actual } of tests) {
        const months = monthsFrom(moveMonth(origin, 1), moveMonth(origin, horizon))
        expect(months.reduce((sum, month) => sum + (amounts.get(month) ?? Number.NaN), 0)).toBeCloseTo(
          actual,
          6,
        )
        const then = new Map([...amounts].filter(([month]) => month <= origin))
        const year = { from: months[0] ?? '', to: months.at(-1) ?? '' }
        const again = forecastYear(then, year, origin, fiscalStart)
        const method = forecastYear(amounts, YEAR, lastMonth, fiscalStart)?.basis?.method
        if (again?.basis?.method === method) expect(again?.total).toBeCloseTo(forecast, 6)
      }
    }),
  )
})
