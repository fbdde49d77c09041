import { expect, test } from 'vitest'
import { contrastOf } from '#app/reports/topics/contrast.ts'

const MEDIAN = { use: 100, cost: 10 }
/** Entities that leave the medians at 100 and 10. */
const others = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, ...MEDIAN }))

test('only what is on opposite sides of both medians is named, the clearest case first', () => {
  const found = contrastOf([
    ...others,
    { id: 'frugal', use: 150, cost: 8 },
    { id: 'clearest', use: 200, cost: 5 },
    { id: 'dear', use: 60, cost: 20 },
    // A low price alone: much used, and much paid for.
    { id: 'cheap and large', use: 900, cost: 30 },
    // A high price alone: little used, and little paid for.
    { id: 'dear and small', use: 10, cost: 5 },
  ])
  expect(found).toMatchObject(MEDIAN)
  expect(found?.muchForLittle.map(({ id }) => id)).toEqual(['clearest', 'frugal'])
  expect(found?.littleForMuch.map(({ id }) => id)).toEqual(['dear'])
})

test('what stands on a median is on neither side of it', () => {
  expect(contrastOf([...others, { id: 'on', use: 100, cost: 5 }])?.muchForLittle).toEqual([])
})

test('four are too few to compare', () => {
  expect(contrastOf(others.slice(1))).toBeNull()
})
