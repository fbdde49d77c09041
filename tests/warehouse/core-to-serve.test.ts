import { expect } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { expandPlaceholders } from '#app/warehouse/placeholders.ts'
import {
  combinationStatement,
  factDayStatements,
  factMonthStatements,
} from '#app/warehouse/serve-statements.ts'
import { columnsOf, coreTables, SCHEMA, serveTables } from '#app/warehouse/tables.ts'
import type { Row, SqlParameter, SqlType, Warehouse } from '#app/warehouse/warehouse.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { type CoreRows, completeCore, serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCoefficients } from '#tests/warehouse/random-coefficients.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const test = googlesqlTest()
const RECENT: Record<string, SqlParameter> = { recent_from: { type: 'DATE', value: '2025-10-01' } }
const onGoogleSql = (sql: string) => expandPlaceholders(sql, groupScope(), (table) => `\`vigie.${table}\``)

async function everyRow(warehouse: Warehouse, table: string, columns: readonly string[], where = '') {
  const types = new Map(columnsOf(table).map(({ name, type }) => [name, type]))
  return warehouse.run(
    {
      name: `every ${table}`,
      sql: `SELECT ${columns.map((name) => `t.${name}`).join(', ')} FROM {${table}} AS t${where}`,
      parameters: {},
      columns: Object.fromEntries(
        columns.map((name): [string, SqlType] => [name, types.get(name) ?? 'STRING']),
      ),
    },
    groupScope(),
  )
}

const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort()

/** Registers core as a test wrote it, and the small tables that DuckDB made of it. */
async function registerOn(engine: Engine, warehouse: Warehouse, core: CoreRows): Promise<void> {
  const complete = completeCore(core)
  const fromCore = coreTables().map((name) => ({
    name: `vigie.${name}`,
    columns: columnsOf(name),
    rows: complete[name] ?? [],
  }))
  const small = serveTables().filter((name) => !name.startsWith('fact_') && !coreTables().includes(name))
  const fromServe = await Promise.all(
    small.map(async (name) => ({
      name: `vigie.${name}`,
      columns: columnsOf(name),
      rows: await everyRow(
        warehouse,
        name,
        columnsOf(name).map((column) => column.name),
      ),
    })),
  )
  await engine.register([...fromCore, ...fromServe])
}

test('GoogleSQL makes of core the rows that DuckDB makes of it, fact by fact, month and day', async (engine) => {
  const core = randomCore(11, 1500)
  const warehouse = await serveFixture(core, {
    resolveCoefficients: randomCoefficients(5),
    info: { firstMonth: '2025-06' },
  })
  await registerOn(engine, warehouse, core)
  for (const [table, statements, parameters] of [
    ['fact_month', factMonthStatements(), {}],
    ['fact_day', factDayStatements(), RECENT],
  ] as const)
    for (const { fact, columns, sql } of statements) {
      const here = await everyRow(warehouse, table, columns, ` WHERE t.fact = '${fact}'`)
      const there = await engine.query(onGoogleSql(sql), parameters)
      expect(here.length, `${table} ${fact} is not empty`).toBeGreaterThan(0)
      expect(sorted(there as Row[]), `${table} ${fact}`).toEqual(sorted(here))
    }
  warehouse.release()
})

test('GoogleSQL finds the combinations that DuckDB finds', async (engine) => {
  const core = randomCore(12, 600)
  const met: Row[] = []
  const resolve = randomCoefficients(5)
  const warehouse = await serveFixture(core, {
    info: { firstMonth: '2025-06' },
    resolveCoefficients: (combinations, models) => {
      met.push(...combinations)
      return resolve(combinations, models)
    },
  })
  await registerOn(engine, warehouse, core)
  const there = [
    ...(await engine.query(onGoogleSql(combinationStatement('requests')))),
    ...(await engine.query(onGoogleSql(combinationStatement('gpu')))),
  ]
  expect(sorted(there as Row[])).toEqual(sorted(met))
  warehouse.release()
})

test('a measure and a dimension added to the schema alone are found on both engines', async (engine) => {
  const schema = {
    ...SCHEMA,
    dimensions: {
      ...SCHEMA.dimensions,
      channel: { type: 'STRING', facts: ['requests'], description: 'Where the request came from.' },
    },
    measures: {
      ...SCHEMA.measures,
      refusals: { type: 'INT64', facts: ['requests'], nullable: true, description: 'Requests refused.' },
    },
  } as const
  const core = {
    activity_daily: (randomCore(13, 120).activity_daily ?? []).map((row, index) => ({
      ...row,
      channel: row.fact === 'requests' ? (index % 2 === 0 ? 'web' : 'agency') : 'not_applicable',
      refusals: row.fact === 'requests' ? index : null,
    })),
  }
  const warehouse = await serveFixture(core, { schema, info: { firstMonth: '2025-06' } })
  const statement = factMonthStatements(schema).find(({ fact }) => fact === 'requests')
  const asked = 'SELECT f.channel, SUM(f.refusals) AS refusals FROM {fact_month} AS f GROUP BY 1'
  const here = await warehouse.run(
    {
      name: 'added',
      sql: `${asked} HAVING SUM(f.refusals) > 0`,
      parameters: {},
      columns: { channel: 'STRING', refusals: 'INT64' },
    },
    groupScope(),
  )
  const calendar = await everyRow(warehouse, 'calendar_day', ['day', 'month', 'quarter'])
  await engine.register([
    ...[...coreTables(schema), 'coefficient'].map((name) => ({
      name: `vigie.${name}`,
      columns: columnsOf(name, schema),
      rows: completeCore(core, schema)[name] ?? [],
    })),
    { name: 'vigie.calendar_day', columns: columnsOf('calendar_day'), rows: calendar },
  ])
  const there = await engine.query(
    `SELECT s.channel, SUM(s.refusals) AS refusals FROM (${onGoogleSql(statement?.sql ?? '')}) AS s GROUP BY 1`,
  )
  expect(here).toHaveLength(2)
  expect(sorted(there as Row[])).toEqual(sorted(here))
  warehouse.release()
})
