import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { parseMission } from '#app/commitments/mission.ts'
import { EVENTS } from '#app/demo/events.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { resolveCoefficients } from '#app/footprint/resolve-coefficients.ts'
import { loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { byEffort } from '#tests/effort.ts'
import { serveFixture } from '../warehouse/fixture.ts'
import { demoOf } from './demos.ts'

const SCALES = byEffort(['tiny', 'full'] as const, ['tiny'] as const)

for (const scale of SCALES) {
  test(`the ${scale} demo keeps, risks, misses and cannot assess the commitments that it should`, async () => {
    const demo = demoOf(scale)
    const warehouse = await serveFixture(
      { activity_daily: demo.rows, ...demo.tables },
      { info: { ...demo.info, name: 'demo', version: 'demo' }, resolveCoefficients },
    )
    try {
      const mission = parseMission(JSON.stringify(demo.mission), 'mission.json')
      const quarters = [parsePeriod('2026-Q3', 1)]
      const assessed = await loadAssessments(warehouse, groupScope(), mission.commitments, quarters)
      expect(Object.fromEntries(assessed.map(({ commitment, now }) => [commitment.id, now.status]))).toEqual({
        prior_review: 'missed',
        workshops: 'kept',
        electricity: 'at_risk',
        gpu_hours: 'at_risk',
        carbon: 'kept',
        hosting: 'kept',
        open_models: 'not_assessable',
      })
      const ask = async (
        metric: 'carbon_kg' | 'energy_kwh' | 'grid_intensity' | 'energy_per_request',
        period: string,
        by: ('model' | 'subsidiary')[] = [],
      ) => loadFigures(warehouse, groupScope(), { metrics: [metric], by, period, filters: {} })
      const one = async (metric: Parameters<typeof ask>[0], period: string) =>
        (await ask(metric, period))[0]?.value ?? Number.NaN
      // Energy per request falls over the year while the total rises: the rebound.
      expect(await one('energy_per_request', '2026-Q3')).toBeLessThan(
        0.95 * (await one('energy_per_request', '2025-Q3')),
      )
      expect(await one('energy_kwh', '2026-Q3')).toBeGreaterThan(await one('energy_kwh', '2025-Q3'))
      expect(await one('grid_intensity', '2026-Q3')).toBeLessThan(
        0.95 * (await one('grid_intensity', '2026-Q2')),
      )
      const byModel = await ask('carbon_kg', '2026-Q3', ['model'])
      const largest = byModel.find(({ by }) => by.model === EVENTS.largestModel.model)?.value ?? 0
      const part = largest / (await one('carbon_kg', '2026-Q3'))
      expect(part).toBeGreaterThan(0.42)
      expect(part).toBeLessThan(0.58)
      const bySubsidiary = await ask('energy_kwh', '2026-Q3', ['subsidiary'])
      const below = bySubsidiary.filter(({ coverage }) => coverage !== null && coverage < 0.8)
      expect(below.map(({ by }) => by.subsidiary)).toEqual([EVENTS.belowCoverageFloor.subsidiary])
    } finally {
      warehouse.release()
    }
  }, 300_000)
}

test('each commitment is said in at most 65 characters, in both languages', () => {
  const mission = parseMission(JSON.stringify(demoOf('tiny').mission), 'mission.json')
  expect(mission.commitments).toHaveLength(7)
  for (const { id, sentence } of mission.commitments)
    for (const text of [sentence.fr, sentence.en])
      expect([...text].length, `${id}: ${text}`).toBeLessThanOrEqual(65)
})

test('French texts keep a no-break space before « % » and high punctuation, and no straight apostrophe', () => {
  const french = JSON.stringify(demoOf('tiny').mission, (key, value) => (key === 'en' ? undefined : value))
  expect(french).not.toMatch(/ [:;!?%]|'/)
})
