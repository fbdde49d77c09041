import type { HeldPart, HeldRows } from '#app/imports/held-rows.server.ts'
import { rowsToMeet } from '#app/imports/overlap.server.ts'
import type { StagedFile } from '#app/imports/stage-file.server.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'
import { columnsOf } from '#app/warehouse/tables.ts'

/**
 * How many rows of a staged file are there already: core keeps sums by day, so rows repeat when all that a day adds up
 * to, dimension by dimension, is equal to what an earlier file brought.
 */
export async function countRepeated(
  scratch: Scratch,
  rowsOf: HeldRows,
  staged: Pick<StagedFile, 'activity'>,
  held: readonly HeldPart[],
  earlier: readonly string[],
): Promise<number> {
  const there = [...(await rowsToMeet(scratch, rowsOf, staged, held)), ...earlier]
  if (there.length === 0) return 0
  const columns = columnsOf('activity_daily')
    .map(({ name }) => name)
    .join(', ')
  const all = there.map((rows) => `SELECT ${columns} FROM ${rows}`).join(' UNION ALL ')
  const [row] = await scratch.rows(
    `SELECT coalesce(SUM(source_rows), 0) AS rows FROM (SELECT ${columns} FROM ${staged.activity} INTERSECT ALL (${all}))`,
    { rows: 'INT64' },
  )
  return Number(row?.rows ?? 0)
}
