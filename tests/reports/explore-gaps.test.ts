import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { loadAnswer } from '#app/reports/explore/load-answer.server.ts'
import type { ActivityRow } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'

/** One invoice of a source for a model in a month. */
const billed = (source: string, model: string, month: string): ActivityRow<'billing'> => ({
  fact: 'billing',
  day: `${month}-03`,
  subsidiary: 'alpha',
  project: 'unassigned',
  approach: 'generative',
  provider: 'P1',
  publisher: 'P1',
  account: 'a1',
  service: 'S',
  service_category: 'Compute',
  charge_category: 'Usage',
  model,
  accelerator: 'unassigned',
  region: 'r1',
  hosting: 'unassigned',
  invoice_month: month,
  source,
  currency: 'EUR',
  source_rows: 1,
  cost: '10',
  effective_cost: null,
  contracted_cost: null,
  list_cost: '10',
})

const MONTHS = Array.from({ length: 36 }, (_, index) => {
  const month = String((index % 12) + 1).padStart(2, '0')
  return `${2024 + Math.floor(index / 12)}-${month}`
}).filter((month) => month <= '2026-11')

/** X lacks February and December 2025; Y lacks nothing. */
const LACKED = ['2025-02', '2025-12']

const bills = () =>
  serveFixture(
    {
      activity_daily: [
        billed('X', 'old', '2024-06'),
        billed('X', 'old', '2025-06'),
        billed('X', 'new', '2025-09'),
        billed('X', 'left', '2024-01'),
        billed('X', 'left', '2025-01'),
        billed('X', 'gone', '2024-01'),
        billed('X', 'back', '2024-01'),
        billed('X', 'back', '2025-12'),
        billed('Y', 'gone', '2025-03'),
        billed('Y', 'back', '2025-03'),
      ],
      source_month: ['X', 'Y'].flatMap((source) =>
        MONTHS.map((month) => ({
          month,
          source,
          supplied: 'billing',
          months_expected: 1,
          months_loaded: source === 'X' && LACKED.includes(month) ? 0 : 1,
        })),
      ),
    },
    { info: { firstMonth: '2024-01' } },
  )

const SEARCH = new URLSearchParams('metric=cost&by=model&period=2025')

async function answer(warehouse: Warehouse, errors: unknown[] = []) {
  const options = { deadlineMs: null, reportError: (error: unknown) => errors.push(error) }
  const explored = await loadAnswer(warehouse, groupScope(), SEARCH, options)
  if (explored.kind !== 'asked') throw new Error(`Not answered: ${JSON.stringify(explored)}`)
  return explored
}

test('a figure lacks the months of a source that spoke of it in the year before each of them, and no other', async () => {
  const warehouse = await bills()
  const { panel, gapsOf } = await answer(warehouse)
  const months = (panel.figures ?? []).map((figure) => [
    figure.by.model,
    gapsOf(figure).map(({ source, month }) => `${source} ${month}`),
  ])
  expect(Object.fromEntries(months)).toEqual({
    old: ['X 2025-02', 'X 2025-12'],
    // First billed in September: February lacks nothing of it.
    new: ['X 2025-12'],
    left: ['X 2025-02', 'X 2025-12'],
    // Thirteen months before February is too long ago, and a bill of the month itself tells nothing of the year before.
    gone: [],
    back: [],
  })
  warehouse.release()
})

test('an answer comes whole when what it lacks cannot be read, which is reported', async () => {
  const warehouse = await bills()
  const failing: Warehouse = {
    ...warehouse,
    run: async (statement, scope) => {
      if (statement.sql.includes('months_expected')) throw new Error('Completeness cannot be read.')
      return await warehouse.run(statement, scope)
    },
  }
  const errors: unknown[] = []
  const { panel, gapsOf, isWhole } = await answer(failing, errors)
  expect(panel.state).toBe('ready')
  expect(panel.figures?.map(({ by, value }) => [by.model, value]).sort()).toEqual([
    ['back', 20],
    ['gone', 10],
    ['left', 10],
    ['new', 10],
    ['old', 10],
  ])
  expect(panel.figures?.flatMap(gapsOf)).toEqual([])
  expect(errors).toEqual([expect.objectContaining({ message: 'Completeness cannot be read.' })])
  // It is not kept for other readers.
  expect(isWhole).toBe(false)
  warehouse.release()
})
