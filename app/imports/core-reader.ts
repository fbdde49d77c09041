import type { LoadedMonth } from '#app/imports/source-months.ts'
import { type PlainRow, type PlainTableName, UNASSIGNED } from '#app/warehouse/schema.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'

/** What core says of itself, whichever engine holds it. */
export type CoreReader = {
  /** What parts say of a plain table. */
  described<Table extends PlainTableName>(table: Table): Promise<readonly PlainRow<Table>[]>
  /** Ids that activity holds in a dimension, with the value of another dimension where all their rows agree on one. */
  seen(dimension: string, agreed?: readonly string[]): Promise<readonly Row[]>
  /** The months of each source and fact that activity has. */
  loadedMonths(): Promise<readonly LoadedMonth[]>
}

/** Reads core in the SQL that both engines know; `from` gives what stands after FROM for a table. */
export function coreReader(
  ask: (sql: string, columns: RowSchema) => Promise<readonly Row[]>,
  from: (table: string) => string,
): CoreReader {
  const texts = (names: readonly string[]): RowSchema =>
    Object.fromEntries(names.map((name) => [name, 'STRING' as const]))
  return {
    async described(table) {
      const columns = columnsOf(table)
      const names = columns.map(({ name }) => `c.${name}`)
      const order = columns.map((_, index) => index + 1)
      const schema: RowSchema = Object.fromEntries(columns.map(({ name, type }) => [name, type]))
      const sql = `SELECT ${names.join(', ')} FROM ${from(table)} AS c ORDER BY ${order.join(', ')}`
      return (await ask(sql, schema)) as never
    },
    async seen(dimension, agreed = []) {
      const others = agreed.map(
        (name) =>
          `CASE WHEN MIN(a.${name}) = MAX(a.${name}) THEN MIN(a.${name}) ELSE '${UNASSIGNED}' END AS ${name}`,
      )
      return await ask(
        `SELECT ${[`a.${dimension} AS id`, ...others].join(', ')} FROM ${from('activity_daily')} AS a WHERE a.${dimension} NOT IN ('${UNASSIGNED}', 'not_applicable') GROUP BY 1 ORDER BY 1`,
        texts(['id', ...agreed]),
      )
    },
    async loadedMonths() {
      const rows = await ask(
        `SELECT a.source AS source, a.fact AS supplied, SUBSTR(CAST(a.day AS STRING), 1, 7) AS month FROM ${from('activity_daily')} AS a GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
        texts(['source', 'supplied', 'month']),
      )
      return rows.map(({ source, supplied, month }) => ({
        source: String(source),
        supplied: String(supplied),
        month: String(month),
      }))
    },
  }
}
