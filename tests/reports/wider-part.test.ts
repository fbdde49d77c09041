import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import { sumOfParts } from '#app/figures/share-interval.ts'
import { causesOf, interval, type KeyPart } from '#app/figures/uncertainty.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { widerPartNote } from '#app/reports/topics/wider-part.ts'

const WIDTHS: Readonly<Record<string, number>> = { 'method:tokens': 4, 'method:gpu_hours': 1.5 }

function carbon(phase: string, value: number, keys: readonly string[]): Figure {
  const parts: readonly KeyPart[] = keys.map((key) => ({
    key,
    part: value,
    widthLow: WIDTHS[key] ?? 1,
    widthHigh: WIDTHS[key] ?? 1,
  }))
  return {
    key: `carbon_kg ${phase}`,
    metric: 'carbon_kg',
    by: { phase },
    period: '2026-Q3',
    unit: 'kgCO2e',
    currency: null,
    value,
    exact: String(value),
    ...interval(value, parts),
    causes: causesOf(parts),
    coverage: 1,
    evidence: [],
    withheld: null,
    state: 'closed',
    dataVersion: 'v',
  }
}

function wholeOfAll([first, ...others]: readonly Figure[]) {
  return first === undefined ? undefined : sumOfParts([first, ...others])
}

const note = (parts: readonly Figure[], language: 'fr' | 'en') =>
  widerPartNote(parts, wholeOfAll(parts), ({ by }) => by.phase ?? '', scaleFor(1000, 'kgCO2e', language), {
    language,
    messages: messagesFor(language),
  })

// 900 rests on a method known within ×4, so up to 3 600; with 100 that does not, the whole reaches 1 000 × 4^0,9 = 3 482.
const DOUBTFUL = carbon('inference', 900, ['method:tokens'])
const SURE = carbon('training', 100, ['method:gpu_hours'])

test('a part that reaches higher than its whole is explained by the cause that weighs less on the whole', () => {
  const french = note([SURE, DOUBTFUL], 'fr') ?? ''
  expect(french).toContain(
    'La borne haute de «\u00a0inference\u00a0» (3,60\u00a0tCO₂e) dépasse celle du total (3,48\u00a0tCO₂e)',
  )
  expect(french).toContain(
    '100\u202f% de cette part reposent sur «\u00a0méthode par jetons\u00a0», contre 90\u202f% du total',
  )
  expect(french).toContain('(×3,5 et non ×4,0)')
  expect(note([SURE, DOUBTFUL], 'en')).toContain('read its upper bound as at least 3.60\u00a0tCO₂e.')
})

test('no note stands under parts that stay below their whole, nor under one that is the whole', () => {
  expect(note([DOUBTFUL], 'fr')).toBeNull()
  expect(note([DOUBTFUL, carbon('tuning', 100, ['method:tokens'])], 'fr')).toBeNull()
  expect(note([SURE, carbon('idle', 900, ['method:gpu_hours'])], 'fr')).toBeNull()
  expect(note([], 'fr')).toBeNull()
})
