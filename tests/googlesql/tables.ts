import type { Message } from './service.ts'
import { type CellValue, type ColumnType, typeMessage } from './values.ts'

export type TableRow = Readonly<Record<string, CellValue>>

/** A table with its rows; `name` is `dataset.table`, written in back quotes in SQL. */
export type Table = {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly rows: readonly TableRow[]
  /** Columns whose values tell rows apart: UPDATE and DELETE need them, INSERT does not. */
  readonly key?: readonly string[]
}

/** Which columns of which tables a catalog holds. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>

/** A catalog without rows, to analyse with. */
export function schemaMessage(tables: readonly Table[], language: Message, withKeys = false): Message {
  return {
    name: 'catalog',
    builtin_function_options: { language_options: language },
    table: tables.map((table, index) => ({
      name: table.name,
      serialization_id: index + 1,
      column: table.columns.map(({ name, type }) => ({ name, type: typeMessage(type) })),
      primary_key_column_index: withKeys ? keyIndexes(table) : [],
    })),
  }
}

/** At least this many bytes: two for a NULL, four for a value. Spares encoding what cannot fit anyway. */
export function leastBytes(tables: readonly Table[]): number {
  let bytes = 0
  for (const { columns, rows } of tables) {
    for (const row of rows) for (const { name } of columns) bytes += row[name] === null ? 2 : 4
  }
  return bytes
}

/** The same tables with the selected columns only. */
export function narrow(tables: readonly Table[], selection: Selection): Table[] {
  return tables
    .filter((table) => selection.has(table.name))
    .map((table) => {
      const columns = table.columns.filter(({ name }) => selection.get(table.name)?.has(name))
      // A table of no column cannot be registered; COUNT(*) reads none.
      return { ...table, columns: columns.length === 0 ? table.columns.slice(0, 1) : columns }
    })
}

function keyIndexes(table: Table): number[] {
  return (table.key ?? []).map((name) => {
    const index = table.columns.findIndex((column) => column.name === name)
    if (index < 0) throw new Error(`The key of ${table.name} names ${name}, which is no column of it`)
    return index
  })
}
