import { expect, test } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { splitChange } from '#app/footprint/bridge.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { changeView, largestCause } from '#app/reports/synthese/change-view.ts'

const carbon = (value: number, period: string): Figure => ({
  key: `carbon_kg ${period}`,
  metric: 'carbon_kg',
  by: {},
  period,
  unit: 'kgCO2e',
  currency: null,
  value,
  exact: String(value),
  low: value,
  high: value,
  causes: [],
  coverage: 1,
  evidence: [],
  withheld: null,
  state: 'closed',
  dataVersion: 'v',
})

/** The same work, the same electricity; each region's grid stays what it was, half of the work leaves 380 g for 20 g per kWh. */
const MOVED = [
  {
    before: { activity: 1_000_000, energy: 1000, carbon: 380 },
    after: { activity: 1_000_000, energy: 1000, carbon: 200 },
  },
]

const COMPARED = {
  now: parsePeriod('2026-Q3', 1),
  previous: parsePeriod('2026-Q2', 1),
  yearBefore: parsePeriod('2025-Q3', 1),
}

test.each([
  ['fr', /lieu/, /réseau/],
  ['en', /where|place/i, /grid/],
] as const)(
  'carbon that falls because work moved is put down to its place, not to the grid alone (%s)',
  (language, place, grid) => {
    const change = {
      before: carbon(380, '2026-Q2'),
      after: carbon(200, '2026-Q3'),
      ...splitChange(MOVED),
      low: -180,
      high: -180,
      differs: true,
      requests: { before: null, after: null },
    }
    expect(largestCause(change)).toBe('grid')
    expect(change.grid).toBeCloseTo(-180, 9)
    const { title, table } = changeView(change, COMPARED, '', { language, messages: messagesFor(language) })
    expect(title).toMatch(place)
    expect(title).toMatch(grid)
    const [row] = table.filter(({ value }) => /180/.test(value))
    expect(row?.name).toMatch(/lieu|place/i)
    expect(row?.name).toMatch(grid)
  },
)
