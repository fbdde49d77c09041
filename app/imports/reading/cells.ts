/** Two SQL expressions over a VARCHAR cell: its typed value (NULL when missing or bad) and whether it is bad. */
export type Cell = { value: string; isBad: string }

const DECIMAL_TYPE = 'DECIMAL(38, 18)'

/** Whether a cell says nothing: NULL, blank, or the bare word NULL. Never NULL itself. */
export function isMissing(cell: string): string {
  return `(coalesce(trim(${cell}), '') IN ('', 'NULL'))`
}

/**
 * An exact DECIMAL(38, 18) from a FOCUS number: sign, decimals, exponent, spaces around. Digits past the 18th decimal
 * round half away from zero, and `losesDigits` tells (for values that are not bad). Over 20 whole digits is bad.
 */
export function decimalCell(cell: string): Cell & { losesDigits: string } {
  const text = `trim(${cell})`
  const short = SHORT_DECIMALS.map(
    ({ pattern, type }) =>
      `WHEN ${matches(text, pattern)} THEN CAST(TRY_CAST(${text} AS ${type}) AS ${DECIMAL_TYPE})`,
  ).join(' ')
  const value = `(CASE ${short} WHEN ${matches(text, PLAIN_DECIMAL)} THEN TRY_CAST(${text} AS ${DECIMAL_TYPE}) WHEN ${matches(text, ANY_DECIMAL)} THEN TRY_CAST(${withoutExponent(text)} AS ${DECIMAL_TYPE}) END)`
  return {
    value,
    isBad: bad(cell, value),
    losesDigits: `(CASE WHEN ${isMissing(cell)} OR ${matches(text, PLAIN_DECIMAL)} THEN false WHEN ${matches(text, ANY_DECIMAL)} THEN regexp_matches(substr(${shiftedDecimals(text)}, 19), '[1-9]') ELSE false END)`,
  }
}

/** An exact BIGINT: digits with a sign, and decimals only if they are zeros (`4808.0`); `1.5`, `1_000`, `1e3` are bad. */
export function integerCell(cell: string): Cell {
  const text = `trim(${cell})`
  const value = `(CASE WHEN ${matches(text, '[+-]?[0-9]+([.]0*)?')} THEN TRY_CAST(regexp_extract(${text}, '^[+-]?[0-9]+') AS BIGINT) END)`
  return { value, isBad: bad(cell, value) }
}

/** The JSON text of an object of tags, as written; `null` is missing, any other JSON is bad. */
export function tagsCell(cell: string): Cell {
  const text = `trim(${cell})`
  const value = `(CASE WHEN ${text} IN ('', 'NULL', 'null') THEN NULL WHEN json_valid(${text}) THEN CASE WHEN json_type(${text}) = 'OBJECT' THEN ${text} END END)`
  return { value, isBad: `(NOT ${isMissing(cell)} AND ${text} <> 'null' AND ${value} IS NULL)` }
}

/** The text of one tag in what tagsCell gives; NULL when absent, null or empty. */
export function tagValue(tags: string, key: string): string {
  const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return `nullif(json_extract_string(${tags}, '${pointer.replaceAll("'", "''")}'), '')`
}

export function matches(text: string, pattern: string): string {
  return `regexp_full_match(${text}, '${pattern}')`
}

export function bad(cell: string, value: string): string {
  return `(NOT ${isMissing(cell)} AND ${value} IS NULL)`
}

/**
 * Numbers of at most 18 digits are read as DECIMAL(18) first, which is as exact and takes a fifteenth of the time: DuckDB
 * reads the digits of a wider decimal in 128 bits, and amounts were most of an import.
 */
const SHORT_DECIMALS = [
  { pattern: '[+-]?[0-9]{1,9}([.][0-9]{1,9})?', type: 'DECIMAL(18, 9)' },
  { pattern: '[+-]?[0-9]{1,4}[.][0-9]{10,14}', type: 'DECIMAL(18, 14)' },
]
const PLAIN_DECIMAL = '[+-]?[0-9]{1,20}([.][0-9]{1,18})?'
const ANY_DECIMAL = '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?0*[0-9]{1,6})?'

// DuckDB's own cast gives up on exponents behind long mantissas, so the point is moved in the text.
function withoutExponent(text: string): string {
  const { digits, point } = partsOf(text)
  const whole = `CASE WHEN ${point} <= 0 THEN '0' ELSE rpad(left(${digits}, ${point}), CAST(least(${point}, length(${digits}) + ${FAR}) AS INTEGER), '0') END`
  return `regexp_extract(${text}, '^[+-]?') || ${whole} || '.' || left(${shiftedDecimals(text)}, 19)`
}

function shiftedDecimals(text: string): string {
  const { digits, point } = partsOf(text)
  return `CASE WHEN ${point} < 0 THEN repeat('0', least(-(${point}), ${FAR})) || ${digits} ELSE substr(${digits}, ${point} + 1) END`
}

/** Zeros beyond this many change nothing: the value is out of range, or rounds to zero. */
const FAR = 60

function partsOf(text: string): { digits: string; point: string } {
  const whole = `regexp_extract(${text}, '^[+-]?([0-9]*)', 1)`
  const decimals = `regexp_extract(${text}, '[.]([0-9]*)', 1)`
  const exponent = `coalesce(CAST(nullif(regexp_extract(${text}, '[eE][+]?(-?[0-9]+)$', 1), '') AS INTEGER), 0)`
  return { digits: `(${whole} || ${decimals})`, point: `(CAST(length(${whole}) AS INTEGER) + ${exponent})` }
}
