import type { ComposedRows, MonthLabels } from '#app/imports/exports/composed-rows.ts'
import type { ExportMonths } from '#app/imports/exports/export-records.ts'
import { type ExportAnswers, isCounted } from '#app/imports/exports/export-report.ts'
import type { ExportRun } from '#app/imports/exports/import-export.server.ts'
import type { Settled } from '#app/imports/exports/settle-overlaps.server.ts'
import { moneyBy, rowsIn } from '#app/imports/exports/sum-rows.ts'
import { groupVersion } from '#app/imports/next-version.ts'
import type { StagedPart } from '#app/imports/write-parts.server.ts'
import type { ImportRecord, Manifest } from '#app/warehouse/manifest.server.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** What an import of a table has made, and what stays of the version before. */
export type ExportOutcome = {
  readonly settled: Settled
  readonly rows: ComposedRows
  readonly accounts: readonly StagedPart[]
  readonly answers: ExportAnswers
}

/** Publishes the months read again with what is left of the version before. */
export async function publishExport(
  run: ExportRun,
  found: ExportMonths,
  labels: MonthLabels,
  { settled, rows, accounts, answers }: ExportOutcome,
): Promise<Manifest> {
  const { writer, manifest } = run.group
  if (writer === null) throw new Error('A dry run publishes nothing.')
  const keep = [...settled.held.flatMap((part) => ('file' in part ? [] : [part])), ...rows.placed]
  const add = [...settled.held.flatMap((part) => ('file' in part ? [part] : [])), ...rows.staged, ...accounts]
  const importedAt = new Date().toISOString()
  const records = found.months.map((month) => ({
    ...monthRecord(
      month,
      run,
      answers.report.filter((row) => row.month === month),
    ),
    sha256: labels.digestOf(month),
    exportedUntil: found.exportedUntil,
    importedAt,
  }))
  return await writer.publish(
    groupVersion(manifest, { keep, add, imports: [...settled.records, ...records] }),
  )
}

function monthRecord(
  month: string,
  { asked, open, since }: ExportRun,
  report: readonly Row[],
): Omit<ImportRecord, 'sha256' | 'exportedUntil' | 'importedAt'> {
  const good = report.filter((row) => row.bad === null)
  const leftOut = (nature: string) =>
    moneyBy(
      good.filter((row) => row.nature === nature),
      'billed',
    ).map(({ currency, rows, sum }) => ({ currency, rows, billed: sum }))
  return {
    file: open.name,
    format: asked.format,
    mapDigest: asked.map.digest,
    origin: '',
    rowsRead: rowsIn(report),
    rowsLoaded: rowsIn(report.filter(isCounted)),
    rowsRejected: rowsIn(report) - rowsIn(good),
    firstMonth: month,
    lastMonth: month,
    since,
    ...(asked.map.perimeter === null
      ? {}
      : { perimeter: { not_ai: leftOut('not_ai'), undecided: leftOut('undecided') } }),
  }
}
