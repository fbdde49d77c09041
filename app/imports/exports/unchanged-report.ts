import { type ExportHistory, monthDigest } from '#app/imports/exports/export-records.ts'
import type { FileReport } from '#app/imports/report.ts'
import type { ExportFormatId } from '#app/sources/export-source.ts'

/** The report of a table to which nothing was written since its last import. */
export function unchangedReport(name: string, format: ExportFormatId, history: ExportHistory): FileReport {
  const months = history.records.map(({ firstMonth }) => firstMonth).sort()
  return {
    file: name,
    sha256: monthDigest(name, format, months.join(), history.exportedUntil, ''),
    format,
    edition: null,
    content: 'table',
    unchanged: true,
    rowsRead: 0,
    rowsLoaded: 0,
    rejected: { rows: 0, byReason: [], first: [] },
    identicalRows: null,
    repeatedRows: 0,
    months,
    sources: [],
    assigned: [],
    untagged: { rows: 0, unreadable: 0, withoutMapped: [] },
    perimeter: null,
    billing: null,
    requests: null,
  }
}
