import { bad, type Cell, matches } from '#app/imports/reading/cells.ts'
import { sqlText } from '#app/imports/reading/sql-text.ts'

const DATE = '[12][0-9]{3}-[01][0-9]-[0-3][0-9]'
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?'
const ZONE = 'Z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?'
const PATTERN = `${DATE}([T ]${TIME}( ?(${ZONE}))?)?`

/** How a provider's day is read: its own calendar, as written, or an IANA zone such as Europe/Paris. */
export type Clock = 'as-written' | { zone: string }

/**
 * A DATE from an ISO date or timestamp (T or space, Z, UTC, ±hh:mm, up to nine decimals). `as-written` keeps the date
 * part whatever the zone, as billing does; a zone moves a timestamp that names its own onto that clock, and takes one
 * that names none as already there. Impossible dates are bad.
 */
export function readingDay(cell: string, clock: Clock): Cell {
  const text = `trim(${cell})`
  const written = `TRY_CAST(left(${text}, 10) AS DATE)`
  if (clock === 'as-written') {
    const value = `(CASE WHEN ${matches(text, PATTERN)} THEN ${written} END)`
    return { value, isBad: bad(cell, value) }
  }
  const value = `CAST(${readingTime(cell, clock).value} AS DATE)`
  return { value, isBad: bad(cell, value) }
}

/** A TIMESTAMP (wall time, microseconds, further decimals dropped) on the clock of a zone, read as readingDay reads. */
export function readingTime(cell: string, clock: { zone: string }): Cell {
  const text = `trim(${cell})`
  const wall = wallTime(text)
  const named = zoneOf(text)
  const utc = `(${wall} - to_minutes(${offsetMinutes(named)}))`
  const moved = `timezone(${sqlText(clock.zone)}, timezone('UTC', ${utc}))`
  const value = `(CASE WHEN ${matches(text, PATTERN)} THEN CASE WHEN ${named} = '' THEN ${wall} ELSE ${moved} END END)`
  return { value, isBad: bad(cell, value) }
}

// Decimals past the sixth are dropped in the text: rounding .9999999 up would change the second, even the day.
function wallTime(text: string): string {
  const minutes = `substr(${text}, 12, 5)`
  const seconds = `coalesce(nullif(regexp_extract(${text}, '^.{16}(:[0-9]{2}([.][0-9]{1,6})?)', 1), ''), ':00')`
  return `TRY_CAST(left(${text}, 10) || ' ' || (CASE WHEN length(${text}) = 10 THEN '00:00:00' ELSE ${minutes} || ${seconds} END) AS TIMESTAMP)`
}

/** The zone a timestamp names, '' when it names none; a date alone has none, though it ends like an offset. */
function zoneOf(text: string): string {
  return `regexp_extract(${text}, '^.{10}[T ][0-9:.]+ ?(${ZONE})$', 1)`
}

function offsetMinutes(zone: string): string {
  const minutes = `(CAST(substr(${zone}, 2, 2) AS INTEGER) * 60 + CAST(right('0' || replace(substr(${zone}, 4), ':', ''), 2) AS INTEGER))`
  return `(CASE left(${zone}, 1) WHEN '+' THEN ${minutes} WHEN '-' THEN -${minutes} ELSE 0 END)`
}
