import {
  type Row,
  type RowSchema,
  type SqlParameter,
  type SqlScalar,
  type SqlType,
  WarehouseError,
} from '#app/warehouse/warehouse.ts'

/** A parameter as `jobs.query` takes it: its type is always written, whatever its value is. */
export type QueryParameter = {
  readonly name: string
  readonly parameterType:
    | { readonly type: string }
    | { readonly type: 'ARRAY'; readonly arrayType: { readonly type: string } }
  readonly parameterValue:
    | { readonly value: string | null }
    | { readonly arrayValues: readonly { readonly value: string }[] }
}

/** The types of parameters, which take neither precision nor scale. */
const PARAMETER_TYPES: Readonly<Record<SqlType, string>> = {
  STRING: 'STRING',
  INT64: 'INT64',
  'DECIMAL(18,6)': 'NUMERIC',
  BIGNUMERIC: 'BIGNUMERIC',
  DATE: 'DATE',
  BOOL: 'BOOL',
  FLOAT64: 'FLOAT64',
  TIMESTAMP: 'TIMESTAMP',
}

/**
 * A statement's parameters as BigQuery's REST API takes them. Throws RangeError for what its type cannot hold: a number
 * that is not finite would arrive as NULL, and a NULL in a list is refused there.
 */
export function queryParameters(
  parameters: Readonly<Record<string, SqlParameter>>,
): readonly QueryParameter[] {
  return Object.entries(parameters).map(([name, { type, value }]) => {
    const element = type.replace('[]', '') as SqlType
    const sqlType = PARAMETER_TYPES[element]
    if (!Array.isArray(value)) {
      const own = value as SqlScalar
      const text = own === null ? null : textOf(name, own, element)
      return { name, parameterType: { type: sqlType }, parameterValue: { value: text } }
    }
    const arrayValues = value.map((each: SqlScalar) => {
      if (each === null) throw new RangeError(`The list « ${name} » holds a NULL, which BigQuery refuses.`)
      return { value: textOf(name, each, element) }
    })
    const arrayType = { type: sqlType }
    return { name, parameterType: { type: 'ARRAY', arrayType }, parameterValue: { arrayValues } }
  })
}

const FITS: Readonly<Record<SqlType, RegExp>> = {
  STRING: /^/,
  INT64: /^-?\d{1,19}$/,
  'DECIMAL(18,6)': /^-?\d{1,12}(?:\.\d{1,6})?$/,
  BIGNUMERIC: /^-?\d{1,38}(?:\.\d{1,38})?$/,
  DATE: /^\d{4}-\d{2}-\d{2}$/,
  BOOL: /^(?:true|false)$/,
  FLOAT64: /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i,
  TIMESTAMP: /^\d{4}-\d{2}-\d{2}[T ]/,
}

function textOf(name: string, value: Exclude<SqlScalar, null>, type: SqlType): string {
  const isLost = type === 'INT64' && typeof value === 'number' && !Number.isSafeInteger(value)
  const text = String(value)
  if (isLost || !FITS[type].test(text))
    throw new RangeError(`The parameter « ${name} » is « ${text} », which does not fit ${type}.`)
  return text
}

/** A column of an answer, as its schema says it. */
type Field = { readonly name: string; readonly type: string; readonly mode: string }

/** What BigQuery may call the type of a column that a statement declares: sums keep the wider of two decimals. */
const ANSWERED: Readonly<Record<SqlType, readonly string[]>> = {
  STRING: ['STRING'],
  INT64: ['INTEGER', 'INT64'],
  'DECIMAL(18,6)': ['NUMERIC', 'BIGNUMERIC'],
  BIGNUMERIC: ['NUMERIC', 'BIGNUMERIC'],
  DATE: ['DATE'],
  BOOL: ['BOOLEAN', 'BOOL'],
  FLOAT64: ['FLOAT', 'FLOAT64'],
  TIMESTAMP: ['TIMESTAMP'],
}

/**
 * One page of an answer as rows of plain JSON values, read by the page's own schema: BigQuery may order columns
 * otherwise, and every page carries its schema. Throws WarehouseError « bad-row » for what the statement does not
 * declare, names what is wrong, and guesses nothing.
 */
export function decodePage(
  statement: string,
  columns: RowSchema,
  page: { readonly schema?: unknown; readonly rows?: unknown },
): readonly Row[] {
  const wrong = (what: string) =>
    new WarehouseError('bad-row', statement, `BigQuery answered « ${statement} » with ${what}.`)
  const fields = fieldsOf(page.schema)
  if (fields === null) throw wrong('no schema')
  const readers = Object.entries(columns).map(([name, type]) => {
    const place = fields.findIndex((field) => field.name === name)
    const field = fields[place]
    if (field === undefined) throw wrong(`no column « ${name} »`)
    if (field.mode === 'REPEATED') throw wrong(`a list in the column « ${name} »`)
    if (!ANSWERED[type].includes(field.type))
      throw wrong(`the type ${field.type} in the column « ${name} », which is declared ${type}`)
    return { name, type, place, decode: DECODERS[type] }
  })
  const rows = page.rows ?? []
  if (!Array.isArray(rows)) throw wrong('rows that are no list')
  const width = fields.length
  // Written as loops: an answer has some hundred thousand cells, and a page waits for them.
  const decoded = new Array<Row>(rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    const cells: unknown = (rows[index] as { readonly f?: unknown } | null)?.f
    if (!Array.isArray(cells) || cells.length !== width)
      throw wrong(`a row that has not the ${width} cells of its schema`)
    const made: Record<string, SqlScalar> = {}
    for (const { name, type, place, decode } of readers) {
      const cell: unknown = cells[place]?.v
      const value = cell === null ? null : typeof cell === 'string' ? decode(cell) : undefined
      if (value === undefined)
        throw wrong(`« ${String(cell)} » in the column « ${name} », which is declared ${type}`)
      made[name] = value
    }
    decoded[index] = made
  }
  return decoded
}

function fieldsOf(schema: unknown): readonly Field[] | null {
  const { fields } = (schema ?? {}) as { readonly fields?: unknown }
  if (!Array.isArray(fields)) return null
  const read = fields.map(({ name, type, mode = 'NULLABLE' }) => ({ name, type, mode: String(mode) }))
  const isWhole = read.every(({ name, type }) => typeof name === 'string' && typeof type === 'string')
  return isWhole ? read : null
}

/** A cell's text as a plain value; undefined when it is not of the type. */
type Decoder = (text: string) => SqlScalar | undefined

/** No exponent, no leading or trailing zero, at most eighteen decimals. */
const CANONICAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d{0,17}[1-9])$/

/** Money has eighteen decimals in both engines: a text with more would be cut on one of them. */
const decimal: Decoder = (text) => {
  // Nearly all are canonical as they come.
  if (CANONICAL.test(text)) return text
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const kept = fraction.replace(/0+$/, '')
  if (whole === '' || kept.length > 18) return undefined
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`
  return digits === '0' ? digits : `${sign}${digits}`
}

const DECODERS: Readonly<Record<SqlType, Decoder>> = {
  STRING: (text) => text,
  INT64: (text) => {
    if (!/^-?\d{1,19}$/.test(text)) return undefined
    return Number.isSafeInteger(Number(text)) ? Number(text) : String(BigInt(text))
  },
  'DECIMAL(18,6)': decimal,
  BIGNUMERIC: decimal,
  DATE: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined),
  BOOL: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  // NaN and infinities are no JSON, and no figure.
  FLOAT64: (text) => (FITS.FLOAT64.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined),
  TIMESTAMP: (text) => text,
}
