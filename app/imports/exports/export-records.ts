import { createHash } from 'node:crypto'
import type { ExportFormatId } from '#app/sources/export-source.ts'
import type { ImportRecord, Manifest } from '#app/warehouse/manifest.server.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** What earlier imports of the same table left: a record for each month, as it was last read whole. */
export type ExportHistory = {
  readonly records: readonly ImportRecord[]
  /** Moment of the last row read (ISO, UTC), or of the table's last change where rows do not say; null when unknown. */
  readonly exportedUntil: string | null
  /** First month that the last import wanted; null for all. */
  readonly since: string | null
}

export function historyOf(manifest: Manifest | null, name: string, format: ExportFormatId): ExportHistory {
  const records = (manifest?.imports ?? []).filter(
    (one) => one.exportedUntil !== undefined && one.file === name && one.format === format,
  )
  const until = records.flatMap(({ exportedUntil }) => exportedUntil ?? []).sort()
  const last = [...records].sort((a, b) => (a.importedAt < b.importedAt ? -1 : 1)).at(-1)
  return { records, exportedUntil: until.at(-1) ?? null, since: last?.since ?? null }
}

/** What an import is about to read again. */
export type ExportMonths = {
  /** Months to read whole, in their order. */
  readonly months: readonly string[]
  /** What `exportedUntil` becomes. */
  readonly exportedUntil: string | null
  /** Rows whose day says no month: no core row comes of them. */
  readonly rowsWithoutDay: number
}

/** Whether only what came after the watermark has to be looked at: the map is the same, and no earlier month is wanted. */
export function isContinued(
  { records, since: before }: ExportHistory,
  mapDigest: string,
  since: string | null,
) {
  const isAsFar = before === null || (since !== null && since >= before)
  return records.length > 0 && isAsFar && records.every((one) => one.mapDigest === mapDigest)
}

/**
 * The months that have to be read again, out of the answer of `composeExportMonths`: those that are not there, were read
 * under another map, or have rows exported since. Without a moment of export, all.
 */
export function touchedMonths(
  answer: readonly Row[],
  { records, exportedUntil: before }: ExportHistory,
  mapDigest: string,
  writtenAt: string | null,
): ExportMonths {
  const held = new Map(records.map((record) => [record.firstMonth, record]))
  const months = answer.flatMap(({ month, exported_until: until }) => {
    if (month === null) return []
    const record = held.get(String(month))
    const isSame = record !== undefined && record.mapDigest === mapDigest && until !== null
    return isSame && String(until) <= (record.exportedUntil ?? '') ? [] : [String(month)]
  })
  const told = answer.flatMap(({ exported_until: until }) => (until === null ? [] : [String(until)]))
  const last = [...told, ...(told.length > 0 && before !== null ? [before] : [])].sort().at(-1)
  return {
    months: months.sort(),
    exportedUntil: last ?? writtenAt,
    rowsWithoutDay: answer.reduce(
      (sum, row) => (row.month === null ? sum + Number(row.source_rows) : sum),
      0,
    ),
  }
}

/** What the parts of a month are known by: the same table, watermark and map give the same rows. */
export function monthDigest(
  name: string,
  format: ExportFormatId,
  month: string,
  exportedUntil: string | null,
  mapDigest: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([name, format, month, exportedUntil, mapDigest]))
    .digest('hex')
}
