import { decimalText, unscaled } from '#tests/googlesql/decimal.ts'
import type { Field } from './fields.ts'

/** A value as tables keep it: INT64 as a number (text beyond 2^53), decimals as canonical text, dates as text. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

export type PlainRow = Readonly<Record<string, Plain>>

/**
 * A value of a file, a parameter or an expression as a column keeps it. Throws RangeError, in BigQuery's manner, for
 * what does not fit the column.
 */
export function readCell(field: Field, value: unknown): Plain {
  if (field.mode === 'REPEATED') {
    if (value === null || value === undefined) return []
    if (!Array.isArray(value)) throw misfit(field, value)
    return value.map((item) => readCell({ ...field, mode: 'REQUIRED' }, item))
  }
  if (value === null || value === undefined) {
    if (field.mode !== 'REQUIRED') return null
    throw new RangeError(`Required field ${field.name} cannot be null`)
  }
  if (field.type !== 'RECORD') return readScalar(field, value)
  if (typeof value !== 'object') throw misfit(field, value)
  return readRow(field.fields ?? [], value as Readonly<Record<string, unknown>>)
}

/** One row by the names of its columns; absent ones are NULL, unknown ones are refused. */
export function readRow(fields: readonly Field[], row: Readonly<Record<string, unknown>>): PlainRow {
  const unknown = Object.keys(row).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) throw new RangeError(`No such field: ${unknown}.`)
  return Object.fromEntries(fields.map((field) => [field.name, readCell(field, row[field.name])]))
}

function readScalar(field: Field, value: unknown): Plain {
  const text = String(value)
  const read = READERS[field.type]?.(text, field)
  if (read === undefined) throw misfit(field, value)
  return read
}

/** A text as a column's value; undefined when it is none of the type. */
type Reader = (text: string, field: Field) => Plain | undefined

const matching =
  (pattern: RegExp): Reader =>
  (text) =>
    pattern.test(text) ? text : undefined

const decimal =
  (precision: number, scale: number): Reader =>
  (text, field) => {
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined
    const kept = Number(field.scale ?? (field.precision === undefined ? scale : 0))
    const digits = field.precision === undefined ? precision : Number(field.precision)
    const cut = 10n ** BigInt(38 - kept)
    const exact = unscaled(text, 38)
    // Half away from zero, as both of BigQuery's decimals round.
    const rounded = (exact + (exact < 0n ? -cut : cut) / 2n) / cut
    return rounded.toString().replace('-', '').length > digits ? undefined : decimalText(rounded, kept)
  }

const READERS: Readonly<Record<string, Reader>> = {
  STRING: (text) => text,
  BYTES: (text) => text,
  JSON: (text) => text,
  INTEGER: (text) => {
    if (!/^[+-]?\d{1,19}$/.test(text)) return undefined
    const whole = BigInt(text)
    if (BigInt.asIntN(64, whole) !== whole) return undefined
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole.toString()
  },
  NUMERIC: decimal(38, 9),
  BIGNUMERIC: decimal(76, 38),
  BOOLEAN: (text) => ({ true: true, false: false })[text.toLowerCase()],
  FLOAT: (text) =>
    text === 'NaN' || (text.trim() !== '' && !Number.isNaN(Number(text))) ? Number(text) : undefined,
  DATE: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined),
  TIMESTAMP: (text) => {
    const [, day, time = '00:00:00', zone = 'Z'] =
      /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?))? ?(UTC|Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
        text,
      ) ?? []
    if (day === undefined) return undefined
    const shift = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
    if (shift === null) return `${day}T${time}Z`
    const minutes = Number(shift[2]) * 60 + Number(shift[3] ?? 0)
    const [whole = '', fraction] = time.split('.')
    const utc = Date.parse(`${day}T${whole}Z`) + (shift[1] === '-' ? minutes : -minutes) * 60_000
    return `${new Date(utc).toISOString().slice(0, 19)}${fraction === undefined ? '' : `.${fraction}`}Z`
  },
  DATETIME: matching(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/),
  TIME: matching(/^\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/),
}

function misfit({ name, type }: Field, value: unknown): RangeError {
  return new RangeError(`Could not parse '${String(value)}' as ${type} for field ${name}`)
}

/** How an answer writes TIMESTAMP: microseconds as a whole number, or seconds as a float. */
export type TimestampFormat = 'micros' | 'seconds'

type WireCell = { readonly v: unknown }

/** A row as BigQuery's answers write it. */
export function wireRow(fields: readonly Field[], row: PlainRow, timestamps: TimestampFormat) {
  return { f: fields.map((field) => wireCell(field, row[field.name] ?? null, timestamps)) }
}

function wireCell(field: Field, value: Plain, timestamps: TimestampFormat): WireCell {
  if (field.mode === 'REPEATED') {
    const items = (value ?? []) as readonly Plain[]
    return { v: items.map((item) => wireCell({ ...field, mode: 'NULLABLE' }, item, timestamps)) }
  }
  if (value === null) return { v: null }
  if (field.type === 'RECORD') return { v: wireRow(field.fields ?? [], value as PlainRow, timestamps) }
  if (field.type === 'FLOAT' && typeof value === 'number') return { v: floatText(value) }
  if (field.type === 'TIMESTAMP') return { v: timestampText(String(value), timestamps) }
  return { v: String(value) }
}

/** 3 is « 3.0 », 1e+23 stays so, as BigQuery prints them. */
function floatText(value: number): string {
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function timestampText(text: string, format: TimestampFormat): string {
  const fraction = /\.(\d{1,6})/.exec(text)?.[1] ?? ''
  const seconds = BigInt(Date.parse(text.replace(/\.\d+/, '')) / 1000)
  const micros = seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0'))
  if (format === 'micros') return micros.toString()
  if (micros === 0n) return '0.0'
  const digits = micros.toString().replace('-', '')
  const mantissa = `${digits[0]}.${digits.slice(1).replace(/0+$/, '') || '0'}`
  return `${micros < 0n ? '-' : ''}${mantissa}E${digits.length - 7}`
}
