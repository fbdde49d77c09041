import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { parquetSource } from '#app/imports/reading/parquet-source.server.ts'
import { MOST_LINES_REPORTED, physicalLinesOf } from '#app/imports/reading/physical-lines.server.ts'
import { csvSource, type SourceOptions } from '#app/imports/reading/read-csv.server.ts'
import { jsonLinesSource } from '#app/imports/reading/read-json-lines.server.ts'
import type { FileScan } from '#app/imports/reading/scan-file.server.ts'
import type { JsonLinesScan } from '#app/imports/reading/scan-json-lines.server.ts'
import type { ParquetScan } from '#app/imports/reading/scan-parquet.server.ts'

export type AnyScan = FileScan | JsonLinesScan | ParquetScan

/** A SELECT over any scanned file: VARCHAR columns, NULL where a cell is empty. Throws FileRefused. */
export function rowSource(scan: AnyScan, options: SourceOptions): string {
  switch (scan.kind) {
    case 'csv':
      return csvSource(scan, options)
    case 'json-lines':
      return jsonLinesSource(scan, options)
    case 'parquet':
      return parquetSource(scan, options)
  }
}

/** Where a reader finds each of the first 1,000 given records: physical lines, or row numbers in a Parquet file. */
export async function linesOf(
  scan: AnyScan,
  records: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (scan.kind !== 'parquet') return physicalLinesOf(scan, records)
  const first = [...new Set(records)].sort((a, b) => a - b).slice(0, MOST_LINES_REPORTED)
  return new Map(first.map((record) => [record, record]))
}

/** Throws FileRefused (reader-disagrees) unless every record that the scan counted was loaded or rejected. */
export function assertAllRead(scan: AnyScan, loaded: number, rejected: number): void {
  if (loaded + rejected === scan.records) return
  throw new FileRefused(scan.path, {
    reason: 'reader-disagrees',
    line: null,
    column: null,
    problem: `two readings disagree: ${scan.records} records were counted, ${loaded} loaded and ${rejected} rejected`,
    remedy:
      'Nothing was imported. Export the file again with quotes around every text, or report it with its first lines.',
  })
}
