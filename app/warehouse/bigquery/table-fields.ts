import { columnDescription, PART } from '#app/warehouse/descriptions.ts'
import { columnsOf, SCHEMA, type Schema, type TableColumn } from '#app/warehouse/tables.ts'
import type { SqlType } from '#app/warehouse/warehouse.ts'

/** A column as the REST API describes it. */
export type TableField = {
  readonly name: string
  readonly type: string
  readonly mode: 'NULLABLE' | 'REQUIRED'
  readonly description?: string
}

const REST_TYPES: Readonly<Record<SqlType, Pick<TableField, 'type'>>> = {
  STRING: { type: 'STRING' },
  INT64: { type: 'INTEGER' },
  // Without precision: rows that a query appends have none, and would be refused.
  'DECIMAL(18,6)': { type: 'NUMERIC' },
  BIGNUMERIC: { type: 'BIGNUMERIC' },
  DATE: { type: 'DATE' },
  BOOL: { type: 'BOOLEAN' },
  FLOAT64: { type: 'FLOAT' },
  TIMESTAMP: { type: 'TIMESTAMP' },
}

/**
 * The columns of a table of core, with the part that each row belongs to, as the REST API takes them. All may be empty:
 * what a query answers may be, and BigQuery appends it to no table that requires a column.
 */
export function coreFields(table: string, schema: Schema = SCHEMA): readonly TableField[] {
  const part: TableColumn = { name: PART, type: 'STRING', nullable: false }
  return [...columnsOf(table, schema), part].map((column) =>
    fieldOf(table, { ...column, nullable: true }, schema),
  )
}

/** The columns of a table that pages read, as the REST API takes them. */
export function serveFields(table: string, schema: Schema = SCHEMA): readonly TableField[] {
  return columnsOf(table, schema).map((column) => fieldOf(table, column, schema))
}

function fieldOf(table: string, { name, type, nullable }: TableColumn, schema: Schema): TableField {
  return {
    name,
    ...REST_TYPES[type],
    mode: nullable ? 'NULLABLE' : 'REQUIRED',
    description: columnDescription(table, name, schema),
  }
}

/** The same as the list of columns of a CREATE TABLE. */
export function ddlColumns(table: string, schema: Schema = SCHEMA): string {
  return columnsOf(table, schema)
    .map(
      ({ name, type, nullable }) =>
        `  ${name} ${type.replace('DECIMAL', 'NUMERIC')}${nullable ? '' : ' NOT NULL'} OPTIONS(description = ${sqlString(columnDescription(table, name, schema))})`,
    )
    .join(',\n')
}

/** Columns that neighbours share: readers ask for a fact and a month, then for a subsidiary or a use case. */
export function clusteringOf(table: string, schema: Schema = SCHEMA): readonly string[] {
  const names = columnsOf(table, schema).map(({ name }) => name)
  return ['fact', 'month', 'subsidiary', 'project'].filter((name) => names.includes(name))
}

/** A text as a literal of GoogleSQL. */
export function sqlString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return `'${escaped}'`
}
