import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { checkPeriod, checkRequest } from '#app/figures/check-request.ts'
import { COMBINATIONS_STATEMENT, KEYS_STATEMENT } from '#app/figures/load-factor-keys.ts'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { planSlices, statementOf } from '#app/figures/plan-slices.ts'
import { loadReceipt } from '#app/figures/receipt.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import {
  combinationStatement,
  factDayStatements,
  factMonthStatements,
} from '#app/warehouse/serve-statements.ts'
import { columnsOf, createTable, serveTables } from '#app/warehouse/tables.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'
import { prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { randomRequests } from '#tests/figures/random-requests.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'
import { FIXTURE_INFO, serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'
import { lintStatement } from '#tests/warehouse/sql-lint.ts'

const googlesql = googlesqlTest()

const SERVE = [...factMonthStatements(), ...factDayStatements()].map(({ fact, sql }) => ({ name: fact, sql }))
const COMBINATIONS = (['requests', 'gpu'] as const).map((fact) => ({
  name: `combinations ${fact}`,
  sql: combinationStatement(fact),
}))

const PERIODS = ['2026-Q3', '2026-07', '2026', '2025-Q4~47d']

async function requestsOf(count: number) {
  const { warehouse, data } = await prepareBoth(31, {})
  warehouse.release()
  return { dataset: warehouse.dataset, requests: randomRequests(31, count, data.rows, PERIODS) }
}

/** The statements that random well-formed requests compose. */
async function composed(count: number): Promise<readonly Statement[]> {
  const { dataset, requests } = await requestsOf(count)
  return requests.flatMap(({ request }) => {
    const checked = checkRequest(request)
    const { slices } = planSlices(checked, checkPeriod(checked, dataset))
    return slices.map(statementOf)
  })
}

/** The fixed statements that a receipt, the pages and the command line send, as a warehouse that only listens hears them. */
async function fixed(): Promise<readonly Statement[]> {
  const heard: Statement[] = []
  const inner = await serveFixture(randomCore(32, 200))
  const listening: Warehouse = {
    ...inner,
    run: (statement, scope, options) => {
      heard.push(statement)
      return inner.run(statement, scope, options)
    },
  }
  await loadReceipt(listening, groupScope(), {
    metrics: ['carbon_kg', 'cost', 'adoption_rate'],
    by: [],
    period: '2026-Q3',
    filters: {},
    version: null,
  })
  for (const dimension of READER_DIMENSIONS)
    await checkFilterValues(listening, groupScope(), { filters: { [dimension]: [UNASSIGNED] } })
  await loadEntities(listening, groupScope())
  inner.release()
  return [...heard, COMBINATIONS_STATEMENT, KEYS_STATEMENT]
}

/** A page's cells are text on purpose: none is NULL, and 2 and 2.000000 are read as one number. */
const isMeant = (name: string, rule: string) =>
  name === 'figures.page' && ['text-of-decimal', 'concat'].includes(rule)

async function findings(statements: readonly { readonly name: string; readonly sql: string }[]) {
  const found: string[] = []
  for (const { name, sql } of statements)
    for (const { rule, reason } of await lintStatement(sql))
      if (!isMeant(name, rule)) found.push(`${name}: ${rule} (${reason})`)
  return [...new Set(found)]
}

test('no statement from core to serve differs in silence between the engines', async () => {
  expect(await findings([...SERVE, ...COMBINATIONS])).toEqual([])
})

test('no statement that the composer or a page sends differs in silence or names a bare table', async () => {
  expect(await findings([...(await composed(100)), ...(await fixed())])).toEqual([])
})

googlesql('every metric, statement and table of serve is GoogleSQL to its analyser', async (engine) => {
  const empty = Object.fromEntries(serveTables().map((table) => [table, []]))
  const warehouse = await googlesqlWarehouse(engine, FIXTURE_INFO, empty)
  const refused: string[] = []
  for (const statement of [...(await composed(300)), ...(await fixed())]) {
    const parameters = statement.parameters
    const error = await engine.analyze(warehouse.asSent(statement, groupScope()), parameters)
    if (error !== null) refused.push(`${statement.name}: ${error.message}`)
  }
  for (const table of serveTables()) {
    const error = await engine.analyze(createTable(`\`vigie.new_${table}\``, table))
    if (error !== null) refused.push(`CREATE TABLE ${table}: ${error.message}`)
    expect(columnsOf(table).length).toBeGreaterThan(0)
  }
  expect([...new Set(refused)]).toEqual([])
})

test('the random requests reach every metric', async () => {
  const { requests } = await requestsOf(300)
  const reached = new Set(requests.flatMap(({ request }) => request.metrics))
  expect(METRIC_IDS.filter((id) => !reached.has(id))).toEqual([])
})

test('SQL is written in the folders that the lint reads', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf-8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  const writers = files
    .filter((file) => /`[^`]*\bSELECT\b[^`]*\bFROM\b/.test(readFileSync(path.join('app', file), 'utf-8')))
    .map((file) => file.replaceAll('\\', '/').split('/')[0] ?? '')
  expect([...new Set(writers)].sort()).toEqual(
    ['figures', 'imports', 'reports', 'sources', 'warehouse'].filter((folder) => writers.includes(folder)),
  )
})
