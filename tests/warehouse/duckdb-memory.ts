import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { CREATE_BIGNUMERIC, DUCKDB_SETTINGS } from '#app/warehouse/duckdb-file.server.ts'
import { decimalText } from '#app/warehouse/duckdb-values.server.ts'
import type { Table } from '#tests/googlesql/tables.ts'

export type DuckdbMemory = {
  /** Rows as the engine answers them: no declared type, so that a change of type shows; NaN and Infinity stay. */
  query(
    sql: string,
    parameters?: Record<string, DuckDBValue>,
    types?: Record<string, DuckDBType>,
  ): Promise<Record<string, unknown>[]>
  close(): void
}

/** DuckDB in memory with the product's settings and types, holding tables declared and filled like GoogleSQL's. */
export async function openDuckdbMemory(tables: readonly Table[]): Promise<DuckdbMemory> {
  const instance = await DuckDBInstance.create(':memory:', DUCKDB_SETTINGS)
  const connection = await instance.connect()
  await connection.run(CREATE_BIGNUMERIC)
  // Not in the product, whose tables hold no float: the cases compare floats too.
  await connection.run('CREATE TYPE FLOAT64 AS DOUBLE')
  for (const { name, columns, rows } of tables) {
    const declared = columns.map((column) => `${column.name} ${column.type}`).join(', ')
    await connection.run(`CREATE TABLE "${name}" (${declared})`)
    for (const row of rows) {
      const cells = columns.map((column) => literal(row[column.name]))
      await connection.run(`INSERT INTO "${name}" VALUES (${cells.join(', ')})`)
    }
  }
  return {
    async query(sql, parameters, types) {
      const reader = await connection.runAndReadAll(sql, parameters, types)
      return reader
        .getRowObjects()
        .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])))
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function literal(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`
}

function plain(value: DuckDBValue): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale)
  if (value instanceof DuckDBDateValue) return String(value)
  return value
}
