import {
  DAILY_FACTS,
  DIMENSIONS,
  type DimensionColumn,
  MEASURES,
  type MeasureColumn,
  PLAIN_TABLES,
  type PlainTable,
} from '#app/warehouse/schema.ts'
import type { SqlType } from '#app/warehouse/warehouse.ts'

/** A schema as data, so that a test can add a column and see it reach both engines. */
export type Schema = {
  readonly dimensions: Readonly<Record<string, DimensionColumn>>
  readonly measures: Readonly<Record<string, MeasureColumn>>
  readonly plain: Readonly<Record<string, PlainTable>>
}

export const SCHEMA: Schema = { dimensions: DIMENSIONS, measures: MEASURES, plain: PLAIN_TABLES }

export type TableColumn = { readonly name: string; readonly type: SqlType; readonly nullable: boolean }

const text = (name: string): TableColumn => ({ name, type: 'STRING', nullable: false })
const date = (name: string): TableColumn => ({ name, type: 'DATE', nullable: false })

/** Columns of a table in their order; an unknown table throws. */
export function columnsOf(table: string, schema: Schema = SCHEMA): readonly TableColumn[] {
  if (table === 'activity_daily') return activityColumns(schema)
  if (table === 'fact_month') return factColumns([text('month'), text('quarter'), text('fact')], schema)
  if (table === 'fact_day')
    return factColumns([date('day'), text('month'), text('quarter'), text('fact')], schema)
  const plain = schema.plain[table]
  if (plain === undefined) throw new Error(`The schema has no table named ${table}.`)
  return Object.entries(plain.columns).map(([name, column]) => ({
    name,
    type: column.type,
    nullable: column.nullable,
  }))
}

function activityColumns(schema: Schema): TableColumn[] {
  const isCore = (column: { readonly facts: readonly string[]; readonly derived?: string }) =>
    column.derived === undefined && DAILY_FACTS.some((fact) => column.facts.includes(fact))
  return [
    date('day'),
    text('fact'),
    ...Object.entries(schema.dimensions)
      .filter(([, column]) => isCore(column))
      .map(([name]) => text(name)),
    ...Object.entries(schema.measures)
      .filter(([, column]) => isCore(column))
      .map(([name, column]) => ({ name, type: column.type, nullable: true })),
  ]
}

function factColumns(head: readonly TableColumn[], schema: Schema): TableColumn[] {
  return [
    ...head,
    ...Object.keys(schema.dimensions).map(text),
    ...Object.entries(schema.measures).map(([name, column]) => ({ name, type: column.type, nullable: true })),
  ]
}

/** Tables whose rows files and the demo supply. */
export function coreTables(schema: Schema = SCHEMA): readonly string[] {
  return ['activity_daily', ...plainTables(['core', 'both'], schema)]
}

/** Tables that pages read. */
export function serveTables(schema: Schema = SCHEMA): readonly string[] {
  return ['fact_month', 'fact_day', ...plainTables(['both', 'serve'], schema)]
}

function plainTables(layers: readonly PlainTable['layer'][], schema: Schema): string[] {
  return Object.entries(schema.plain)
    .filter(([, table]) => layers.includes(table.layer))
    .map(([name]) => name)
}

/** The column that limits a reader of a table to a subsidiary; null when the table holds nothing of one. */
export function scopeColumn(table: string, schema: Schema = SCHEMA): string | null {
  if (table === 'activity_daily' || table === 'fact_month' || table === 'fact_day') return 'subsidiary'
  const plain = schema.plain[table]
  if (plain === undefined) throw new Error(`The schema has no table named ${table}.`)
  return plain.scope
}

/** `CREATE TABLE` in the types that both engines know; `name` is already qualified and quoted for the engine. */
export function createTable(name: string, table: string, schema: Schema = SCHEMA): string {
  const columns = columnsOf(table, schema).map(
    (column) => `  ${column.name} ${column.type}${column.nullable ? '' : ' NOT NULL'}`,
  )
  return `CREATE TABLE ${name} (\n${columns.join(',\n')}\n)`
}
