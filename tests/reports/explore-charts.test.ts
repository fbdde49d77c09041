import { expect, test } from 'vitest'
import type { Figure, FigureRequest, Withheld } from '#app/figures/figure.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { columnsOf, multiplesOf } from '#app/reports/explore/answer-charts.ts'
import { textsOnLargest } from '#app/reports/explore/answer-texts.ts'
import { NO_GAPS } from '#app/reports/explore/load-gaps.server.ts'
import { plain } from '#tests/pages/words.ts'
import { FIXTURE_INFO } from '#tests/warehouse/fixture.ts'

/** A share of one month, of one provider; `few` where it is known and not shown. */
function rate(month: string, provider: string, told: number | 'few'): Figure {
  const value = told === 'few' ? null : told
  const withheld: Withheld | null = told === 'few' ? 'few_people' : null
  return {
    key: `${month} ${provider}`,
    metric: 'adoption_rate',
    by: { month, provider },
    period: month,
    unit: 'share',
    currency: null,
    value,
    exact: null,
    low: value,
    high: value,
    causes: [],
    coverage: null,
    evidence: [],
    withheld,
    state: 'closed',
    dataVersion: 'fixture',
  }
}

function contextOf(figures: readonly Figure[], by: FigureRequest['by']) {
  const words = { language: 'fr' as const, messages: messagesFor('fr'), models: new Map() }
  const names = new Map<string, never>()
  return {
    request: { metrics: ['adoption_rate' as const], by, period: '2026-06..2026-08', filters: {} },
    entities: {
      subsidiaries: names,
      businessLines: names,
      projects: names,
      models: names,
      values: new Map(),
    },
    dataset: FIXTURE_INFO,
    words,
    textOf: textsOnLargest(figures, words),
    gapsOf: NO_GAPS,
  }
}

test('the largest latest value comes first, and a series that ended before is after all that have not', () => {
  const figures = [
    rate('2026-06', 'ended', 0.9),
    rate('2026-08', 'small', 0.1),
    rate('2026-06', 'large', 0.05),
    rate('2026-08', 'large', 0.4),
  ]
  const drawn = multiplesOf(figures, contextOf(figures, ['month', 'provider']))
  expect(drawn?.items.map(({ id }) => id)).toEqual(['large', 'small', 'ended'])
  expect(plain(drawn?.note ?? '')).toContain('un blanc : pas de donnée ·')
})

test('a gap is said to be of a figure that is not shown only where there is one', () => {
  const figures = [
    rate('2026-06', 'a', 0.2),
    rate('2026-07', 'a', 'few'),
    rate('2026-08', 'a', 0.3),
    rate('2026-08', 'b', 0.1),
  ]
  const { note = '' } = multiplesOf(figures, contextOf(figures, ['month', 'provider'])) ?? {}
  expect(plain(note)).toContain('pas de donnée, ou un chiffre non montré (moins de cinq personnes)')
})

test('a column that is not shown says so in its place, and why in its tip', () => {
  const figures = [rate('2026-06', 'a', 0.2), rate('2026-07', 'a', 0.3), rate('2026-08', 'a', 'few')]
  const layout = columnsOf(figures, contextOf(figures, ['month']))
  expect(layout?.labels.map(({ text }) => text)).toContain('n.m.')
  expect(layout?.columns.at(-1)).toMatchObject({
    bar: null,
    tip: expect.stringContaining('moins de cinq personnes'),
  })
})
