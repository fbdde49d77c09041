import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatScaled } from '#app/metrics/format-value.ts'
import { columnScales } from '#app/reports/topics/column-scales.ts'
import type { RankedRow } from '#app/reports/topics/ranked-rows.ts'
import { plain } from '#tests/pages/words.ts'

/** The unit in the head of each column of a table of one row, in French. */
const unitsOf = (values: Values) => toldOf(values).map(([unit]) => unit)
/** What the row prints, with the unit of its head. */
const printedOf = (values: Values) => toldOf(values).map(([unit, number]) => `${number} ${unit}`)

type Values = Partial<Record<MetricId, readonly [number, string]>>

function toldOf(values: Values) {
  const figure = (metric: MetricId) => {
    const [value, unit] = values[metric] ?? [null, 'EUR']
    return { metric, value, unit } as Figure
  }
  const metrics = Object.keys(values) as MetricId[]
  const rows = [{ figure }] as unknown as readonly RankedRow[]
  const scales = columnScales(metrics, rows, rows, 'fr')
  return metrics.map((metric) => {
    const scale = scales.get(metric)
    if (scale == null) throw new Error(`${metric} has several units.`)
    return [scale.unitLabel, plain(formatScaled(values[metric]?.[0] ?? null, scale, 'fr'))] as const
  })
}

test('totals in one unit stand on the scale of the main column, so that a discount is read across a row', () => {
  expect(unitsOf({ cost: [969_000, 'EUR'], list_cost: [1_020_000, 'EUR'] })).toEqual(['k€', 'k€'])
  expect(unitsOf({ cost: [1_020_000, 'EUR'], budget: [950_000, 'EUR'] })).toEqual(['M€', 'M€'])
})

test('an amount per employee, one far smaller and one in another unit keep their own', () => {
  expect(unitsOf({ cost: [969_000, 'EUR'], cost_per_employee: [4_500, 'EUR'] })).toEqual(['k€', '€'])
  expect(unitsOf({ cost: [9_690_000, 'EUR'], budget: [95_000, 'EUR'] })).toEqual(['M€', 'k€'])
  expect(unitsOf({ cost: [969_000, 'EUR'], carbon_kg: [1_020_000, 'kgCO2e'] })).toEqual(['k€', 'ktCO₂e'])
})

test('beside a main column that credits bring to nothing or nearly, a column keeps its own scale', () => {
  const list = [1_020_000, 'EUR'] as const
  expect(printedOf({ cost: [0, 'EUR'], list_cost: list })).toEqual(['0,00 €', '1,02 M€'])
  expect(printedOf({ cost: [40, 'EUR'], list_cost: [3_000_000, 'EUR'] })).toEqual(['40,0 €', '3,00 M€'])
  // Of a large discount both are read on one scale still.
  expect(printedOf({ cost: [51_000, 'EUR'], list_cost: list })).toEqual(['51,0 k€', '1 020,0 k€'])
})
