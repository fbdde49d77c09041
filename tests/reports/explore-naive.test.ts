import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRequest } from '#app/figures/check-request.ts'
import { questionSearch } from '#app/figures/figures-address.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { loadAnswer } from '#app/reports/explore/load-answer.server.ts'
import { nearestTo } from '#app/reports/explore/nearest.ts'
import { byEffort } from '#tests/effort.ts'
import { differences, prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { naiveFigures } from '#tests/figures/naive-evaluator.ts'
import { randomRequests, scopeOf } from '#tests/figures/random-requests.ts'

const QUESTIONS = byEffort(500, 150)
const OPTIONS = {
  deadlineMs: null,
  reportError: (error: unknown) => {
    throw error
  },
}

test(`${QUESTIONS} random questions, asked by their address, are answered as the naive evaluator does`, {
  timeout: 600_000,
}, async () => {
  const { warehouse, data } = await prepareBoth(32, {})
  const periods = ['2026-07', '2026-Q3', '2026-Q4', '2026', '2025-11..2026-04', '2025-Q4~47d']
  let [answered, withheld] = [0, 0]
  for (const { request, subsidiaries } of randomRequests(32, QUESTIONS, data.rows, periods)) {
    // A value that no row holds is refused, which another test tries.
    const held = Object.entries(request.filters).map(
      ([dimension, values]) => [dimension, values.filter((value) => value !== 'nothing')] as const,
    )
    const filters = Object.fromEntries(held.filter(([, values]) => values.length > 0))
    const asked = { ...request, filters }
    const search = new URLSearchParams(questionSearch(asked))
    const explored = await loadAnswer(warehouse, scopeOf(subsidiaries), search, OPTIONS)
    const isUnknown = explored.kind === 'refused' && explored.refusal.reason === 'unknown_value'
    // A reader of one subsidiary may filter by what only another one has.
    if (isUnknown && subsidiaries !== null) continue
    if (explored.kind !== 'asked') throw new Error(`${search} was not answered: ${JSON.stringify(explored)}`)
    expect(differences(explored.panel.figures ?? [], naiveFigures(data, subsidiaries, asked))).toEqual([])
    answered += 1
    withheld += explored.panel.figures?.filter((figure) => figure.withheld !== null).length ?? 0
  }
  expect(answered).toBeGreaterThan(QUESTIONS * 0.8)
  // The rows hold groups of one to four people, or nothing here would miss their mask.
  expect(withheld).toBeGreaterThan(QUESTIONS * 0.02)
  warehouse.release()
})

test('what is offered in place of a question that cannot be asked can be asked', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...METRIC_IDS),
      fc.uniqueArray(fc.constantFrom(...FIGURE_DIMENSIONS), { minLength: 1, maxLength: 3 }),
      (metric, by) => {
        const nearest = nearestTo({ metrics: [metric], by, filters: {} })
        const ask = (metrics: readonly string[], dimensions: readonly string[]) =>
          checkRequest({ metrics, by: dimensions, period: '', filters: {} })
        if (nearest === null) {
          ask([metric], by)
          return
        }
        expect(() => ask([metric], by)).toThrow('is not known by')
        ask([nearest.metric], nearest.kept)
        for (const other of nearest.others) ask([other], by)
      },
    ),
  )
})
