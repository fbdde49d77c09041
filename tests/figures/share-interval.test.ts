import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Shared, shareInterval, sumOfParts } from '#app/figures/share-interval.ts'
import { causesOf, type KeyPart } from '#app/figures/uncertainty.ts'

/** One row of an estimate: an amount and the keys that multiply it. */
type EstimateRow = { readonly amount: number; readonly keys: readonly string[] }

const WIDTHS: Readonly<Record<string, number>> = {
  'method:tokens': 2.8,
  'method:gpu_hours': 1.6,
  'model:m1': 1.5,
  'model:m2': 2,
  'model:m3': 1.2,
  'grid:fr:2026': 1.3,
  'grid:de:2026': 1.6,
}

/** What rows add up to, with the part that rests on each key, as the figures of pages have them. */
function figureOf(rows: readonly EstimateRow[]): Shared {
  const parts = new Map<string, number>()
  for (const { amount, keys } of rows) for (const key of keys) parts.set(key, (parts.get(key) ?? 0) + amount)
  return {
    metric: 'carbon_kg',
    unit: 'kgCO2e',
    value: rows.reduce((sum, { amount }) => sum + amount, 0),
    causes: causesOf([...parts].map(([key, part]) => keyPart(key, part))),
  }
}

function keyPart(key: string, part: number): KeyPart {
  const width = WIDTHS[key] ?? 1
  return { key, part, widthLow: width, widthHigh: width }
}

const row = fc.record({
  amount: fc.double({ min: 0.01, max: 1000, noNaN: true }),
  keys: fc
    .tuple(
      fc.constantFrom('method:tokens', 'method:gpu_hours'),
      fc.constantFrom('model:m1', 'model:m2', 'model:m3'),
      fc.constantFrom('grid:fr:2026', 'grid:de:2026'),
    )
    .map((keys): readonly string[] => keys),
})
const rowsOf = fc.array(row, { minLength: 1, maxLength: 12 })

function share(part: readonly EstimateRow[], rest: readonly EstimateRow[]) {
  const found = shareInterval(figureOf(part), figureOf([...part, ...rest]))
  if (found === null) throw new Error('a share is expected')
  return found
}

test('the interval of a share holds it and stays between 0 and 1', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, (part, rest) => {
      const { value, low, high } = share(part, rest)
      return 0 <= low && low <= value && value <= high && high <= 1
    }),
  )
})

test('a share whose keys are those of the whole, in the same proportion, has no doubt at all', () => {
  fc.assert(
    fc.property(rowsOf, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (part, times) => {
      const { value, low, high } = share(
        part,
        part.map(({ amount, keys }) => ({ amount: amount * times, keys })),
      )
      expect(value).toBeCloseTo(1 / (1 + times), 9)
      expect([low, high]).toEqual([value, value])
    }),
  )
})

test('what is left of a share mirrors it, and doubt shared by all adds none', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, (part, rest) => {
      const [own, other] = [share(part, rest), share(rest, part)]
      expect(own.low + other.high).toBeCloseTo(1, 6)
      const more = (rows: typeof part) => rows.map(({ amount, keys }) => ({ amount, keys: [...keys, 'all'] }))
      expect(share(more(part), more(rest))).toEqual(own)
    }),
  )
})

/** A generator of uniform numbers that draws the same ones each time (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const NINE_IN_TEN = 1.6448536269514722

/** How often the share of the rows' drawn sums falls in the interval: a key ×/÷ its width holds nine times in ten. */
function heldBy(part: readonly EstimateRow[], rest: readonly EstimateRow[], draws: number): number {
  const { low, high } = share(part, rest)
  const random = uniform(7)
  let held = 0
  for (let draw = 0; draw < draws; draw += 1) {
    const errors = new Map(
      Object.entries(WIDTHS).map(([key, width]) => {
        const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
        return [key, Math.exp((normal * Math.log(width)) / NINE_IN_TEN)] as const
      }),
    )
    const sum = (rows: readonly EstimateRow[]) =>
      rows.reduce(
        (total, { amount, keys }) =>
          total + keys.reduce((product, key) => product * (errors.get(key) ?? 1), amount),
        0,
      )
    const [own, other] = [sum(part), sum(rest)]
    const drawn = own / (own + other)
    if (low <= drawn && drawn <= high) held += 1
  }
  return held / draws
}

