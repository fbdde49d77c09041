import { expect, test } from 'vitest'
import { type About, LateFigure, spelledOut } from '#app/figures/late-figure.ts'

const ABOUT: About = {
  key: 'cost|2026-Q3|EUR',
  metric: 'cost',
  by: {},
  period: '2026-Q3',
  unit: 'EUR',
  currency: 'EUR',
  state: 'closed',
  dataVersion: 'v',
}
const late = (value: number, coverage = 1) =>
  new LateFigure(
    ABOUT,
    () => ({ value, exact: () => String(value), judgement: null, withheld: null }),
    () => coverage,
  )

test('figures that differ in what they find late are not equal to these tests', () => {
  expect(late(1)).toEqual(late(1))
  expect(late(1)).toEqual(spelledOut(late(1)))
  expect(late(1)).not.toEqual(late(2))
  expect(late(1)).not.toEqual(spelledOut(late(2)))
  expect([late(1, 0.5)]).not.toEqual([late(1)])
})

test('a figure is found once, when it is first read, and written whole', () => {
  let found = 0
  const figure = new LateFigure(
    ABOUT,
    () => {
      found += 1
      return { value: 3, exact: () => '3', judgement: null, withheld: null }
    },
    null,
  )
  expect(found).toBe(0)
  expect([figure.value, figure.low, figure.high, figure.exact, figure.coverage]).toEqual([3, 3, 3, '3', null])
  expect(found).toBe(1)
  expect(JSON.parse(JSON.stringify(figure))).toEqual({ ...ABOUT, ...spelledOut(figure) })
})
