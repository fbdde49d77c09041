import { randomUUID } from 'node:crypto'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { runJob } from '#app/warehouse/bigquery/job.server.ts'
import { loadRows } from '#app/warehouse/bigquery/load-rows.server.ts'
import { type Query, runQuery } from '#app/warehouse/bigquery/query.server.ts'
import { serveFields } from '#app/warehouse/bigquery/table-fields.ts'
import {
  copyTable,
  countStatement,
  expandBuild,
  factTables,
  type VersionPlan,
  versionName,
} from '#app/warehouse/bigquery/version-tables.ts'
import type { CombinationMet, ResolvedCoefficients, ServeBuild } from '#app/warehouse/build-serve.server.ts'
import { calendarDays, calendarMonths } from '#app/warehouse/calendar-rows.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import { COMBINATION, combinationStatement } from '#app/warehouse/serve-statements.ts'
import { columnsOf, coreTables, serveTables } from '#app/warehouse/tables.ts'
import type { Row, RowSchema, SqlScalar } from '#app/warehouse/warehouse.ts'

type LoadRow = Readonly<Record<string, SqlScalar>>

export type VersionBuild = {
  readonly plan: VersionPlan
  readonly resolveCoefficients: ServeBuild['resolveCoefficients']
  /** The rows of the plan's derived tables. */
  readonly derived: Readonly<Record<string, readonly LoadRow[]>>
  /** For files on their way. */
  readonly folder: string
}

/** Reading core once for a whole build may bill this much; pages have their own cap. */
const BUILD_MAX_BYTES = 64 * 1024 ** 3
const BUILD_MS = 15 * 60_000

/**
 * Builds every table of a version beside those served; answers the rows of each. Nothing that is served changes, and a
 * build that was cut short is built again whole.
 * @throws {BigQueryApiError} {WarehouseError}
 */
export async function buildVersion(
  client: BigQueryClient,
  build: VersionBuild,
): Promise<Readonly<Record<string, number>>> {
  const { plan, derived } = build
  await load(client, build, 'calendar_month', calendarMonths(plan.info))
  await load(client, build, 'calendar_day', calendarDays(plan.info))
  for (const table of plan.derived) await load(client, build, table, derived[table] ?? [])
  const copied = serveTables(plan.schema).filter((name) => coreTables(plan.schema).includes(name))
  for (const table of copied.filter((name) => !plan.derived.includes(name)))
    await create(client, copyTable(plan, table))
  const resolved = await resolve(client, build)
  await load(client, build, 'coefficient', resolved.coefficients)
  await load(client, build, 'factor_combination', resolved.combinations)
  await load(client, build, 'factor_key', resolved.keys)
  for (const sql of Object.values(factTables(plan))) await create(client, sql)
  return await countRows(client, 'build.rows', countStatement(plan), serveTables(plan.schema).length)
}

/** Rows counted by name. */
export async function countRows(
  client: BigQueryClient,
  name: string,
  sql: string,
  tables: number,
): Promise<Readonly<Record<string, number>>> {
  const rows = await ask(client, name, sql, { name: 'STRING', found: 'INT64' }, tables)
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.found)]))
}

async function load(
  client: BigQueryClient,
  { plan, folder }: VersionBuild,
  table: string,
  rows: readonly LoadRow[],
): Promise<void> {
  const target = {
    table: versionName(table, plan.version),
    fields: serveFields(table, plan.schema),
    write: 'replace',
  } as const
  await loadRows(client, target, rows, folder)
}

async function create(client: BigQueryClient, sql: string): Promise<void> {
  await runJob(client, {
    jobId: `vigie_build_${randomUUID()}`,
    configuration: {
      labels: { vigie: 'build' },
      query: { query: sql, useLegacySql: false, maximumBytesBilled: String(BUILD_MAX_BYTES) },
    },
  })
}

/** Reads core or a version for a build: the cap of pages is not for it. @throws {WarehouseError} */
export async function ask(
  client: BigQueryClient,
  name: string,
  sql: string,
  columns: RowSchema,
  tables: number,
): Promise<readonly Row[]> {
  const query: Query = {
    name,
    sql,
    columns,
    tables,
    parameters: {},
    labels: { vigie: 'build' },
    maxBytes: BUILD_MAX_BYTES,
  }
  return (await runQuery(client, query, { until: performance.now() + BUILD_MS })).rows
}

async function resolve(
  client: BigQueryClient,
  { plan, resolveCoefficients }: VersionBuild,
): Promise<ResolvedCoefficients> {
  const columns = Object.fromEntries(['fact', ...COMBINATION].map((name) => [name, 'STRING'] as const))
  const met: Row[] = []
  for (const fact of ['requests', 'gpu'] as const)
    met.push(
      ...(await ask(
        client,
        'build.combinations',
        expandBuild(plan, combinationStatement(fact, plan.schema)),
        columns,
        2,
      )),
    )
  const modelColumns = Object.fromEntries(
    columnsOf('model', plan.schema).map(({ name, type }) => [name, type]),
  )
  const models = await ask(
    client,
    'build.models',
    expandBuild(plan, 'SELECT m.* FROM {model} AS m'),
    modelColumns,
    1,
  )
  return resolveCoefficients(
    met as unknown as readonly CombinationMet[],
    models as unknown as readonly PlainRow<'model'>[],
  )
}
