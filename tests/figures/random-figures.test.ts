import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { loadBreakdowns, loadFigures, loadFiguresOver } from '#app/figures/load-figures.ts'
import { serveTables } from '#app/warehouse/tables.ts'
import { type Row, type Statement, type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'
import { byEffort } from '#tests/effort.ts'
import { disagreements, prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { everyRow } from '#tests/figures/every-row.ts'
import { randomRequests, scopeOf } from '#tests/figures/random-requests.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'

const googlesql = googlesqlTest()
const REQUESTS = byEffort(3000, 150)

const CALENDAR = [
  '2026-07',
  '2026-Q3',
  '2026-Q2',
  '2026-Q4',
  '2026',
  '2025',
  '2025-11..2026-04',
  '2025-Q3..2026-Q1',
]
const CALENDAR_ELAPSED = [
  '2025-Q4~47d',
  '2026-Q4~47d',
  '2026-Q1~20d',
  '2026-Q2~91d',
  '2025-Q4~31d',
  '2026~200d',
]
const FISCAL = [
  '2026-Q4',
  '2027-Q2',
  '2026',
  '2025-11..2026-04',
  '2026-Q2..2027-Q1',
  '2027-Q2~47d',
  '2027-Q1~60d',
]

test(`${REQUESTS} random requests give the figures of the naive evaluator`, {
  timeout: 600_000,
}, async () => {
  const { warehouse, data } = await prepareBoth(21, {})
  const requests = randomRequests(1, REQUESTS, data.rows, [...CALENDAR, ...CALENDAR_ELAPSED])
  expect(await disagreements(warehouse, data, requests)).toEqual([])
  warehouse.release()
})

test('a fiscal year that opens in July gives the figures of the naive evaluator', {
  timeout: 600_000,
}, async () => {
  const { warehouse, data } = await prepareBoth(22, { fiscalStart: 7 })
  const requests = randomRequests(2, REQUESTS / 5, data.rows, FISCAL)
  expect(await disagreements(warehouse, data, requests)).toEqual([])
  warehouse.release()
})

googlesql('the same statements give the same figures on GoogleSQL', async (engine) => {
  const { warehouse, data } = await prepareBoth(23, {})
  const tables = serveTables().filter((name) => name.startsWith('fact') || name.startsWith('factor_'))
  const rows = await Promise.all(tables.map(async (name) => [name, await everyRow(warehouse, name)] as const))
  const other = await googlesqlWarehouse(engine, { ...warehouse.dataset }, Object.fromEntries(rows))
  const requests = randomRequests(3, Math.min(REQUESTS, 600), data.rows, [...CALENDAR, ...CALENDAR_ELAPSED])
  expect(await disagreements(other, data, requests)).toEqual([])
  warehouse.release()
})

type Fault = (statement: Statement, rows: readonly Row[]) => { statement?: Statement; rows?: readonly Row[] }

const FAULTS: Readonly<Record<string, Fault>> = {
  'a row counted twice': (_, rows) => ({ rows: rows.length > 0 ? [...rows, ...rows.slice(0, 1)] : rows }),
  'a fact forgotten': (statement) => ({
    statement: { ...statement, sql: statement.sql.replace('f.fact = @fact\n', "f.fact <> ''\n") },
  }),
  'a filter forgotten': (statement) => ({
    statement: {
      ...statement,
      sql: statement.sql.replace(/ {2}AND f\.\w+ IN \(SELECT \* FROM UNNEST\(@filter_\w+\)\)/, ''),
    },
  }),
  'a month too many': (statement) => ({
    statement: { ...statement, sql: statement.sql.replace('BETWEEN @from AND @to', '>= @from') },
  }),
  'a condition of the catalogue forgotten': (statement) => ({
    statement: { ...statement, sql: statement.sql.replace(/CASE WHEN .*? THEN (f\.\w+) END/g, '$1') },
  }),
  'a factor key lost': (statement, rows) => ({
    rows: statement.name === 'figures.factor_keys' ? rows.slice(1) : rows,
  }),
  'unknown read as zero': (_, rows) => ({
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? 0]))),
  }),
}

test('each planted fault is caught by the naive evaluator', { timeout: 120_000 }, async () => {
  const { warehouse, data } = await prepareBoth(24, {})
  const requests = randomRequests(4, 60, data.rows, [...CALENDAR, ...CALENDAR_ELAPSED])
  const caught: Record<string, boolean> = {}
  for (const [name, fault] of Object.entries(FAULTS))
    caught[name] = await isCaught(disagreements(withFault(warehouse, fault), data, requests, 1))
  const scopeForgotten: Warehouse = {
    ...warehouse,
    dataset: { ...warehouse.dataset },
    run: (statement) => warehouse.run(statement, groupScope()),
  }
  caught['a scope forgotten'] = await isCaught(disagreements(scopeForgotten, data, requests, 1))
  expect(Object.entries(caught).filter(([, wasCaught]) => !wasCaught)).toEqual([])
  warehouse.release()
})

/** What the product itself refuses is caught too; a statement that fails proves nothing. */
function isCaught(found: Promise<readonly string[]>): Promise<boolean> {
  return found.then(
    (wrong) => wrong.length > 0,
    (error: unknown) => {
      if (error instanceof WarehouseError) throw error
      return true
    },
  )
}

function withFault(warehouse: Warehouse, fault: Fault): Warehouse {
  return {
    ...warehouse,
    // Factor keys and figures are kept by this object: a copy of it has none.
    dataset: { ...warehouse.dataset },
    async run(statement, scope, options) {
      const changed = fault(statement, []).statement ?? statement
      const used = Object.entries(statement.parameters).filter(([name]) => changed.sql.includes(`@${name}`))
      const rows = await warehouse.run({ ...changed, parameters: Object.fromEntries(used) }, scope, options)
      return fault(statement, rows).rows ?? rows
    },
  }
}

test('several periods read together give the figures that each gives alone', {
  timeout: 120_000,
}, async () => {
  const { warehouse, data } = await prepareBoth(25, {})
  const periods = ['2026-07', '2026-Q3', '2026-Q2', '2025-11..2026-04', '2025']
  for (const { request, subsidiaries } of randomRequests(5, REQUESTS / 10, data.rows, ['2026-Q3'])) {
    const together = await loadFiguresOver(warehouse, scopeOf(subsidiaries), request, periods)
    for (const [index, period] of periods.entries())
      expect(together[index]).toEqual(
        await loadFigures(warehouse, scopeOf(subsidiaries), { ...request, period }),
      )
  }
  warehouse.release()
})

test('several breakdowns read together give the figures that each gives alone', {
  timeout: 120_000,
}, async () => {
  const { warehouse, data } = await prepareBoth(26, {})
  const periods = ['2026-Q3', '2026-Q2', '2026-Q4~47d']
  let compared = 0
  for (const { request, subsidiaries } of randomRequests(6, REQUESTS / 5, data.rows, ['2026-Q3'])) {
    const dimensions = request.by.filter((name) => name !== 'month' && name !== 'quarter')
    if (dimensions.length === 0) continue
    const breakdowns = [...dimensions.map((dimension) => [dimension]), dimensions]
    const scope = scopeOf(subsidiaries)
    const together = await loadBreakdowns(warehouse, scope, { ...request, breakdowns }, periods)
    for (const [index, by] of breakdowns.entries())
      for (const [at, period] of periods.entries())
        expect(together[index]?.[at]).toEqual(await loadFigures(warehouse, scope, { ...request, by, period }))
    compared += 1
  }
  expect(compared).toBeGreaterThan(REQUESTS / 20)
  warehouse.release()
})
