import { expect, test } from 'vitest'
import { loadFigures } from '#app/figures/load-figures.ts'
import { serveTables } from '#app/warehouse/tables.ts'
import { type Statement, type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'
import { prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { everyRow } from '#tests/figures/every-row.ts'
import { randomRequests, scopeOf } from '#tests/figures/random-requests.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'

const googlesql = googlesqlTest()

const PERIODS = ['2026-07', '2026-Q3', '2025-11..2026-04', '2026-Q4~47d', '2025-Q4~31d']

/** The same version as a reader who finds nothing kept sees it, and the statements sent meanwhile. */
function listen(warehouse: Warehouse, answer?: (statement: Statement) => void) {
  const sent: Statement[] = []
  const listening: Warehouse = {
    ...warehouse,
    dataset: { ...warehouse.dataset },
    async run(statement, scope, options) {
      sent.push(statement)
      answer?.(statement)
      return await warehouse.run(statement, scope, options)
    },
  }
  return { listening, sent }
}

test('figures asked for at once are those asked for alone, with fewer statements', async () => {
  const { warehouse, data } = await prepareBoth(41, {})
  const requests = randomRequests(41, 40, data.rows, PERIODS).flatMap(({ request, subsidiaries }) => [
    { request, subsidiaries },
    ...request.metrics.flatMap((metric) =>
      PERIODS.map((period) => ({ request: { ...request, metrics: [metric], period }, subsidiaries })),
    ),
  ])
  const { listening: alone, sent: sentAlone } = listen(warehouse)
  const { listening: together, sent: sentTogether } = listen(warehouse)
  const apart = []
  for (const { request, subsidiaries } of requests)
    apart.push(await loadFigures(alone, scopeOf(subsidiaries), request))
  const atOnce = await Promise.all(
    requests.map(({ request, subsidiaries }) => loadFigures(together, scopeOf(subsidiaries), request)),
  )
  expect(atOnce).toEqual(apart)
  expect(sentTogether.length).toBeLessThan(sentAlone.length / 2)
  warehouse.release()
})

googlesql('figures asked for at once are those asked for alone on GoogleSQL too', async (engine) => {
  const { warehouse, data } = await prepareBoth(45, {})
  const tables = serveTables().filter((name) => name.startsWith('fact') || name.startsWith('factor_'))
  const rows = await Promise.all(tables.map(async (name) => [name, await everyRow(warehouse, name)] as const))
  const other = await googlesqlWarehouse(engine, { ...warehouse.dataset }, Object.fromEntries(rows))
  const { listening, sent } = listen(other)
  const requests = randomRequests(45, 60, data.rows, PERIODS)
  const atOnce = await Promise.all(
    requests.map(({ request, subsidiaries }) => loadFigures(listening, scopeOf(subsidiaries), request)),
  )
  const onDuckdb = await Promise.all(
    requests.map(({ request, subsidiaries }) => loadFigures(warehouse, scopeOf(subsidiaries), request)),
  )
  expect(atOnce).toEqual(onDuckdb)
  expect(sent.map(({ name }) => name)).toContain('figures.page')
  warehouse.release()
})

test('what fails together is asked for alone, so that one fact out of order takes its own figures only', async () => {
  const { warehouse } = await prepareBoth(42, {})
  const { listening } = listen(warehouse, ({ name, sql, parameters }) => {
    const facts = Object.entries(parameters).filter(([key]) => key.startsWith('fact'))
    if (sql.includes('{fact_month}') && facts.some(([, { value }]) => value === 'billing'))
      throw new WarehouseError('bad-row', name, 'A cost is out of range.')
  })
  const ask = (metric: 'cost' | 'requests' | 'gpu_hours') =>
    loadFigures(listening, scopeOf(null), { metrics: [metric], by: [], period: '2026-Q3', filters: {} })
  const [cost, requests, hours] = await Promise.allSettled([ask('cost'), ask('requests'), ask('gpu_hours')])
  expect(cost).toMatchObject({ status: 'rejected', reason: { kind: 'bad-row' } })
  expect([requests, hours]).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }])
  warehouse.release()
})

test.each(['timeout', 'unavailable', 'denied'] as const)(
  'a warehouse that is %s is not asked again, statement by statement',
  async (kind) => {
    const { warehouse } = await prepareBoth(43, {})
    const { listening, sent } = listen(warehouse, ({ name }) => {
      throw new WarehouseError(kind, name, 'No answer.')
    })
    const asked = (['cost', 'requests', 'gpu_hours'] as const).map((metric) =>
      loadFigures(listening, scopeOf(null), { metrics: [metric], by: [], period: '2026-Q3', filters: {} }),
    )
    expect(await Promise.allSettled(asked)).toMatchObject(asked.map(() => ({ status: 'rejected' })))
    expect(sent.map(({ name }) => name)).toEqual(['figures.several_by_month'])
    warehouse.release()
  },
)
