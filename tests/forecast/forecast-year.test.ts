import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthsFrom, moveMonth } from '#app/filters/months.ts'
import { forecastYear, partsOf, totalOf } from '#app/forecast/forecast-year.ts'
import { seeded } from '#tests/warehouse/random.ts'

const YEAR = { from: '2026-01', to: '2026-12' }

/** Amounts of the months that end with `last`. */
function upTo(last: string, amounts: readonly number[]): ReadonlyMap<string, number> {
  return new Map(amounts.map((amount, index) => [moveMonth(last, index - amounts.length + 1), amount]))
}

test('each month to come is that of a year before times the growth of the last three months', () => {
  // 2025: 10, 20, … 120. January to September 2026: a tenth more.
  const yearBefore = Array.from({ length: 12 }, (_, index) => (index + 1) * 10)
  const amounts = upTo('2026-09', [...yearBefore, ...yearBefore.slice(0, 9).map((amount) => amount * 1.1)])
  const told = forecastYear(amounts, YEAR, '2026-09')
  expect(told?.basis?.method).toBe('seasonal')
  expect(told?.basis?.growth).toBeCloseTo(1.1, 12)
  expect(told?.months.slice(9).map(({ amount }) => Number(amount?.toFixed(9)))).toEqual([110, 121, 132])
  expect(told?.total).toBeCloseTo(780 * 1.1, 9)
  // Back-tests need three months of growth over a year before and three months after: from March to June 2026.
  expect(told?.basis?.backTest.tests.map(({ origin }) => origin)).toEqual(monthsFrom('2026-03', '2026-06'))
  expect(told?.basis?.backTest.meanError).toBeCloseTo(0, 12)
  expect([told?.low, told?.high]).toEqual([null, null])
})

test('without a year of history, the mean of the last three months; the year is told from its first known month', () => {
  const told = forecastYear(upTo('2026-08', [40, 10, 20, 30]), YEAR, '2026-08')
  expect(told?.basis?.method).toBe('mean')
  expect(told?.months.map(({ month }) => month)).toEqual(monthsFrom('2026-05', '2026-12'))
  expect(told?.total).toBe(100 + 4 * 20)
})

test('the mean error is that of each past month end, told from what was known then', () => {
  // Means of three, two months ahead.
  const amounts = upTo('2026-10', [10, 10, 10, 12, 13, 17])
  const { backTest } = forecastYear(amounts, YEAR, '2026-10')?.basis ?? {}
  expect(backTest?.tests.map(({ origin, actual }) => [origin, actual])).toEqual([
    ['2026-07', 25],
    ['2026-08', 30],
  ])
  expect(backTest?.tests.map(({ forecast }) => forecast)).toEqual([20, (2 * 32) / 3])
  expect(backTest?.meanError).toBeCloseTo((5 / 25 + (30 - 64 / 3) / 30) / 2, 12)
})

test('the interval goes up to the error that nine tests in ten stay under', () => {
  // October 2025 to November 2026, each quarter half or twice the one before; September 2025 lacks, so the mean tells.
  const amounts = upTo('2026-11', [10, 10, 10, 20, 20, 20, 10, 10, 10, 20, 20, 20, 10, 10])
  const told = forecastYear(amounts, YEAR, '2026-11')
  const { tests, meanError, spread, held } = told?.basis?.backTest ?? {}
  expect(tests?.map(({ origin }) => origin)).toEqual(monthsFrom('2025-12', '2026-10'))
  // A quarter's first month is half or twice the mean before it: 1 or 1/2. The next ones are nearer.
  const errors = [1 / 2, 1 / 3, 1 / 6, 1, 2 / 3, 1 / 3, 1 / 2, 1 / 3, 1 / 6, 1, 2 / 3]
  expect(meanError).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 11, 12)
  // Rank 11 of 11: the largest, a half or twice.
  expect(spread).toBeCloseTo(2, 12)
  // Each is judged by the ten others, of which the largest is as large.
  expect(held).toEqual({ times: 11, of: 11 })
  // December is the mean of 20, 10 and 10.
  expect(told?.total).toBeCloseTo(170 + 40 / 3, 9)
  expect(told?.low).toBeCloseTo(170 + 40 / 3 / 2, 9)
  expect(told?.high).toBeCloseTo(170 + (40 / 3) * 2, 9)
})

test('eight tests give no interval', () => {
  const flat = (months: number) => forecastYear(upTo('2026-11', Array(months).fill(10)), YEAR, '2026-11')
  expect(flat(11)?.basis?.backTest.tests).toHaveLength(8)
  expect([flat(11)?.low, flat(12)?.low]).toEqual([null, 120])
})

test('an interval holds about nine draws in ten, judged by tests that share no month with them', () => {
  const random = seeded(7)
  let [times, of] = [0, 0]
  for (let history = 0; history < 200; history++) {
    const draws = Array.from({ length: 38 }, () => 100 * Math.exp((random.next() - 0.5) * 0.7))
    const { held } = forecastYear(upTo('2026-10', draws), YEAR, '2026-10')?.basis?.backTest ?? {}
    times += held?.times ?? 0
    of += held?.of ?? 0
  }
  expect(of).toBeGreaterThan(2000)
  expect(times / of).toBeGreaterThan(0.88)
  expect(times / of).toBeLessThan(0.96)
})

