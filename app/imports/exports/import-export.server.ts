import type { ExportAsker } from '#app/imports/exports/ask-export.server.ts'
import { exportAsker } from '#app/imports/exports/ask-export.server.ts'
import { checkComposed } from '#app/imports/exports/check-export.ts'
import { composeExport } from '#app/imports/exports/compose-export.ts'
import { assignedDimensions } from '#app/imports/exports/compose-export-report.ts'
import { composeInCore } from '#app/imports/exports/compose-in-core.server.ts'
import type { ComposedRows, MonthLabels } from '#app/imports/exports/composed-rows.ts'
import { downloadCore } from '#app/imports/exports/download-core.server.ts'
import { openAccounts } from '#app/imports/exports/export-accounts.server.ts'
import {
  type ExportHistory,
  type ExportMonths,
  historyOf,
  monthDigest,
} from '#app/imports/exports/export-records.ts'
import { exportReport } from '#app/imports/exports/export-report.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { type ExportChoice, type OpenExport, openExport } from '#app/imports/exports/open-export.server.ts'
import { publishExport } from '#app/imports/exports/publish-export.server.ts'
import { monthsToRead, readExport } from '#app/imports/exports/read-export.server.ts'
import { settleOverlaps } from '#app/imports/exports/settle-overlaps.server.ts'
import { unchangedReport } from '#app/imports/exports/unchanged-report.ts'
import type { ImportMap } from '#app/imports/map.ts'
import { type GroupChoice, type OpenGroup, withGroup } from '#app/imports/open-group.server.ts'
import { SILENT } from '#app/imports/progress.ts'
import { backToDemo, type ImportReport, NO_PERIMETER, PERIMETER_DECLARED } from '#app/imports/report.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import { openScratch, type Scratch } from '#app/warehouse/scratch.server.ts'

export type ExportImport = GroupChoice &
  ExportChoice & {
    readonly map: ImportMap
    /** What to do when another import already holds the same bill's account and month. */
    readonly overlap: 'refuse' | 'append' | 'replace'
    /** First month that the group wants (YYYY-MM); null for the one of the last import, or all. */
    readonly since: string | null
  }

/** One import of a table while it runs. */
export type ExportRun = {
  readonly asked: ExportImport
  readonly group: OpenGroup
  readonly open: OpenExport
  readonly asker: ExportAsker
  readonly history: ExportHistory
  readonly since: string | null
}

/**
 * Imports the months of a billing table that changed since the last import, each whole. Where the group's data are in
 * BigQuery no row leaves it; else rows come to this machine summed by day.
 * @throws {ExportRefused} {OverlapRefused} {WarehouseError} {BigQueryApiError} and what withGroup throws; the data are
 * then as they were
 */
export async function importExport(asked: ExportImport): Promise<ImportReport> {
  const open = await openExport(asked, asked.bigquery ?? null)
  return await withGroup(asked, async (group) => {
    const history = historyOf(group.manifest, open.name, asked.format)
    const asker = exportAsker(open, { ...asked, onProgress: asked.onProgress ?? SILENT })
    const run: ExportRun = { asked, group, open, asker, history, since: asked.since ?? history.since }
    const found = await monthsToRead(run)
    return found.months.length === 0
      ? { ...around(run, null, []), files: [unchangedReport(open.name, asked.format, history)] }
      : await importMonths(run, found)
  })
}

async function importMonths(run: ExportRun, found: ExportMonths): Promise<ImportReport> {
  const { asked, group, open } = run
  const { format, map } = asked
  const { months, exportedUntil } = found
  const request: ExportRequest = { format, table: open.table, map, months, exportedUntil }
  const scratch = await openScratch({ folder: group.temporary, threads: asked.threads ?? 1 })
  try {
    const answers = { ...(await readExport(run, request)), rowsWithoutDay: found.rowsWithoutDay }
    const labels: MonthLabels = {
      months,
      mapDigest: map.digest,
      digestOf: (month) => monthDigest(open.name, format, month, exportedUntil, map.digest),
    }
    const report = exportReport(request, open.name, labels.digestOf(months.join()), answers)
    const accounts = await openAccounts(scratch, answers.accounts, group.temporary)
    const settled = await settleOverlaps(run, scratch, accounts.activity, months)
    if (group.writer === null) return { ...around(run, null, settled.replaced), files: [report] }
    const rows = await composed(run, request, labels, scratch)
    checkComposed(open.name, answers.report, rows.counted)
    const staged = await accounts.write(labels, format, group.temporary)
    asked.signal?.throwIfAborted()
    const published = await publishExport(run, found, labels, { settled, rows, accounts: staged, answers })
    const assigned = report.assigned.map((share) => ({ ...share, ids: rows.ids[share.to] ?? 0 }))
    return { ...around(run, published, settled.replaced), files: [{ ...report, assigned }] }
  } finally {
    scratch.close()
  }
}

async function composed(
  { asked, group, asker }: ExportRun,
  request: ExportRequest,
  labels: MonthLabels,
  scratch: Scratch,
): Promise<ComposedRows> {
  const statement = composeExport(request)
  const dimensions = assignedDimensions(asked.map)
  if (group.client === null)
    return await downloadCore(asker, statement, labels, { scratch, temporary: group.temporary, dimensions })
  asked.onProgress?.({ stage: 'exporting', says: 'Summing the rows by day into core, inside BigQuery' })
  return await composeInCore(group.client, statement, labels, { ...asked, dimensions })
}

/** What a report says besides its tables. */
function around(
  { asked, group }: ExportRun,
  published: Manifest | null,
  replaced: ImportReport['replaced'],
): Omit<ImportReport, 'files'> {
  const { manifest, client } = group
  const warehouse = client === null ? 'duckdb' : 'bigquery'
  return {
    dataset: 'group',
    warehouse,
    dryRun: asked.dryRun,
    version: published?.version ?? (asked.dryRun ? null : (manifest?.version ?? null)),
    previousVersion: manifest?.version ?? null,
    asOf: published?.asOf ?? manifest?.asOf ?? lastDayOf('1970-01'),
    replaced,
    perimeter: asked.map.perimeter === null ? NO_PERIMETER : PERIMETER_DECLARED,
    backToDemo: backToDemo(warehouse),
  }
}
