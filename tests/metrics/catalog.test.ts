import { expect, expectTypeOf, test } from 'vitest'
import { dimensionsOf, factsOf, factsWith } from '#app/figures/metric-dimensions.ts'
import { dimensionMessages as dimensionsEn } from '#app/i18n/en/dimensions.ts'
import { metricMessages as metricsEn } from '#app/i18n/en/metrics.ts'
import { dimensionMessages as dimensionsFr } from '#app/i18n/fr/dimensions.ts'
import { metricMessages as metricsFr } from '#app/i18n/fr/metrics.ts'
import { isMetricId, METRIC_IDS, type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { compare } from '#app/metrics/compare.ts'
import { aggregatesOf, type MetricWords } from '#app/metrics/metric.ts'
import { countsHeads, countsPeople } from '#app/metrics/people.ts'
import { MEASURES, type Measure } from '#app/warehouse/schema.ts'

const allAggregates = (id: MetricId) => {
  const { formula, coverage } = metricOf(id)
  return [...aggregatesOf(formula), ...(coverage === null ? [] : [coverage.assessed, coverage.total])]
}

test('ids are public: English, snake_case', () => {
  for (const id of METRIC_IDS) expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/)
  expect(isMetricId('constructor')).toBe(false)
})

test('every condition of the catalogue is on a dimension that the measure has', () => {
  for (const id of METRIC_IDS)
    for (const { measure, where } of allAggregates(id))
      for (const dimension of Object.keys(where ?? {}))
        expect(factsWith(dimension), `${id}: ${measure} by ${dimension}`).toEqual(
          expect.arrayContaining([...factsOf(measure)]),
        )
})

test('every measure that counts people is one of which one to four are not told', () => {
  const named = Object.keys(MEASURES).filter((name) =>
    /user|headcount|employee|participant|people/.test(name),
  )
  expect(named.filter((name) => !countsHeads(name as Measure))).toEqual([])
  for (const id of METRIC_IDS)
    if (['users', 'people'].includes(metricOf(id).unit)) expect([id, countsPeople(id)]).toEqual([id, true])
})

test('both sides of a coverage read the same facts', () => {
  for (const id of METRIC_IDS) {
    const { coverage } = metricOf(id)
    if (coverage !== null)
      expect(factsOf(coverage.assessed.measure), id).toEqual(factsOf(coverage.total.measure))
  }
})

test('the dimensions of a ratio are those that both sides have', () => {
  expect(dimensionsOf('cost')).toContain('service')
  expect(dimensionsOf('cost_per_request')).not.toContain('service')
  expect(dimensionsOf('cost_per_request')).toContain('provider')
  expect(dimensionsOf('energy_kwh')).not.toContain('accelerator')
  expect(dimensionsOf('adoption_rate')).toEqual(['subsidiary', 'business_line', 'source'])
})

test('every metric has words in both languages, or nothing compiles', () => {
  expectTypeOf(metricsFr.metrics).toEqualTypeOf<Readonly<Record<MetricId, MetricWords>>>()
  expectTypeOf(metricsEn.metrics).toEqualTypeOf<Readonly<Record<MetricId, MetricWords>>>()
  for (const id of METRIC_IDS)
    for (const { name, definition } of [metricsFr.metrics[id], metricsEn.metrics[id]]) {
      expect(name.length, id).toBeGreaterThan(0)
      expect(definition, id).toMatch(/\.$/)
    }
})

test('names are told apart in each language, and French keeps its typography', () => {
  for (const { metrics } of [metricsFr, metricsEn])
    expect(new Set(Object.values(metrics).map(({ name }) => name)).size).toBe(METRIC_IDS.length)
  for (const dimensions of [dimensionsFr, dimensionsEn])
    expect(new Set(Object.values(dimensions.names)).size).toBe(Object.keys(dimensions.names).length)
  for (const text of JSON.stringify([metricsFr, dimensionsFr]).matchAll(/ [;:!?»]|« |[a-zé]'[a-zé]/gi))
    expect.fail(`« ${text[0]} » lacks a no-break space or a curly apostrophe`)
})

test('a change is judged by the metric’s own direction', () => {
  expect(compare(2, 1, 'cost')).toBe('worse')
  expect(compare(2, 1, 'adoption_rate')).toBe('better')
  expect(compare(2, 1, 'requests')).toBe('changed')
  expect(compare(1, 1, 'cost')).toBe('same')
  expect(compare(null, 1, 'cost')).toBe('unknown')
  expect(compare(0, null, 'cost')).toBe('unknown')
})
