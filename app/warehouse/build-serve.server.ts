import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { groupScope } from '#app/access/scope.ts'
import { type CalendarInfo, calendarDays, calendarMonths, recentFrom } from '#app/warehouse/calendar-rows.ts'
import { CREATE_BIGNUMERIC, DUCKDB_SETTINGS } from '#app/warehouse/duckdb-file.server.ts'
import { appendCell, bindParameter, decodeRows } from '#app/warehouse/duckdb-values.server.ts'
import { expandPlaceholders } from '#app/warehouse/placeholders.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import {
  COMBINATION,
  combinationStatement,
  factDayStatements,
  factMonthStatements,
  type ServeStatement,
} from '#app/warehouse/serve-statements.ts'
import {
  columnsOf,
  coreTables,
  createTable,
  SCHEMA,
  type Schema,
  serveTables,
} from '#app/warehouse/tables.ts'
import type { Row, RowSchema, SqlParameter, SqlScalar } from '#app/warehouse/warehouse.ts'

/** One combination met in core, whose coefficients the footprint resolves. */
export type CombinationMet = Readonly<Record<(typeof COMBINATION)[number], string>> & {
  readonly fact: 'requests' | 'gpu'
}

export type ResolvedCoefficients = {
  readonly coefficients: readonly PlainRow<'coefficient'>[]
  readonly combinations: readonly PlainRow<'factor_combination'>[]
  readonly keys: readonly PlainRow<'factor_key'>[]
}

export type ServeBuild = {
  /** The file to write; it must not exist. */
  readonly file: string
  /** Parquet files of each core table; a table without files is empty. */
  readonly coreFiles: Readonly<Record<string, readonly string[]>>
  readonly info: CalendarInfo
  readonly resolveCoefficients: (
    combinations: readonly CombinationMet[],
    models: readonly PlainRow<'model'>[],
  ) => ResolvedCoefficients
  readonly threads?: number
  readonly schema?: Schema
}

/** Writes a whole serve file from core; answers the rows of each table. The caller fsyncs and publishes it. */
export async function buildServe(build: ServeBuild): Promise<Readonly<Record<string, number>>> {
  const schema = build.schema ?? SCHEMA
  const instance = await DuckDBInstance.create(build.file, {
    ...DUCKDB_SETTINGS,
    ...(build.threads === undefined ? {} : { threads: String(build.threads) }),
  })
  const connection = await instance.connect()
  try {
    await connection.run(CREATE_BIGNUMERIC)
    for (const table of serveTables(schema)) await connection.run(createTable(table, table, schema))
    for (const table of coreTables(schema))
      await openCore(connection, table, build.coreFiles[table] ?? [], schema)
    await fillCalendar(connection, build.info)
    for (const table of serveTables(schema).filter((name) => coreTables(schema).includes(name)))
      await connection.run(
        `INSERT INTO ${table} SELECT ${columnsOf(table, schema)
          .map(({ name }) => name)
          .join(', ')} FROM core_${table} ORDER BY 1`,
      )
    await fillCoefficients(connection, build, schema)
    await fillFacts(connection, build.info, schema)
    const rows: Record<string, number> = {}
    for (const table of serveTables(schema)) {
      const reader = await connection.runAndReadAll(`SELECT COUNT(*) FROM ${table}`)
      rows[table] = Number(reader.getRows()[0]?.[0] ?? 0)
    }
    await connection.run('CHECKPOINT')
    return rows
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function openCore(
  connection: DuckDBConnection,
  table: string,
  files: readonly string[],
  schema: Schema,
): Promise<void> {
  if (files.length === 0) {
    await connection.run(createTable(`temp.core_${table}`, table, schema).replace('CREATE', 'CREATE TEMP'))
    return
  }
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ')
  const columns = columnsOf(table, schema).map(({ name }) => name)
  await connection.run(
    `CREATE TEMP VIEW core_${table} AS SELECT ${columns.join(', ')} FROM read_parquet([${list}], union_by_name = true)`,
  )
}

/** Core tables are read from their Parquet view, those that pages read too from their serve copy. */
function expand(sql: string, schema: Schema): string {
  const served = serveTables(schema)
  return expandPlaceholders(
    sql,
    groupScope(),
    (table) => (served.includes(table) ? `main.${table}` : `core_${table}`),
    schema,
  )
}

async function fillCalendar(connection: DuckDBConnection, info: ServeBuild['info']): Promise<void> {
  await append(connection, 'calendar_month', calendarMonths(info))
  await append(connection, 'calendar_day', calendarDays(info))
}

/** Appends rows to a table of the schema, in its column order. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  rows: readonly Readonly<Record<string, SqlScalar>>[],
  schema: Schema = SCHEMA,
): Promise<void> {
  const columns = columnsOf(table, schema)
  const appender = await connection.createAppender(table)
  for (const row of rows) {
    for (const column of columns) appendCell(appender, row[column.name] ?? null, column.type)
    appender.endRow()
  }
  appender.closeSync()
}

async function read(connection: DuckDBConnection, sql: string, columns: RowSchema): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql)
  return decodeRows('build-serve', reader, columns)
}

async function fillCoefficients(
  connection: DuckDBConnection,
  build: ServeBuild,
  schema: Schema,
): Promise<void> {
  const columns = Object.fromEntries(['fact', ...COMBINATION].map((name) => [name, 'STRING'] as const))
  const met = await Promise.all(
    (['requests', 'gpu'] as const).map((fact) =>
      read(connection, expand(combinationStatement(fact, schema), schema), columns),
    ),
  )
  const modelColumns = Object.fromEntries(columnsOf('model', schema).map(({ name, type }) => [name, type]))
  const models = await read(connection, 'SELECT * FROM main.model', modelColumns)
  const resolved = build.resolveCoefficients(
    met.flat() as unknown as readonly CombinationMet[],
    models as unknown as readonly PlainRow<'model'>[],
  )
  await append(connection, 'coefficient', resolved.coefficients, schema)
  await append(connection, 'factor_combination', resolved.combinations, schema)
  await append(connection, 'factor_key', resolved.keys, schema)
}

async function fillFacts(
  connection: DuckDBConnection,
  info: ServeBuild['info'],
  schema: Schema,
): Promise<void> {
  for (const statement of factMonthStatements(schema))
    await insert(connection, 'fact_month', statement, {}, schema)
  for (const statement of factDayStatements(schema))
    await insert(
      connection,
      'fact_day',
      statement,
      { recent_from: { type: 'DATE', value: recentFrom(info) } },
      schema,
    )
}

async function insert(
  connection: DuckDBConnection,
  table: string,
  statement: ServeStatement,
  parameters: Readonly<Record<string, SqlParameter>>,
  schema: Schema,
): Promise<void> {
  const bound = Object.entries(parameters).map(
    ([name, parameter]) => [name, bindParameter(parameter)] as const,
  )
  const sql = expand(`${statement.sql}${statement.order}`, schema).replaceAll(/@([a-z_][a-z0-9_]*)/g, '$$$1')
  await connection.run(
    `INSERT INTO ${table} (${statement.columns.join(', ')}) ${sql}`,
    Object.fromEntries(bound.map(([name, { value }]) => [name, value])),
    Object.fromEntries(bound.map(([name, { type }]) => [name, type])),
  )
}