const HALF_OF_ONE_MODEL = [
  [{ amount: 50, keys: ['method:tokens', 'model:m1', 'grid:fr:2026'] }],
  [
    { amount: 30, keys: ['method:tokens', 'model:m2', 'grid:fr:2026'] },
    { amount: 20, keys: ['method:tokens', 'model:m3', 'grid:de:2026'] },
  ],
] as const

const SMALL_OF_ANOTHER_METHOD = [
  [{ amount: 3, keys: ['method:gpu_hours', 'model:m2', 'grid:de:2026'] }],
  [
    { amount: 60, keys: ['method:tokens', 'model:m1', 'grid:fr:2026'] },
    { amount: 37, keys: ['method:tokens', 'model:m2', 'grid:de:2026'] },
  ],
] as const

test.each([
  ['half of a whole, one model', ...HALF_OF_ONE_MODEL],
  ['a small part, another method', ...SMALL_OF_ANOTHER_METHOD],
  ['nearly all of a whole', SMALL_OF_ANOTHER_METHOD[1], SMALL_OF_ANOTHER_METHOD[0]],
] as const)('the interval of %s holds about nine draws in ten', (_, part, rest) => {
  const held = heldBy(part, rest, 20_000)
  expect(held).toBeGreaterThan(0.88)
  expect(held).toBeLessThan(0.92)
})

test('the interval of many mixed rows holds about nine draws in ten', () => {
  const random = uniform(11)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const some = (count: number) =>
    Array.from({ length: count }, () => ({
      amount: 1 + 99 * random(),
      keys: [
        pick(['method:tokens', 'method:gpu_hours']),
        pick(['model:m1', 'model:m2', 'model:m3']),
        pick(['grid:fr:2026', 'grid:de:2026']),
      ],
    }))
  const found = Array.from({ length: 20 }, () => heldBy(some(4), some(8), 2_000))
  const mean = found.reduce((sum, held) => sum + held, 0) / found.length
  expect(mean).toBeGreaterThan(0.87)
  expect(mean).toBeLessThan(0.93)
  expect(Math.min(...found)).toBeGreaterThan(0.8)
})

test('what is counted in full has a share without interval', () => {
  const count = (value: number | null): Shared => ({
    metric: 'cost',
    unit: 'EUR',
    value,
    causes: [],
  })
  expect(shareInterval(count(3), count(4))).toEqual({ value: 0.75, low: 0.75, high: 0.75 })
  expect(shareInterval(count(4), count(4))).toEqual({ value: 1, low: 1, high: 1 })
  expect(shareInterval(count(0), count(4))).toEqual({ value: 0, low: 0, high: 0 })
})

test('no share is said of what is unknown, negative or larger than its whole, nor across metrics', () => {
  const whole = figureOf([{ amount: 4, keys: ['method:tokens'] }])
  for (const value of [null, -1, 5]) expect(shareInterval({ ...whole, value }, whole)).toBeNull()
  for (const value of [null, -1, 0]) expect(shareInterval(whole, { ...whole, value })).toBeNull()
  expect(() => shareInterval({ ...whole, metric: 'energy_kwh', unit: 'kWh' }, whole)).toThrow(/is no share/)
})

test('parts add up to their whole, key by key, unknown ones to nothing', () => {
  fc.assert(
    fc.property(rowsOf, rowsOf, (left, right) => {
      const unknown: Shared = { ...figureOf(left), value: null, causes: [] }
      const [sum, whole] = [
        sumOfParts([figureOf(left), unknown, figureOf(right)]),
        figureOf([...left, ...right]),
      ]
      expect(sum.value).toBeCloseTo(whole.value ?? 0, 6)
      expect(sum.causes.map(({ key }) => key).sort()).toEqual(whole.causes.map(({ key }) => key).sort())
      for (const { key, part } of whole.causes)
        expect(sum.causes.find((cause) => cause.key === key)?.part).toBeCloseTo(part, 6)
    }),
  )
  expect(sumOfParts([{ ...figureOf([]), value: null }]).value).toBeNull()
})
