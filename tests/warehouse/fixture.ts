import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { append, buildServe, type ServeBuild } from '#app/warehouse/build-serve.server.ts'
import { CREATE_BIGNUMERIC, openDuckdbFile } from '#app/warehouse/duckdb-file.server.ts'
import {
  type AnyActivityRow,
  NOT_APPLICABLE,
  type PlainRow,
  type PlainTableName,
} from '#app/warehouse/schema.ts'
import { columnsOf, createTable, SCHEMA, type Schema } from '#app/warehouse/tables.ts'
import type { DatasetInfo, SqlScalar, Warehouse } from '#app/warehouse/warehouse.ts'

type CoreRow = Readonly<Record<string, SqlScalar>>

/** Core rows by table, as a test writes them; tables left out are empty. */
export type CoreRows = {
  readonly activity_daily?: readonly (AnyActivityRow | CoreRow)[]
} & { readonly [Table in PlainTableName]?: readonly PlainRow<Table>[] }

/** Resolves nothing: every row stays « not estimated ». */
export const nothingEstimated: ServeBuild['resolveCoefficients'] = () => ({
  coefficients: [],
  combinations: [],
  keys: [],
})

export const FIXTURE_INFO: DatasetInfo = {
  name: 'group',
  version: 'fixture',
  asOf: '2026-11-16',
  firstMonth: '2025-01',
  lastMonth: '2026-11',
  fiscalStart: 1,
  groupName: null,
}

/** A real serve file in a temporary folder, built from core rows by the product's own statements. */
export async function serveFixture(
  rows: CoreRows,
  options: {
    readonly info?: Partial<DatasetInfo>
    readonly resolveCoefficients?: ServeBuild['resolveCoefficients']
    readonly schema?: Schema
    readonly threads?: number
  } = {},
): Promise<Warehouse> {
  const schema = options.schema ?? SCHEMA
  const info = { ...FIXTURE_INFO, ...options.info }
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-fixture-'))
  const coreFiles: Record<string, string[]> = {}
  for (const [table, tableRows] of Object.entries(rows))
    coreFiles[table] = [await writeParquet(folder, table, tableRows as readonly CoreRow[], schema)]
  const file = path.join(folder, 'serve.duckdb')
  await buildServe({
    file,
    coreFiles,
    info,
    schema,
    resolveCoefficients: options.resolveCoefficients ?? nothingEstimated,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  })
  const open = await openDuckdbFile(file, options.threads)
  return {
    engine: 'duckdb',
    dataset: info,
    run: open.run,
    asSent: open.asSent,
    release() {
      open.close()
      void rm(folder, { recursive: true, force: true })
    },
  }
}

/** Core rows with every column of their table, as another engine wants them. */
export function completeCore(
  rows: CoreRows,
  schema: Schema = SCHEMA,
): Readonly<Record<string, readonly CoreRow[]>> {
  return Object.fromEntries(
    Object.entries(rows).map(([table, tableRows]) => {
      const empty = Object.fromEntries(columnsOf(table, schema).map(({ name }) => [name, null]))
      const whole = completed(table, tableRows as readonly CoreRow[], schema)
      return [table, whole.map((row) => ({ ...empty, ...row }))]
    }),
  )
}

async function writeParquet(
  folder: string,
  table: string,
  rows: readonly CoreRow[],
  schema: Schema,
): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(CREATE_BIGNUMERIC)
  await connection.run(createTable(table, table, schema))
  await append(connection, table, completed(table, rows, schema), schema)
  const file = path.join(folder, `${table}.parquet`)
  await connection.run(`COPY ${table} TO '${file}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return file
}

/** A dimension that a fact does not have holds `not_applicable` in core as in serve. */
function completed(table: string, rows: readonly CoreRow[], schema: Schema): readonly CoreRow[] {
  if (table !== 'activity_daily') return rows
  const absent = Object.fromEntries(
    columnsOf(table, schema)
      .filter(({ name }) => name in schema.dimensions)
      .map(({ name }) => [name, NOT_APPLICABLE]),
  )
  return rows.map((row) => ({ ...absent, ...row }))
}
