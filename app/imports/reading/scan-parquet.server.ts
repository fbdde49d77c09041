import type { DuckDBConnection } from '@duckdb/node-api'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import {
  type FileIdentity,
  type OpenFile,
  openFile,
  sha256Of,
} from '#app/imports/reading/read-bytes.server.ts'
import { sqlPath } from '#app/imports/reading/sql-text.ts'

export type ParquetScan = {
  kind: 'parquet'
  path: string
  identity: FileIdentity
  bytes: number
  /** Of the bytes as they lie on disk, in hexadecimal. */
  sha256: string
  header: string[]
  /** DuckDB's type of each column of `header`. */
  types: string[]
  records: number
}

/** One pass over a local Parquet file: its digest, columns, types and rows, every page decoded once. Throws FileRefused. */
export async function scanParquet(connection: DuckDBConnection, path: string): Promise<ParquetScan> {
  const file = await openFile(path)
  try {
    await assertParquet(file)
    const sha256 = await sha256Of(file)
    const columns = await describe(connection, file)
    const records = await countRows(connection, file)
    return {
      kind: 'parquet',
      path: file.path,
      identity: file.identity,
      bytes: file.identity.bytes,
      sha256,
      header: columns.map(({ name }) => name),
      types: columns.map(({ type }) => type),
      records,
    }
  } finally {
    await file.handle.close()
  }
}

async function assertParquet(file: OpenFile): Promise<void> {
  const { bytes } = file.identity
  if (bytes === 0) throw refused(file, 'empty', 'the file is empty', 'Export it again.')
  const start = Buffer.alloc(4)
  const end = Buffer.alloc(4)
  await file.handle.read(start, 0, 4, 0)
  await file.handle.read(end, 0, 4, Math.max(0, bytes - 4))
  if (start.toString('latin1') === 'PARE' || end.toString('latin1') === 'PARE') {
    throw refused(file, 'not-parquet', 'this Parquet file is encrypted', 'Export it without encryption.')
  }
  if (start.toString('latin1') !== 'PAR1') {
    throw refused(
      file,
      'not-parquet',
      'the name says Parquet, and the content is something else',
      'Give it the name of what it is (.csv, .jsonl), or export it as Parquet again.',
    )
  }
  if (bytes < 12 || end.toString('latin1') !== 'PAR1') {
    throw refused(
      file,
      'not-parquet',
      'this Parquet file is cut: its end is missing',
      'Copy or export it again.',
    )
  }
}

async function describe(
  connection: DuckDBConnection,
  file: OpenFile,
): Promise<{ name: string; type: string }[]> {
  const rows = await readRows(connection, file, `DESCRIBE SELECT * FROM ${parquetTable(file.path)}`)
  return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
}

// Hashing every column decodes every page (counts come from statistics): damage is met here and not in the middle of an import.
async function countRows(connection: DuckDBConnection, file: OpenFile): Promise<number> {
  const [row] = await readRows(
    connection,
    file,
    `SELECT count(*) AS all_rows, bit_xor(hash(COLUMNS(*))) FROM ${parquetTable(file.path)}`,
  )
  const records = Number(row?.all_rows ?? 0)
  if (records === 0)
    throw refused(file, 'header-only', 'there are columns and no row', 'Export it again with its rows.')
  return records
}

async function readRows(
  connection: DuckDBConnection,
  file: OpenFile,
  sql: string,
): Promise<Record<string, unknown>[]> {
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS()
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw refused(
      file,
      'not-parquet',
      `this Parquet file is damaged (${detail})`,
      'Copy or export it again.',
      error,
    )
  }
}

/** The table function over one Parquet file, without columns that its folder's name would add. */
export function parquetTable(path: string): string {
  return `read_parquet(${sqlPath(path)}, hive_partitioning = false)`
}

function refused(
  file: OpenFile,
  reason: 'empty' | 'header-only' | 'not-parquet',
  problem: string,
  remedy: string,
  cause?: unknown,
): FileRefused {
  return new FileRefused(file.path, { reason, line: null, column: null, problem, remedy }, cause)
}