test('a year may open in another month', () => {
  const amounts = upTo('2026-11', [10, 10, 10, 10, 10, 10, 10])
  const told = forecastYear(amounts, { from: '2026-02', to: '2027-01' }, '2026-11')
  expect(told?.months.map(({ month }) => month)).toEqual(monthsFrom('2026-05', '2027-01'))
})

test('a month that has begun is never told below what it has cost, nor is the low end', () => {
  const amounts = upTo('2026-10', Array(14).fill(10))
  const of = (amount: number) => forecastYear(amounts, YEAR, '2026-10', { month: '2026-11', amount })
  expect(of(4)).toMatchObject({ total: 120, raised: null })
  expect(of(25)).toMatchObject({ total: 100 + 25 + 10, raised: { month: '2026-11', told: 10 } })
  expect(of(25)?.months.at(-2)).toEqual({ month: '2026-11', amount: 25, isForecast: true })
  // Errors of one half would let two months of 10 be 5 each.
  const shaky = forecastYear(
    upTo('2026-10', [...Array(5).fill([10, 10, 10, 20, 20, 20])].flat()),
    YEAR,
    '2026-10',
    {
      month: '2026-11',
      amount: 14,
    },
  )
  expect(shaky?.low).toBeGreaterThanOrEqual(
    (shaky?.total ?? 0) -
      (shaky?.months.slice(-2).reduce((all, { amount }) => all + (amount ?? 0), 0) ?? 0) +
      14,
  )
})

test('the last three months have to be known', () => {
  expect(forecastYear(upTo('2026-09', [1, 2]), YEAR, '2026-09')).toBeNull()
  expect(forecastYear(upTo('2026-06', [1, 2, 3, 4, 5]), YEAR, '2026-09')).toBeNull()
  expect(forecastYear(new Map(), YEAR, '2026-09')).toBeNull()
})

test('a month of the past that is not known is neither counted nor forecast', () => {
  const amounts = new Map(upTo('2026-12', Array(12).fill(10)))
  amounts.delete('2026-04')
  const told = forecastYear(amounts, YEAR, '2027-02')
  expect([told?.total, told?.low, told?.high, told?.basis]).toEqual([110, 110, 110, null])
  expect(told?.months[3]).toEqual({ month: '2026-04', amount: null, isForecast: false })
})

test('a month that has only begun is not known: what is given of it changes nothing', () => {
  const amounts = upTo('2026-10', [5, 6, 7, 8, 9, 10, 11])
  const begun = new Map([...amounts, ['2026-11', 1e9]])
  expect(forecastYear(begun, YEAR, '2026-10')).toEqual(forecastYear(amounts, YEAR, '2026-10'))
})

/** Some months of history, each perhaps unknown, up to a month of 2026. */
const histories = fc
  .record({
    amounts: fc.array(fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }), { freq: 12, nil: undefined }), {
      minLength: 3,
      maxLength: 60,
    }),
    elapsed: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ amounts, elapsed }) => {
    const lastMonth = moveMonth('2025-12', elapsed)
    const first = moveMonth(lastMonth, 1 - amounts.length)
    const known = amounts.flatMap((amount, index) =>
      amount === undefined ? [] : [[moveMonth(first, index), amount] as const],
    )
    return { amounts: new Map(known), lastMonth }
  })

test('the interval holds the total, what is known is kept, and the parts add up', () => {
  fc.assert(
    fc.property(histories, ({ amounts, lastMonth }) => {
      const told = forecastYear(amounts, YEAR, lastMonth)
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
        expect(told.basis?.backTest.tests.length).toBeLessThan(9)
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
      const { amounts, lastMonth } = history
      const told = forecastYear(amounts, YEAR, lastMonth)
      const converted = new Map([...amounts].map(([month, amount]) => [month, amount * rate]))
      const other = forecastYear(converted, YEAR, lastMonth)
      expect(other === null).toBe(told === null)
      if (told === null || other === null) return
      expect(other.total / (told.total * rate)).toBeCloseTo(1, 9)
      expect(other.basis?.backTest.tests.length).toBe(told.basis?.backTest.tests.length)
      const errors = [other, told].map(({ basis }) => basis?.backTest.meanError ?? 0)
      expect(errors[0]).toBeCloseTo(errors[1] ?? 0, 6)
    }),
  )
})

test('nothing that happens after a month end changes what was told then', () => {
  fc.assert(
    fc.property(histories, ({ amounts, lastMonth }) => {
      const tests = forecastYear(amounts, YEAR, lastMonth)?.basis?.backTest.tests ?? []
      const horizon = forecastYear(amounts, YEAR, lastMonth)?.basis?.backTest.horizon ?? 0
      for (const { origin, forecast, actual } of tests) {
        const months = monthsFrom(moveMonth(origin, 1), moveMonth(origin, horizon))
        expect(months.reduce((sum, month) => sum + (amounts.get(month) ?? Number.NaN), 0)).toBeCloseTo(
          actual,
          6,
        )
        const then = new Map([...amounts].filter(([month]) => month <= origin))
        const year = { from: months[0] ?? '', to: months.at(-1) ?? '' }
        const again = forecastYear(then, year, origin)
        const method = forecastYear(amounts, YEAR, lastMonth)?.basis?.method
        if (again?.basis?.method === method) expect(again?.total).toBeCloseTo(forecast, 6)
      }
    }),
  )
})
