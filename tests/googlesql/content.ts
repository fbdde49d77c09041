import type { Message } from './service.ts'
import type { Table } from './tables.ts'
import { valueMessage } from './values.ts'

/** A message of the engine to its wire format: `RegisterCatalogRequest`, whose fourth field carries rows by table name. */
export type Encode = (request: Message) => Buffer

/** One column's cells one after another, ready to be put into rows; cell i lies from `ends[i - 1]` to `ends[i]`. */
type EncodedColumn = { readonly bytes: Buffer; readonly ends: Uint32Array }

const CONTENT_OF_CATALOG = 4
const LENGTH_DELIMITED = 2

/** Cells are encoded once for each list of rows, however many choices of columns are registered after. */
const encoded = new WeakMap<Table['rows'], Map<string, EncodedColumn>>()

/**
 * The rows of some tables as the bytes of a field of a request; each cell is checked against its column's type.
 * Throws with table, row and column.
 */
export function contentBytes(tables: readonly Table[], encode: Encode, field = CONTENT_OF_CATALOG): Buffer {
  return Buffer.concat(
    tables.map((table) => {
      const name = Buffer.from(table.name)
      const rows = rowBytes(table, encode)
      const data = delimited(1, rows)
      return delimited(field, Buffer.concat([delimited(1, name), delimited(2, data)]))
    }),
  )
}

function rowBytes({ name, columns, rows }: Table, encode: Encode): Buffer {
  const all = columns.map((column) => columnBytes({ name, columns: [column], rows }, encode))
  const sizes = rows.map((_, row) => all.reduce((sum, { ends }) => sum + cellSize(ends, row), 0))
  const result = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 1 + varintSize(size) + size, 0))
  let at = 0
  for (const [row, size] of sizes.entries()) {
    at = writeHead(result, at, 1, size)
    for (const { bytes, ends } of all) at += bytes.copy(result, at, startOf(ends, row), ends[row])
  }
  return result
}

function columnBytes(table: Table, encode: Encode): EncodedColumn {
  const column = table.columns[0]?.name ?? ''
  const known = encoded.get(table.rows) ?? new Map<string, EncodedColumn>()
  encoded.set(table.rows, known)
  const found = known.get(column) ?? encodeColumn(table, encode)
  known.set(column, found)
  return found
}

/** A row of one cell holds just what that cell adds to a row of several. */
function encodeColumn(table: Table, encode: Encode): EncodedColumn {
  const row = table.rows.map((values, index) => ({ cell: [cell(table, values, index)] }))
  const entry = innerOf(
    encode({ table_content: { [table.name]: { table_data: { row } } } }),
    CONTENT_OF_CATALOG,
  )
  const data = innerOf(innerOf(entry, 2), 1)
  const bytes: Buffer[] = []
  const ends = new Uint32Array(row.length)
  let end = 0
  let index = 0
  for (const { value } of fieldsOf(data)) {
    bytes.push(value)
    end += value.length
    ends[index++] = end
  }
  return { bytes: Buffer.concat(bytes), ends }
}

function cell({ name: table, columns }: Table, values: Table['rows'][number], index: number): Message {
  const { name, type } = columns[0] as Table['columns'][number]
  const value = values[name]
  if (value === undefined)
    throw new Error(`Row ${index + 1} of ${table} lacks ${name}: write null for unknown`)
  try {
    return valueMessage(type, value)
  } catch (error) {
    throw new Error(`Row ${index + 1} of ${table}, ${name}: ${String(error)}`, { cause: error })
  }
}

function startOf(ends: Uint32Array, row: number): number {
  return row === 0 ? 0 : (ends[row - 1] ?? 0)
}

function cellSize(ends: Uint32Array, row: number): number {
  return (ends[row] ?? 0) - startOf(ends, row)
}

function delimited(field: number, value: Buffer): Buffer {
  const head = Buffer.allocUnsafe(1 + varintSize(value.length))
  writeHead(head, 0, field, value.length)
  return Buffer.concat([head, value])
}

/** Writes the tag and the length of a field; answers where its value begins. */
function writeHead(into: Buffer, at: number, field: number, length: number): number {
  let place = into.writeUInt8((field << 3) | LENGTH_DELIMITED, at)
  let rest = length
  while (rest > 0x7f) {
    place = into.writeUInt8((rest & 0x7f) | 0x80, place)
    rest >>>= 7
  }
  return into.writeUInt8(rest, place)
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++
  return size
}

function innerOf(message: Buffer, field: number): Buffer {
  for (const found of fieldsOf(message)) if (found.field === field) return found.value
  return Buffer.alloc(0)
}

function* fieldsOf(message: Buffer): Generator<{ field: number; value: Buffer }> {
  for (let at = 0; at < message.length; ) {
    const field = message.readUInt8(at++) >>> 3
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = message.readUInt8(at++)
      length |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    yield { field, value: message.subarray(at, at + length) }
    at += length
  }
}
