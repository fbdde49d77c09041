import { checkTotals, refuseUseless } from '#app/imports/exports/check-export.ts'
import { composeExport, composeExportAccounts } from '#app/imports/exports/compose-export.ts'
import {
  composeExportPerimeter,
  composeExportReport,
  composeExportTexts,
} from '#app/imports/exports/compose-export-report.ts'
import { composeExportMonths, composeExportTotals } from '#app/imports/exports/compose-export-totals.ts'
import { type ExportMonths, isContinued, touchedMonths } from '#app/imports/exports/export-records.ts'
import type { ExportAnswers } from '#app/imports/exports/export-report.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import type { ExportRun } from '#app/imports/exports/import-export.server.ts'
import { ExportRefused } from '#app/sources/export-source.ts'

const NOTHING: ExportMonths = { months: [], exportedUntil: null, rowsWithoutDay: 0 }

/**
 * The months that have to be read again; none when nothing was written since the last import under the same map.
 * @throws {ExportRefused} for a table that is not of the format, is empty, or lacks what the map looks at
 */
export async function monthsToRead(run: ExportRun): Promise<ExportMonths> {
  const { asked, open, asker, history, since } = run
  const { format, map } = asked
  // Composed first: what the table lacks is said before anything is read.
  composeExport({ format, table: open.table, map, months: [], exportedUntil: null })
  const continued = isContinued(history, map.digest, since)
  const isUntouched = open.writtenAt !== null && open.writtenAt === history.exportedUntil
  if (format === 'focus' && continued && isUntouched) return NOTHING
  const exportedAfter = continued ? history.exportedUntil : null
  const statement = composeExportMonths({ format, table: open.table, map, exportedAfter, since })
  await asker.price('Looking for the months', [statement])
  const answer = await asker.rows('Looking for the months that changed', statement)
  const found = touchedMonths(answer, history, map.digest, open.writtenAt)
  if (answer.length === 0 && history.records.length === 0)
    throw new ExportRefused(
      `${open.name} has no row${since === null ? '' : ` from ${since} on`}`,
      since === null
        ? 'A new export is filled within a day or two; check that this is the table that it writes.'
        : 'Name an earlier month with --since, or check that the export has begun.',
    )
  if (found.months.length === 0 && history.records.length === 0)
    throw new ExportRefused(
      `None of the ${found.rowsWithoutDay} rows of ${open.name} has a day from 2000 to 2099`,
      'Name the table that the provider writes.',
    )
  return found
}

/**
 * Everything that the report says, its sums checked against the plain totals of the table.
 * @throws {ExportRefused} when they differ, when nothing could be loaded, or when it costs too much
 */
export async function readExport(
  { asked, open, asker, history }: ExportRun,
  request: ExportRequest,
): Promise<Omit<ExportAnswers, 'rowsWithoutDay'>> {
  const { map, months } = request
  const report = composeExportReport(request)
  const totals = composeExportTotals(request)
  const accounts = composeExportAccounts(request)
  const perimeter = map.perimeter === null ? null : composeExportPerimeter(request)
  const texts = map.assign.length === 0 ? null : composeExportTexts(request)
  const more = [perimeter, texts].flatMap((one) => one ?? [])
  const core = asked.dryRun ? [] : [composeExport(request)]
  const span = months.length === 1 ? months[0] : `${months.length} months (${months[0]} to ${months.at(-1)})`
  await asker.price(`Reading ${span}`, [report, totals, accounts, ...more, ...core])
  const reportRows = await asker.rows('Reading the rows', report)
  checkTotals(open.name, reportRows, await asker.rows('Adding up the table itself', totals))
  if (history.records.length === 0) refuseUseless(open.name, map, reportRows)
  return {
    report: reportRows,
    accounts: await asker.rows('Reading the accounts', accounts),
    perimeter: perimeter === null ? [] : await asker.rows('Reading what the perimeter decides', perimeter),
    texts: texts === null ? [] : await asker.rows('Reading what the map does not know', texts),
  }
}
