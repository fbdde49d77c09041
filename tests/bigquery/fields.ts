import type { SqlType } from '#app/warehouse/warehouse.ts'
import type { Message } from '#tests/googlesql/service.ts'
import type { ColumnType } from '#tests/googlesql/values.ts'
import { invalid, notImplemented } from './wire-error.ts'

/** A column as BigQuery's REST API describes it, with the type names that its answers have. */
export type Field = {
  readonly name: string
  readonly type: string
  readonly mode: 'NULLABLE' | 'REQUIRED' | 'REPEATED'
  readonly description?: string
  readonly precision?: string
  readonly scale?: string
  readonly fields?: readonly Field[]
}

/** Names that GoogleSQL gives to types → the names in BigQuery's answers. */
const ANSWERED: Readonly<Record<string, string>> = {
  INT64: 'INTEGER',
  FLOAT64: 'FLOAT',
  BOOL: 'BOOLEAN',
  STRUCT: 'RECORD',
  DECIMAL: 'NUMERIC',
  BIGDECIMAL: 'BIGNUMERIC',
}

const KNOWN =
  'STRING INTEGER FLOAT BOOLEAN RECORD NUMERIC BIGNUMERIC DATE TIMESTAMP DATETIME TIME BYTES JSON'.split(' ')

/** A type as BigQuery's answers name it. */
export function answeredType(type: unknown): string {
  const name = String(type).toUpperCase()
  return ANSWERED[name] ?? name
}

/** Columns as a client writes them, in the spelling of BigQuery's answers. */
export function readFields(schema: unknown): readonly Field[] {
  const { fields } = (schema ?? {}) as { fields?: Record<string, unknown>[] }
  return (fields ?? []).map((field) => {
    const type = answeredType(field.type)
    if (!KNOWN.includes(type))
      throw invalid(`Invalid value for type: ${String(field.type)} is not a valid value`)
    const mode = String(field.mode ?? 'NULLABLE').toUpperCase()
    const nested = field.fields === undefined ? {} : { fields: readFields(field) }
    return { ...field, name: String(field.name), type, mode, ...nested } as Field
  })
}

const ENGINE_TYPES: Readonly<Record<string, SqlType>> = {
  STRING: 'STRING',
  INTEGER: 'INT64',
  NUMERIC: 'DECIMAL(18,6)',
  BIGNUMERIC: 'BIGNUMERIC',
  DATE: 'DATE',
  BOOLEAN: 'BOOL',
  FLOAT: 'FLOAT64',
  TIMESTAMP: 'TIMESTAMP',
}

/** A column's type as the engine's tables declare it. */
export function engineType({ name, type, mode, fields = [] }: Field): ColumnType {
  if (type === 'RECORD') {
    const struct = Object.fromEntries(fields.map((field) => [field.name, engineType(field)] as const))
    return mode === 'REPEATED' ? { list: { struct } } : { struct }
  }
  const element = ENGINE_TYPES[type]
  if (element === undefined) throw notImplemented(`queries over the column ${name}, which is ${type}`)
  return mode === 'REPEATED' ? `${element}[]` : element
}

const KINDS: Readonly<Record<string, string>> = { TYPE_DOUBLE: 'FLOAT', TYPE_STRUCT: 'RECORD' }

/** A column of a type in the engine's own spelling. */
export function fieldOfType(name: string, type: Message): Field {
  const { element_type: element } = (type.array_type ?? {}) as { element_type?: Message }
  if (element !== undefined) return { ...fieldOfType(name, element), mode: 'REPEATED' }
  const kind = String(type.type_kind)
  const field = {
    name,
    type: KINDS[kind] ?? answeredType(kind.replace('TYPE_', '')),
    mode: 'NULLABLE' as const,
  }
  const { field: members } = (type.struct_type ?? {}) as {
    field?: { field_name: string; field_type: Message }[]
  }
  if (members === undefined) return field
  return { ...field, fields: members.map((member) => fieldOfType(member.field_name, member.field_type)) }
}
