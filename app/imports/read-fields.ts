import { decimalCell, isMissing, matches, tagsCell } from '#app/imports/reading/cells.ts'
import { sqlName, sqlText } from '#app/imports/reading/sql-text.ts'
import { readingDay } from '#app/imports/reading/time-cells.ts'
import type { CellKind, Field } from '#app/sources/source.ts'

/** How relative times become days: the instant they count from, and the clock that days are read on. */
export type ReadingClock = { readonly zone: string; readonly origin: string | null }

/** SQL over the cell of a field: its value, the reason to reject its row (NULL when none), what the report counts. */
export type FieldSql = {
  readonly value: string
  readonly reason: string
  /** Whether digits that the warehouse cannot keep are lost. */
  readonly losesDigits: string | null
}

/** Why a row is rejected, in the words of the report. */
export const REASONS = {
  empty: 'the cell is empty',
  number: 'this is not a number',
  negative: 'the value is negative',
  range: 'the number is too large',
  currency: 'this is not a currency code of three letters',
  date: 'this is not a date',
  implausible: 'the date is before 2000 or after 2099',
  relative: 'this is a relative time, and no --origin says from when it counts',
} as const
export type Reason = keyof typeof REASONS

const QUANTITY = 'DECIMAL(18, 6)'

/** Reads the cell of a field; `cell` is an SQL name of a VARCHAR column, NULL when the file lacks the column. */
export function readField(field: Field, cell: string, clock: ReadingClock): FieldSql {
  const read = readKind(field, cell, clock)
  const empty =
    field.whenEmpty === 'reject' ? `WHEN ${isMissing(cell)} THEN '${'empty' satisfies Reason}'` : ''
  return { ...read, reason: `CASE ${empty} ${read.reason} END` }
}

function readKind(field: Field, cell: string, clock: ReadingClock): FieldSql {
  switch (field.kind) {
    case 'text': {
      // A text that is the warehouse's own word for « no such dimension » would hide its row from every page.
      const value = `(CASE WHEN ${isMissing(cell)} OR ${cell} = 'not_applicable' THEN NULL ELSE ${cell} END)`
      return { value, reason: 'WHEN false THEN NULL', losesDigits: null }
    }
    case 'tags':
      return { value: tagsCell(cell).value, reason: 'WHEN false THEN NULL', losesDigits: null }
    case 'money': {
      const read = decimalCell(cell)
      const value = field.whenEmpty === 'zero' ? `coalesce(${read.value}, 0)` : read.value
      return { value, reason: when(read.isBad, 'number'), losesDigits: read.losesDigits }
    }
    case 'quantity':
      return readQuantity(field, cell)
    case 'currency': {
      const value = `(CASE WHEN ${matches(`trim(${cell})`, '[A-Z]{3}')} THEN trim(${cell}) END)`
      return {
        value,
        reason: when(`(NOT ${isMissing(cell)} AND ${value} IS NULL)`, 'currency'),
        losesDigits: null,
      }
    }
    case 'day_as_written':
      return readDay(readingDay(cell, 'as-written'))
    case 'month_as_written': {
      const day = readDay(readingDay(cell, 'as-written'))
      return { ...day, value: `strftime(${day.value}, '%Y-%m')` }
    }
    case 'activity_day':
      return readActivityDay(cell, clock)
  }
}

function readQuantity(field: Field, cell: string): FieldSql {
  const read = decimalCell(cell)
  const value = `TRY_CAST(${read.value} AS ${QUANTITY})`
  const negative = field.neverNegative === true ? when(`${read.value} < 0`, 'negative') : ''
  const range = when(`(${read.value} IS NOT NULL AND ${value} IS NULL)`, 'range')
  return { value, reason: `${when(read.isBad, 'number')} ${negative} ${range}`, losesDigits: null }
}

function readDay(read: { readonly value: string; readonly isBad: string }): FieldSql {
  const implausible = `${read.value} NOT BETWEEN DATE '2000-01-01' AND DATE '2099-12-31'`
  return {
    value: read.value,
    reason: `${when(read.isBad, 'date')} ${when(implausible, 'implausible')}`,
    losesDigits: null,
  }
}

/** Seconds since the origin, or an instant. */
function readActivityDay(cell: string, { zone, origin }: ReadingClock): FieldSql {
  const seconds = decimalCell(cell).value
  const isRelative = `(${seconds} IS NOT NULL)`
  if (origin === null) {
    const read = readDay(readingDay(cell, { zone }))
    return { ...read, reason: `${when(isRelative, 'relative')} ${read.reason}` }
  }
  const start = instantOf(origin, zone)
  const moved = `CAST(timezone(${sqlText(zone)}, ${start} + to_microseconds(TRY_CAST(round(${seconds} * 1000000) AS BIGINT))) AS DATE)`
  const instant = readingDay(cell, { zone })
  const value = `(CASE WHEN ${isRelative} THEN ${moved} ELSE ${instant.value} END)`
  return readDay({ value, isBad: `(NOT ${isMissing(cell)} AND ${value} IS NULL)` })
}

/** An instant as an SQL expression; one without a zone is on the reporting clock. */
function instantOf(origin: string, zone: string): string {
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(origin)
  const wall = zoned
    ? new Date(origin).toISOString().slice(0, 23).replace('T', ' ')
    : origin.replace('T', ' ')
  return `timezone(${sqlText(zoned ? 'UTC' : zone)}, TIMESTAMP ${sqlText(wall)})`
}

function when(condition: string, reason: Reason): string {
  return `WHEN ${condition} THEN '${reason}'`
}

/** The type that the value of a field has. */
export function fieldType(kind: CellKind): string {
  if (kind === 'money') return 'DECIMAL(38, 18)'
  if (kind === 'quantity') return QUANTITY
  return kind === 'day_as_written' || kind === 'activity_day' ? 'DATE' : 'VARCHAR'
}

/** Name of a field's column in the staging statements. */
export function fieldColumn(prefix: 'cell' | 'value' | 'reason', field: string): string {
  return sqlName(`${prefix}_${field}`)
}
