import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { RowSchema, SqlParameter, SqlScalar, SqlType } from '#app/warehouse/warehouse.ts'
import { type Row, WarehouseError } from '#app/warehouse/warehouse.ts'

const TYPES: Record<SqlType, DuckDBType> = {
  STRING: VARCHAR,
  INT64: BIGINT,
  'DECIMAL(18,6)': DECIMAL(18, 6),
  BIGNUMERIC: DECIMAL(38, 18),
  DATE,
  BOOL: BOOLEAN,
  FLOAT64: DOUBLE,
  TIMESTAMP,
}

const SCALES: Partial<Record<SqlType, { width: number; scale: number }>> = {
  'DECIMAL(18,6)': { width: 18, scale: 6 },
  BIGNUMERIC: { width: 38, scale: 18 },
}

/** A parameter as the driver binds it: a value and its declared type. */
export function bindParameter(parameter: SqlParameter): { value: DuckDBValue; type: DuckDBType } {
  const element = parameter.type.replace('[]', '') as SqlType
  if (Array.isArray(parameter.value))
    return {
      value: listValue(parameter.value.map((value: SqlScalar) => toDriver(value, element))),
      type: LIST(TYPES[element]),
    }
  return { value: toDriver(parameter.value as SqlScalar, element), type: TYPES[element] }
}

function toDriver(value: SqlScalar, type: SqlType): DuckDBValue {
  if (value === null) return null
  switch (type) {
    case 'INT64':
      return BigInt(value)
    case 'DATE':
      return dateValue(String(value))
    case 'DECIMAL(18,6)':
    case 'BIGNUMERIC':
      return decimalValue(String(value), type)
    default:
      return value
  }
}

function dateValue(text: string): DuckDBDateValue {
  const [year, month, day] = text.split('-').map(Number)
  return DuckDBDateValue.fromParts({ year: year ?? 0, month: month ?? 0, day: day ?? 0 })
}

/** Exact: the text is read digit by digit, and more decimals than the type holds is an error, never a rounding. */
function decimalValue(text: string, type: SqlType): DuckDBDecimalValue {
  const { width, scale } = SCALES[type] ?? { width: 38, scale: 18 }
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  const decimals = match?.[3] ?? ''
  if (match === null || decimals.length > scale)
    throw new RangeError(`« ${text} » does not fit ${type}: at most ${scale} decimals, no exponent.`)
  const value = BigInt(`${match[2]}${decimals.padEnd(scale, '0')}`)
  return new DuckDBDecimalValue(match[1] === '-' ? -value : value, width, scale)
}

/** Appends one cell; the driver checks that it fits the column. */
export function appendCell(appender: DuckDBAppender, value: SqlScalar, type: SqlType): void {
  if (value === null) appender.appendNull()
  else if (type === 'INT64') appender.appendBigInt(BigInt(value))
  else if (type === 'DATE') appender.appendDate(dateValue(String(value)))
  else if (type === 'DECIMAL(18,6)' || type === 'BIGNUMERIC')
    appender.appendDecimal(decimalValue(String(value), type))
  else if (type === 'STRING') appender.appendVarchar(String(value))
  else throw new RangeError(`No table has a column of type ${type}.`)
}

/** What the driver answered, read column by column: reading it row by row takes it five times as long. */
export type DriverAnswer = {
  readonly currentRowCount: number
  deduplicatedColumnNames(): readonly string[]
  getColumns(): readonly (readonly DuckDBValue[])[]
}

/** A driver's answer as rows of plain JSON values, checked against the columns that the statement declares. */
export function decodeRows(statement: string, answer: DriverAnswer, columns: RowSchema): readonly Row[] {
  // Copies of one row without values, of which only what is known is filled in: most cells of a wide answer are null.
  const empty: Record<string, SqlScalar> = Object.fromEntries(
    Object.keys(columns).map((name) => [name, null]),
  )
  const rows = Array.from({ length: answer.currentRowCount }, () => ({ ...empty }))
  const names = answer.deduplicatedColumnNames()
  const answered = answer.getColumns()
  for (const [name, type] of Object.entries(columns)) {
    const place = names.indexOf(name)
    if (place < 0)
      throw new WarehouseError(
        'bad-row',
        statement,
        `The statement « ${statement} » declares a column « ${name} » that its answer does not have.`,
      )
    fill(rows, name, answered[place] ?? [], (value) => {
      const plain = DECODERS[type](value)
      if (plain !== undefined) return plain
      throw new WarehouseError(
        'bad-row',
        statement,
        `The statement « ${statement} » answers « ${String(value)} » in column « ${name} », which is declared ${type}.`,
      )
    })
  }
  return rows
}

function fill(
  rows: readonly Record<string, SqlScalar>[],
  name: string,
  values: readonly DuckDBValue[],
  decode: (value: DuckDBValue) => SqlScalar,
): void {
  for (const [index, value] of values.entries()) {
    const row = rows[index]
    if (value !== null && row !== undefined) row[name] = decode(value)
  }
}

type Decoder = (value: DuckDBValue) => SqlScalar | undefined

const decodeDecimal: Decoder = (value) => {
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale)
  return typeof value === 'bigint' || typeof value === 'number' ? String(value) : undefined
}

/** A driver's value that is not null as a plain one; undefined when it is not of the type. */
const DECODERS: Readonly<Record<SqlType, Decoder>> = {
  INT64: (value) =>
    typeof value === 'bigint' ? plainInteger(value) : typeof value === 'number' ? value : undefined,
  STRING: (value) => (typeof value === 'string' ? value : undefined),
  BOOL: (value) => (typeof value === 'boolean' ? value : undefined),
  FLOAT64: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  DATE: (value) => (value instanceof DuckDBDateValue ? String(value) : undefined),
  TIMESTAMP: String,
  'DECIMAL(18,6)': decodeDecimal,
  BIGNUMERIC: decodeDecimal,
}

function plainInteger(value: bigint): number | string {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value)
}

/** Canonical decimal text: no exponent, no trailing zero, no negative zero. */
export function decimalText(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  let end = digits.length
  while (end > point && digits[end - 1] === '0') end -= 1
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${end === point ? '' : `.${digits.slice(point, end)}`}`
}
