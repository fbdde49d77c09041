import { type PlainRow, readCell } from './cells.ts'
import type { Field } from './fields.ts'
import { type Json, revise, type Store, type StoredTable, type TableName, tableText } from './store.ts'
import { duplicate, invalid, notFound } from './wire-error.ts'

/** How a job writes its rows into a table. */
export type Write = {
  readonly disposition: string
  readonly create: string
  /** What the table gets besides its columns when the job makes it. */
  readonly settings: Json
  readonly fields: readonly Field[]
  readonly rows: readonly PlainRow[]
}

/** Writes the rows of a job whole: appended, instead of what was there, or into a table without rows. */
export function writeTable(store: Store, destination: TableName, write: Write): void {
  const { table: id, partition } = readDecorator(destination)
  const name = { ...destination, table: id }
  const { fields, rows, settings } = write
  const table = store.findTable(name)
  if (table === null) {
    if (write.create === 'CREATE_NEVER') throw notFound(`Table ${tableText(name)}`)
    const content = { fields, rows }
    if (partition !== null) partitionTest({ name, settings }, partition)
    store.createTable(name, settings, content)
    return
  }
  const inPartition = partition === null ? () => true : partitionTest(table, partition)
  if (!rows.every(inPartition))
    throw invalid(`Some rows belong to different partitions rather than destination partition ${partition}`)
  const old = table.content.rows
  if (write.disposition === 'WRITE_EMPTY' && old.length > 0) throw duplicate(`Table ${tableText(name)}`)
  const replaces = write.disposition === 'WRITE_TRUNCATE'
  const columns = replaces && partition === null ? fields : matchingFields(table, fields)
  const kept = replaces ? old.filter((row) => !inPartition(row)) : old
  table.content = { fields: columns, rows: [...kept, ...rows.map((row) => fitted(columns, row))] }
  revise(table)
}

/** `table$YYYYMM` names the rows of a partition. */
function readDecorator({ table }: TableName): { readonly table: string; readonly partition: string | null } {
  const [id = '', partition = null] = table.split('$')
  return { table: id, partition }
}

const PARTITION_DIGITS: Readonly<Record<string, number>> = { YEAR: 4, MONTH: 6, DAY: 8, HOUR: 10 }

/** Whether a row lies in a partition of the table. Throws 400 for a table that has no such partition. */
function partitionTest(
  { name, settings }: Pick<StoredTable, 'name' | 'settings'>,
  partition: string,
): (row: PlainRow) => boolean {
  const { type = 'DAY', field } = (settings.timePartitioning ?? {}) as { type?: string; field?: string }
  if (field === undefined) throw invalid(`Table ${tableText(name)} is not partitioned by a column.`)
  const digits = PARTITION_DIGITS[type] ?? 8
  if (!new RegExp(`^\\d{${digits}}$`).test(partition))
    throw invalid(`Invalid partition decorator $${partition}: the table is partitioned by ${type}.`)
  return (row) =>
    String(row[field] ?? '')
      .replace(/\D/g, '')
      .slice(0, digits) === partition
}

function matchingFields({ name, content }: StoredTable, fields: readonly Field[]): readonly Field[] {
  const stranger = fields.find(
    (field) => !content.fields.some((old) => old.name === field.name && old.type === field.type),
  )
  if (stranger === undefined) {
    const moved = fields.find(({ name: column, mode }) => modeIn(content.fields, column) !== mode)
    if (moved === undefined) return content.fields
    throw invalid(
      `Provided Schema does not match Table ${tableText(name)}. Field ${moved.name} has changed mode from ${modeIn(content.fields, moved.name)} to ${moved.mode}`,
    )
  }
  const why = content.fields.some((old) => old.name === stranger.name) ? 'has changed type' : 'is not in it'
  throw invalid(`Provided Schema does not match Table ${tableText(name)}. Field ${stranger.name} ${why}`)
}

const modeIn = (fields: readonly Field[], column: string) => fields.find(({ name }) => name === column)?.mode

function fitted(fields: readonly Field[], row: PlainRow): PlainRow {
  try {
    return Object.fromEntries(fields.map((field) => [field.name, readCell(field, row[field.name])]))
  } catch (error) {
    if (error instanceof RangeError) throw invalid(error.message)
    throw error
  }
}
