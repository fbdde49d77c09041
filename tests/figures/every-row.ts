import { groupScope } from '#app/access/scope.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import type { Row, Warehouse } from '#app/warehouse/warehouse.ts'

/** Every row of a table, for another engine to hold. */
export function everyRow(warehouse: Warehouse, table: string): Promise<readonly Row[]> {
  const columns = columnsOf(table)
  return warehouse.run(
    {
      name: `every ${table}`,
      sql: `SELECT ${columns.map(({ name }) => `t.${name}`).join(', ')} FROM {${table}} AS t`,
      parameters: {},
      columns: Object.fromEntries(columns.map(({ name, type }) => [name, type] as const)),
    },
    groupScope(),
  )
}
