import { columnSql, findField, googlesqlType, type TableSchema } from '#app/sources/table-schema.ts'

/** GoogleSQL over one cell: its value, NULL when it says nothing or nothing usable, and whether it is unusable. */
export type ExportCell = { readonly value: string; readonly isBad: string }

/** An amount, exact to eighteen decimals. */
export type ExportAmount = ExportCell & {
  /** The column that the report names. */
  readonly column: string
  readonly isEmpty: string
  /** Whether digits past the eighteenth decimal are rounded away. */
  readonly losesDigits: string
}

/** A text; NULL when blank, or when it is the warehouse's own word for « no such dimension ». */
export function textCell(schema: TableSchema, path: string): string | null {
  const field = findField(schema, path)
  if (field === null) return null
  const cell = columnSql(schema, path)
  return textOf(googlesqlType(field) === 'STRING' ? cell : `CAST(${cell} AS STRING)`)
}

/** The same of any text expression. */
export function textOf(text: string): string {
  return `(CASE WHEN TRIM(${text}) IN ('', 'NULL') OR ${text} = 'not_applicable' THEN NULL ELSE ${text} END)`
}

/** An exact amount: a float is read through its text, so that 5e-06 is 0.000005. Null when the table lacks the column. */
export function amountCell(schema: TableSchema, path: string): ExportAmount | null {
  const field = findField(schema, path)
  if (field === null) return null
  const cell = columnSql(schema, path)
  const isText = googlesqlType(field) === 'STRING'
  const text = isText ? `NULLIF(NULLIF(TRIM(${cell}), ''), 'NULL')` : cell
  const exact = exactOf(text)
  return {
    column: path,
    value: `ROUND(${exact}, 18)`,
    isEmpty: `(${text} IS NULL)`,
    isBad: `(${text} IS NOT NULL AND ${exact} IS NULL)`,
    losesDigits: `(${exact} <> ROUND(${exact}, 18))`,
  }
}

/** A number as exact BIGNUMERIC; NULL for NaN and infinities. */
export function exactOf(number: string): string {
  return `SAFE_CAST(CAST(${number} AS STRING) AS BIGNUMERIC)`
}

/** The calendar day that a cell says, on `zone` where it is an instant; years outside 2000 to 2099 are no day. */
export function dayCell(schema: TableSchema, path: string, zone: string): ExportCell | null {
  const field = findField(schema, path)
  if (field === null) return null
  const cell = columnSql(schema, path)
  const type = googlesqlType(field)
  const day =
    type === 'TIMESTAMP'
      ? `DATE(${cell}, '${zone}')`
      : type === 'STRING'
        ? `SAFE_CAST(SUBSTR(TRIM(${cell}), 1, 10) AS DATE)`
        : `DATE(${cell})`
  const value = `(CASE WHEN ${day} BETWEEN DATE '2000-01-01' AND DATE '2099-12-31' THEN ${day} END)`
  return { value, isBad: `(${value} IS NULL)` }
}
