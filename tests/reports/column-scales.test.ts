import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { columnScales } from '#app/reports/topics/column-scales.ts'
import type { RankedRow } from '#app/reports/topics/ranked-rows.ts'

/** The unit in the head of each column of a table of one row, in French. */
function unitsOf(values: Partial<Record<MetricId, readonly [number, string]>>) {
  const figure = (metric: MetricId) => {
    const [value, unit] = values[metric] ?? [null, 'EUR']
    return { metric, value, unit } as Figure
  }
  const metrics = Object.keys(values) as MetricId[]
  const rows = [{ figure }] as unknown as readonly RankedRow[]
  const scales = columnScales(metrics, rows, rows, 'fr')
  return metrics.map((metric) => scales.get(metric)?.unitLabel)
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
