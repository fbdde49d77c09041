import { type Loading, loadFile, startLoading } from '#app/imports/load-file.server.ts'
import type { ImportMap } from '#app/imports/map.ts'
import { type GroupChoice, type OpenGroup, withGroup } from '#app/imports/open-group.server.ts'
import { publishLoaded } from '#app/imports/publish-loaded.server.ts'
import { backToDemo, type ImportReport, NO_PERIMETER, PERIMETER_DECLARED } from '#app/imports/report.ts'
import type { FormatId } from '#app/sources/source.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import { openScratch } from '#app/warehouse/scratch.server.ts'

export type ImportRequest = GroupChoice & {
  readonly files: readonly string[]
  readonly format: FormatId
  readonly map: ImportMap
  /** What to do when another file already holds rows of the same source, account and month. */
  readonly overlap: 'refuse' | 'append' | 'replace'
  /** The moment that relative times count from; null where times are absolute. */
  readonly origin: string | null
}

/**
 * Imports files into the group's data set, all of them or none.
 * @throws {FileRefused} {OverlapRefused} and what withGroup throws; the data are then as they were
 */
export async function importFiles(request: ImportRequest): Promise<ImportReport> {
  return await withGroup(request, (group) => importInto(request, group))
}

async function importInto(
  request: ImportRequest,
  { manifest, rowsOf, temporary, writer, client }: OpenGroup,
): Promise<ImportReport> {
  const scratch = await openScratch({ folder: temporary, threads: request.threads ?? 1 })
  try {
    const loading = startLoading({ request, scratch, rowsOf, temporary }, manifest)
    for (const file of request.files) await loadFile(loading, file)
    const nothingNew = loading.staged.length === 0
    const published = nothingNew || writer === null ? null : await publishLoaded(loading, manifest, writer)
    return {
      dataset: 'group',
      warehouse: client === null ? 'duckdb' : 'bigquery',
      dryRun: request.dryRun,
      version: published?.version ?? (request.dryRun ? null : (manifest?.version ?? null)),
      previousVersion: manifest?.version ?? null,
      asOf: published?.asOf ?? manifest?.asOf ?? lastDayRead(loading),
      files: loading.reports,
      replaced: [...loading.removed].map(([sha256, rows]) => ({ file: fileNamed(manifest, sha256), rows })),
      perimeter: request.map.perimeter === null ? NO_PERIMETER : PERIMETER_DECLARED,
      backToDemo: backToDemo(client === null ? 'duckdb' : 'bigquery'),
    }
  } finally {
    scratch.close()
  }
}

/** What `as_of` would become. */
function lastDayRead({ reports }: Loading): string {
  const months = reports.flatMap((report) => report.months).sort()
  return lastDayOf(months.at(-1) ?? '1970-01')
}

function fileNamed(manifest: Manifest | null, sha256: string): string {
  return manifest?.imports.find((record) => record.sha256 === sha256)?.file ?? 'a file loaded before'
}
