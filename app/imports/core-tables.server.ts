import path from 'node:path'
import type { LoadedMonth } from '#app/imports/source-months.ts'
import { append } from '#app/warehouse/build-serve.server.ts'
import { type PlainRow, type PlainTableName, UNASSIGNED } from '#app/warehouse/schema.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable } from '#app/warehouse/tables.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'

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

/** What parts say of a plain table. */
export async function described<Table extends PlainTableName>(
  scratch: Scratch,
  table: Table,
): Promise<readonly PlainRow<Table>[]> {
  const columns = Object.fromEntries(columnsOf(table).map(({ name, type }) => [name, type])) as RowSchema
  return (await scratch.rows(
    `SELECT * FROM core_${table} ORDER BY ALL`,
    columns,
  )) as unknown as readonly PlainRow<Table>[]
}

/** Ids that activity holds in a dimension, with the value of another dimension where all their rows agree on one. */
export async function seen(
  scratch: Scratch,
  dimension: string,
  agreed: readonly string[] = [],
): Promise<readonly Row[]> {
  const others = agreed.map(
    (name) => `CASE WHEN MIN(${name}) = MAX(${name}) THEN MIN(${name}) ELSE '${UNASSIGNED}' END AS ${name}`,
  )
  return await scratch.rows(
    `SELECT ${[`${dimension} AS id`, ...others].join(', ')} FROM core_activity_daily WHERE ${dimension} NOT IN ('${UNASSIGNED}', 'not_applicable') GROUP BY 1 ORDER BY 1`,
    Object.fromEntries(['id', ...agreed].map((name) => [name, 'STRING' as const])),
  )
}

/** The months of each source and fact that activity has. */
export async function loadedMonths(scratch: Scratch): Promise<readonly LoadedMonth[]> {
  const rows = await scratch.rows(
    "SELECT source, fact AS supplied, strftime(day, '%Y-%m') AS month FROM core_activity_daily GROUP BY ALL ORDER BY ALL",
    { source: 'STRING', supplied: 'STRING', month: 'STRING' },
  )
  return rows.map(({ source, supplied, month }) => ({
    source: String(source),
    supplied: String(supplied),
    month: String(month),
  }))
}
