import { type TimestampFormat, wireRow } from './cells.ts'
import type { Content } from './store.ts'
import { invalid } from './wire-error.ts'

/** The rows of one page and the schema, as answers carry both. */
export function pageBody(
  { fields, rows }: Content,
  { from, size, timestamps }: { from: number; size: number; timestamps: TimestampFormat },
) {
  const to = from + size
  const page = rows.slice(from, to).map((row) => wireRow(fields, row, timestamps))
  return {
    schema: { fields },
    totalRows: String(rows.length),
    // BigQuery leaves an empty list of rows out.
    ...(page.length === 0 ? {} : { rows: page }),
    ...(to < rows.length ? { pageToken: `row${to}` } : {}),
  }
}

/** The first row of the page that a token names. */
export function pageStart(token: string | undefined): number {
  const [, from] = /^row(\d+)$/.exec(token ?? 'row0') ?? []
  if (from === undefined) throw invalid('Invalid page token')
  return Number(from)
}
