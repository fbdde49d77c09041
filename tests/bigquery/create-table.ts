import type { Message } from '#tests/googlesql/service.ts'
import { type Field, fieldOfType } from './fields.ts'
import type { Json } from './store.ts'
import { notImplemented } from './wire-error.ts'

/** What a CREATE TABLE says, as the analyser understood it. */
export type Definition = {
  readonly path: readonly string[]
  readonly mode: 'CREATE_DEFAULT' | 'CREATE_OR_REPLACE' | 'CREATE_IF_NOT_EXISTS'
  readonly fields: readonly Field[]
  readonly settings: Json
}

type ColumnDefinition = {
  readonly name: string
  readonly type: Message
  readonly annotations?: {
    readonly not_null?: boolean
    readonly option_list?: readonly Option[]
    readonly type_parameters?: {
      readonly numeric_type_parameters?: { readonly precision?: string; readonly scale?: string }
    }
  }
}

type Option = { readonly name: string; readonly value: { readonly resolved_literal_node?: Literal } }
type Literal = { readonly value: { readonly value: LiteralValue } }
type LiteralValue = {
  readonly string_value?: string
  readonly bool_value?: boolean
  readonly int64_value?: string
  readonly timestamp_value?: { readonly seconds?: string }
  readonly array_value?: {
    readonly element?: { readonly struct_value: { readonly field: LiteralValue[] } }[]
  }
}

type Statement = {
  readonly parent: {
    readonly parent: { readonly name_path: string[]; readonly create_mode: Definition['mode'] }
    readonly option_list?: readonly Option[]
    readonly column_definition_list: readonly ColumnDefinition[]
  }
  readonly cluster_by_list?: readonly {
    readonly resolved_column_ref_node: { readonly column: { readonly name: string } }
  }[]
}

/** Reads a resolved CREATE TABLE; `head` is the statement's text before its query, for the unit of partitions. */
export function readDefinition(resolved: Message, head: string): Definition {
  const base = (resolved.resolved_create_statement_node as Message)
    .resolved_create_table_stmt_base_node as Readonly<Record<string, Statement>>
  const statement = base.resolved_create_table_as_select_stmt_node ?? base.resolved_create_table_stmt_node
  if (statement === undefined) throw notImplemented('this kind of CREATE')
  const { parent, cluster_by_list: clusters = [] } = statement
  const columns = clusters.map(({ resolved_column_ref_node }) => resolved_column_ref_node.column.name)
  const { partition_expiration_days: days, ...settings } = optionSettings(parent.option_list ?? [])
  const partitioning = timePartitioning(head)
  const expiration = days === undefined ? {} : { expirationMs: String(Number(days) * 86_400_000) }
  return {
    path: parent.parent.name_path,
    mode: parent.parent.create_mode,
    fields: parent.column_definition_list.map(fieldOf),
    settings: {
      ...settings,
      ...(partitioning === null ? {} : { timePartitioning: { ...partitioning, ...expiration } }),
      ...(columns.length === 0 ? {} : { clustering: { fields: columns } }),
    },
  }
}

function fieldOf({ name, type, annotations }: ColumnDefinition): Field {
  const field = fieldOfType(name, type)
  const { precision, scale } = annotations?.type_parameters?.numeric_type_parameters ?? {}
  return {
    ...field,
    ...(annotations?.not_null ? { mode: 'REQUIRED' } : {}),
    ...(precision === undefined ? {} : { precision, scale: scale ?? '0' }),
    ...optionSettings(annotations?.option_list ?? []),
  }
}

/** Options of a table or a column → the names that the API gives them. */
const OPTIONS: Readonly<Record<string, readonly [string, (value: LiteralValue) => unknown]>> = {
  description: ['description', (value) => value.string_value],
  friendly_name: ['friendlyName', (value) => value.string_value],
  require_partition_filter: ['requirePartitionFilter', (value) => value.bool_value],
  partition_expiration_days: ['partition_expiration_days', (value) => value.int64_value],
  expiration_timestamp: [
    'expirationTime',
    (value) => String(Number(value.timestamp_value?.seconds ?? 0) * 1000),
  ],
  labels: [
    'labels',
    (value) =>
      Object.fromEntries(
        (value.array_value?.element ?? []).map(({ struct_value: { field } }) => [
          field[0]?.string_value,
          field[1]?.string_value,
        ]),
      ),
  ],
}

function optionSettings(options: readonly Option[]): Json {
  return Object.fromEntries(
    options.map(({ name, value }) => {
      const [setting, read] = OPTIONS[name.toLowerCase()] ?? []
      const literal = value.resolved_literal_node?.value.value
      if (setting === undefined || read === undefined || literal === undefined)
        throw notImplemented(`the option ${name} with this value`)
      return [setting, read(literal)]
    }),
  )
}

function timePartitioning(head: string): { readonly type: string; readonly field: string } | null {
  const [, clause] = /\bpartition\s+by\s+([\s\S]*?)(?=\bcluster\s+by\b|\boptions\s*\(|;|$)/i.exec(head) ?? []
  if (clause === undefined) return null
  const [, column, truncated, unit = 'DAY'] =
    /^\s*(?:`?(\w+)`?|(?:DATE|TIMESTAMP)_TRUNC\s*\(\s*`?(\w+)`?\s*,\s*(\w+)\s*\))\s*$/i.exec(clause) ?? []
  const field = column ?? truncated
  if (field === undefined) throw notImplemented(`PARTITION BY ${clause.trim()}`)
  return { type: unit.toUpperCase(), field }
}
