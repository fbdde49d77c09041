import { columnsToRead, type StagingPlan, typedRows } from '#app/imports/compose-staging.ts'
import { REASONS, type Reason } from '#app/imports/read-fields.ts'
import { type AnyScan, linesOf, rowSource } from '#app/imports/reading/row-source.server.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'

/** How many rejected rows are named; all are counted. */
const REJECTS_NAMED = 20

export type RejectedRow = {
  /** Physical line of the file; the row's number in a Parquet file. */
  readonly line: number
  /** As the file names it. */
  readonly column: string
  readonly reason: string
}

export type Rejects = {
  readonly rows: number
  readonly byReason: readonly { readonly column: string; readonly reason: string; readonly rows: number }[]
  readonly first: readonly RejectedRow[]
}

export const NO_REJECTS: Rejects = { rows: 0, byReason: [], first: [] }

/** Counts rejected rows by reason and finds the first ones again, by a second pass with row numbers. */
export async function readRejects(
  scratch: Scratch,
  scan: AnyScan,
  plan: StagingPlan,
  grouped: string,
  rows: number,
): Promise<Rejects> {
  const counted = await scratch.rows(
    `SELECT bad, SUM(source_rows) AS rows FROM ${grouped} WHERE bad IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    { bad: 'STRING', rows: 'INT64' },
  )
  const numbered = rowSource(scan, { columns: columnsToRead(plan), recordNumbers: true })
  const first = await scratch.rows(
    `SELECT record, bad FROM (${typedRows(plan, numbered)}) WHERE bad IS NOT NULL ORDER BY record LIMIT ${REJECTS_NAMED}`,
    { record: 'INT64', bad: 'STRING' },
  )
  const lines = await linesOf(
    scan,
    first.map(({ record }) => Number(record)),
  )
  const said = (bad: unknown) => {
    const [field = '', reason = ''] = String(bad).split('|')
    return { column: plan.found[field] ?? field, reason: REASONS[reason as Reason] ?? reason }
  }
  return {
    rows,
    byReason: counted.map((row) => ({ ...said(row.bad), rows: Number(row.rows) })),
    first: first.map((row) => ({
      line: lines.get(Number(row.record)) ?? Number(row.record),
      ...said(row.bad),
    })),
  }
}
