import type { ExportRun } from '#app/imports/exports/import-export.server.ts'
import type { HeldPart } from '#app/imports/held-rows.server.ts'
import { findOverlaps, OverlapRefused, withoutOverlaps } from '#app/imports/overlap.server.ts'
import type { ImportReport } from '#app/imports/report.ts'
import type { ImportRecord } from '#app/warehouse/manifest.server.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'

/** What stays of the version before, beside the months that are read again. */
export type Settled = {
  readonly held: readonly HeldPart[]
  readonly records: readonly ImportRecord[]
  readonly replaced: ImportReport['replaced']
}

/**
 * Takes away what the table itself brought of the months before; of what other imports hold of the same bill, account
 * and month, what the command says.
 * @throws {OverlapRefused}
 */
export async function settleOverlaps(
  { asked, group, open, history }: ExportRun,
  scratch: Scratch,
  activity: string,
  months: readonly string[],
): Promise<Settled> {
  const parts = group.manifest?.parts ?? []
  const records = group.manifest?.imports ?? []
  const former = history.records.filter(({ firstMonth }) => months.includes(firstMonth))
  const gone = new Set(former.map(({ sha256 }) => sha256))
  const others = {
    held: parts.filter(({ sha256 }) => !gone.has(sha256)),
    records: records.filter((record) => !former.includes(record)),
  }
  const overlaps =
    asked.overlap === 'append' ? [] : await findOverlaps(scratch, group.rowsOf, { activity }, others.held)
  if (overlaps.length === 0) return { ...others, replaced: [] }
  const nameOf = (sha256: string) =>
    records.find((record) => record.sha256 === sha256)?.file ?? 'a file loaded before'
  if (asked.overlap === 'refuse') throw new OverlapRefused(open.name, overlaps, nameOf)
  const left = await withoutOverlaps(scratch, group.rowsOf, group.temporary, others.held, overlaps)
  return {
    held: left.parts,
    records: others.records.filter(({ sha256 }) => !left.removed.has(sha256)),
    replaced: [...left.removed].map(([sha256, rows]) => ({ file: nameOf(sha256), rows })),
  }
}
