import type { SqlParameter, SqlScalar, SqlType } from '#app/warehouse/warehouse.ts'
import { decimalText, fromLittleEndian, toLittleEndian, unscaled } from './decimal.ts'
import type { Message } from './service.ts'

export type ColumnType = SqlType | `${SqlType}[]` | StructType | ListType
/** A nested column, its fields in their order. */
export type StructType = { readonly struct: Readonly<Record<string, ColumnType>> }
/** A repeated column whose items are not plain. */
export type ListType = { readonly list: StructType }
export type Value = SqlScalar | readonly SqlScalar[]
/** What a cell of a registered table may hold; answers hold no struct. */
export type CellValue = Value | StructValue | readonly StructValue[]
/** Every field of the struct; null for unknown. */
export type StructValue = { readonly [field: string]: CellValue } | null

const DAY_MS = 86_400_000
const NUMERIC_SCALE = 9
const BIGNUMERIC_SCALE = 38

const KINDS = {
  STRING: 'TYPE_STRING',
  INT64: 'TYPE_INT64',
  'DECIMAL(18,6)': 'TYPE_NUMERIC',
  BIGNUMERIC: 'TYPE_BIGNUMERIC',
  DATE: 'TYPE_DATE',
  BOOL: 'TYPE_BOOL',
  FLOAT64: 'TYPE_DOUBLE',
  TIMESTAMP: 'TYPE_TIMESTAMP',
} as const satisfies Record<SqlType, string>

/** A type in the engine's own spelling. */
export function typeMessage(type: ColumnType): Message {
  if (typeof type === 'object') {
    if ('list' in type)
      return { type_kind: 'TYPE_ARRAY', array_type: { element_type: typeMessage(type.list) } }
    const field = Object.entries(type.struct).map(([name, of]) => ({
      field_name: name,
      field_type: typeMessage(of),
    }))
    return { type_kind: 'TYPE_STRUCT', struct_type: { field } }
  }
  const element = listElement(type)
  if (element === null) return { type_kind: KINDS[type as SqlType] }
  return { type_kind: 'TYPE_ARRAY', array_type: { element_type: typeMessage(element) } }
}

/** A parameter's value as the engine wants it; an empty message is NULL. */
export function parameterMessage(parameter: SqlParameter): Message {
  return valueMessage(parameter.type, parameter.value)
}

/** A value of a declared type as the engine wants it. Throws when the value does not fit the type. */
export function valueMessage(type: ColumnType, value: CellValue): Message {
  if (value === null) return {}
  if (typeof type === 'object')
    return 'list' in type ? listMessage(type, value) : structMessage(type, value as StructValue)
  const element = listElement(type)
  if (element === null) return scalarMessage(type as SqlType, value as SqlScalar)
  if (!Array.isArray(value)) throw new Error(`A ${type} was given « ${String(value)} », which is no list`)
  return { array_value: { element: value.map((item: SqlScalar) => valueMessage(element, item)) } }
}

function listMessage({ list }: ListType, value: CellValue): Message {
  if (!Array.isArray(value)) throw new Error(`A list of structs was given « ${JSON.stringify(value)} »`)
  return { array_value: { element: value.map((item: StructValue) => valueMessage(list, item)) } }
}

function structMessage({ struct }: StructType, value: StructValue): Message {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error(`A struct was given « ${JSON.stringify(value)} »`)
  const unknown = Object.keys(value).find((name) => !(name in struct))
  if (unknown !== undefined) throw new Error(`The struct has no field ${unknown}`)
  const field = Object.entries(struct).map(([name, type]) => {
    const own = value[name]
    if (own === undefined) throw new Error(`The struct lacks ${name}: write null for unknown`)
    return valueMessage(type, own)
  })
  return { struct_value: { field } }
}

function scalarMessage(type: SqlType, value: SqlScalar): Message {
  switch (type) {
    case 'STRING':
      return { string_value: expectKind(type, value, 'string') }
    case 'BOOL':
      return { bool_value: expectKind(type, value, 'boolean') }
    case 'FLOAT64':
      return { double_value: expectKind(type, value, 'number') }
    case 'INT64':
      return { int64_value: Number.isSafeInteger(value) ? value : unscaled(String(value), 0).toString() }
    case 'DECIMAL(18,6)':
      return { numeric_value: toLittleEndian(unscaled(String(value), NUMERIC_SCALE)) }
    case 'BIGNUMERIC':
      return { bignumeric_value: toLittleEndian(unscaled(String(value), BIGNUMERIC_SCALE)) }
    case 'DATE':
      return { date_value: instant(type, expectKind(type, value, 'string')) / DAY_MS }
    case 'TIMESTAMP':
      return { timestamp_value: timestampMessage(expectKind(type, value, 'string')) }
  }
}

/** A value of the engine as plain JSON, by the port's rules (INT64 beyond 2^53 as text, decimals canonical). */
export function plainValue(type: Message, value: Message): Value {
  const kind = type.type_kind
  if (Object.keys(value).length === 0) return null
  switch (kind) {
    case 'TYPE_STRING':
      return value.string_value as string
    case 'TYPE_BOOL':
      return value.bool_value as boolean
    case 'TYPE_DOUBLE':
      return value.double_value as number
    case 'TYPE_INT64': {
      const text = value.int64_value as string
      return Number.isSafeInteger(Number(text)) ? Number(text) : text
    }
    case 'TYPE_NUMERIC':
      return decimalText(fromLittleEndian(value.numeric_value as Buffer), NUMERIC_SCALE)
    case 'TYPE_BIGNUMERIC':
      return decimalText(fromLittleEndian(value.bignumeric_value as Buffer), BIGNUMERIC_SCALE)
    case 'TYPE_DATE':
      return new Date((value.date_value as number) * DAY_MS).toISOString().slice(0, 10)
    case 'TYPE_TIMESTAMP':
      return timestampText(value.timestamp_value as { seconds?: string; nanos?: number })
    case 'TYPE_ARRAY': {
      const element = (type.array_type as Message).element_type as Message
      const items = ((value.array_value as Message).element ?? []) as Message[]
      return items.map((item) => plainValue(element, item) as SqlScalar)
    }
    default:
      throw new Error(
        `A column of type ${String(kind)} has no plain JSON value here: cast it in the statement`,
      )
  }
}

function listElement(type: Exclude<ColumnType, object>): SqlType | null {
  return type.endsWith('[]') ? (type.slice(0, -2) as SqlType) : null
}

type Kinds = { string: string; number: number; boolean: boolean }

function expectKind<K extends keyof Kinds>(type: SqlType, value: SqlScalar, kind: K): Kinds[K] {
  if (typeof value !== kind) throw new Error(`A ${type} was given the ${typeof value} « ${String(value)} »`)
  return value as Kinds[K]
}

function instant(type: SqlType, text: string): number {
  const milliseconds = Date.parse(type === 'DATE' ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(milliseconds)) throw new Error(`« ${text} » is not a ${type}`)
  return milliseconds
}

function timestampMessage(text: string): Message {
  const seconds = Math.floor(instant('TIMESTAMP', text.replace(/\.\d+/, '')) / 1000)
  const fraction = /\.(\d{1,6})/.exec(text)?.[1] ?? ''
  return { seconds: String(seconds), nanos: Number(fraction.padEnd(9, '0')) }
}

function timestampText({ seconds = '0', nanos = 0 }: { seconds?: string; nanos?: number }): string {
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19)
  const fraction = String(nanos).padStart(9, '0').replace(/0+$/, '')
  return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`
}
