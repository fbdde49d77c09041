import path from 'node:path'
import { append } from '#app/warehouse/build-serve.server.ts'
import type { PlainRow, PlainTableName } from '#app/warehouse/schema.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable } from '#app/warehouse/tables.ts'

/** Opens the parts of a core table as `core_TABLE`; empty when there is none. */
export async function openTable(scratch: Scratch, table: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return await scratch.run(createTable(`core_${table}`, table))
  const columns = columnsOf(table).map(({ name }) => name)
  await scratch.run(
    `CREATE VIEW core_${table} AS SELECT ${columns.join(', ')} FROM read_parquet([${files.map(sqlText).join(', ')}], union_by_name = true)`,
  )
}

/** Writes rows of a plain table as a Parquet file beside the others. */
export async function writeTable<Table extends PlainTableName>(
  scratch: Scratch,
  temporary: string,
  table: Table,
  rows: readonly PlainRow<Table>[],
): Promise<string> {
  await scratch.run(createTable(table, table))
  await append(scratch.connection, table, rows)
  const file = path.join(temporary, `whole-${table}.parquet`)
  await scratch.run(`COPY ${table} TO ${sqlText(file)} (FORMAT parquet)`)
  return file
}
