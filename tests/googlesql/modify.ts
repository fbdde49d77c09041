import type { Message } from './service.ts'
import type { Table, TableRow } from './tables.ts'
import { plainValue, typeMessage } from './values.ts'

/** The engine says what an INSERT, UPDATE or DELETE changes and changes nothing itself: this applies its answer. */
export function applyChanges(table: Table, answer: Message): { table: Table; touched: number } {
  const changes = (answer.content ?? []) as {
    operation: string
    cell?: Message[]
    old_primary_key?: Message[]
  }[]
  const rows = new Map<string, TableRow>(table.rows.map((row, index) => [keyOf(table, row, index), row]))
  const added: TableRow[] = []
  for (const { operation, cell = [], old_primary_key = [] } of changes) {
    const old = JSON.stringify(
      old_primary_key.map((value, index) => plainValue(keyType(table, index), value)),
    )
    if (operation === 'INSERT') added.push(rowOf(table, cell))
    else if (!rows.has(old)) throw new Error(`no row of ${table.name} has the key ${old}`)
    else if (operation === 'UPDATE') rows.set(old, rowOf(table, cell))
    else rows.delete(old)
  }
  return { table: { ...table, rows: [...rows.values(), ...added] }, touched: changes.length }
}

function keyOf(table: Table, row: TableRow, index: number): string {
  if (table.key === undefined) return `row ${index}`
  return JSON.stringify(table.key.map((name) => row[name]))
}

function keyType(table: Table, index: number): Message {
  const column = table.columns.find(({ name }) => name === table.key?.[index])
  if (column === undefined) throw new Error(`${table.name} has no key: UPDATE and DELETE need one`)
  return typeMessage(column.type)
}

function rowOf(table: Table, cells: readonly Message[]): TableRow {
  return Object.fromEntries(
    table.columns.map(({ name, type }, index) => [name, plainValue(typeMessage(type), cells[index] ?? {})]),
  )
}
