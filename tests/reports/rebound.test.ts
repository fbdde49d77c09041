import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import { causesOf, interval } from '#app/figures/uncertainty.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { rebound } from '#app/reports/topics/lead/carbon-lead.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'

type Metric = 'energy_per_request' | 'energy_kwh'

/** A figure whose value rests on one model, in doubt by half again; figures of one model share that doubt. */
function figure(metric: Metric, value: number, model: string): Figure {
  const parts = [{ key: `model:${model}`, part: value, widthLow: 1.5, widthHigh: 1.5 }]
  return {
    key: metric,
    metric,
    by: {},
    period: '2026-Q3',
    unit: metric === 'energy_kwh' ? 'kWh' : 'Wh',
    currency: null,
    value,
    exact: null,
    ...interval(value, parts),
    causes: causesOf(parts),
    coverage: 1,
    evidence: [],
    withheld: null,
    state: 'closed',
    dataVersion: 'v1',
  }
}

/** What is said when a year changes intensity and total by these ratios, on the same model or on another. */
function told(intensity: number, total: number, model = 'a'): string {
  const of = (metric: Metric, ratio: number) => [
    {
      now: figure(metric, 100 * ratio, model),
      previous: null,
      yearBefore: figure(metric, 100, 'a'),
      quarters: [],
    },
  ]
  const page: Pick<LeadPage, 'series' | 'words'> = {
    series: { energy_per_request: of('energy_per_request', intensity), energy_kwh: of('energy_kwh', total) },
    words: { language: 'fr', messages: messagesFor('fr') },
  }
  return rebound(page as LeadPage)
    .join(' ')
    .replace(/[\u00a0\u202f]/g, ' ')
}

test('a rebound is said when intensity falls and the total rises by more than doubt explains', () => {
  expect(told(0.8, 1.3)).toMatch(/^Effet rebond : .*−20 %.*\+30 %/)
  expect(told(0.8, 0.7)).toMatch(/^Pas d’effet rebond : /)
})

test('a total that moves by two in a hundred is neither a rebound nor its absence, and the rule is written', () => {
  for (const total of [0.98, 1, 1.02]) expect(told(0.8, total)).toMatch(/ni établi ni exclu.* 5 %/)
})

test('a rise that another model’s doubt explains is not affirmed', () => {
  expect(told(0.3, 1.3, 'b')).toMatch(/ni établi ni exclu/)
})

test('nothing is said of a rebound where intensity did not surely fall', () => {
  expect(told(0.97, 1.3)).toBe('')
  expect(told(0.8, 1.3, 'b')).toBe('')
  expect(told(1.2, 1.3)).toBe('')
})
