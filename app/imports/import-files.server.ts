import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DatasetWriter, writeDataset } from '#app/imports/dataset-writer.server.ts'
import { type Loading, loadFile, startLoading } from '#app/imports/load-file.server.ts'
import type { ImportMap } from '#app/imports/map.ts'
import { type OnProgress, SILENT } from '#app/imports/progress.ts'
import { publishLoaded } from '#app/imports/publish-loaded.server.ts'
import { BACK_TO_DEMO, type ImportReport, NO_PERIMETER, PERIMETER_DECLARED } from '#app/imports/report.ts'
import type { FormatId } from '#app/sources/source.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import { type Manifest, readManifestIfAny } from '#app/warehouse/manifest.server.ts'
import { openScratch } from '#app/warehouse/scratch.server.ts'

export type ImportRequest = {
  readonly files: readonly string[]
  readonly format: FormatId
  readonly map: ImportMap
  /** What to do when another file already holds rows of the same source, account and month. */
  readonly overlap: 'refuse' | 'append' | 'replace'
  /** The moment that relative times count from; null where times are absolute. */
  readonly origin: string | null
  readonly dataDir: string
  readonly dryRun: boolean
  readonly onProgress?: OnProgress
  /** One, unless nothing else needs the machine. */
  readonly threads?: number
}

/**
 * Imports files into the group's data set, all of them or none.
 * @throws {FileRefused} {OverlapRefused} {DatasetBusy} {StorageFailed} {ManifestError}; the data are then as they were
 */
export async function importFiles(request: ImportRequest): Promise<ImportReport> {
  const folder = path.join(request.dataDir, 'group')
  if (!request.dryRun)
    return await writeDataset(
      folder,
      { command: 'import', onProgress: request.onProgress ?? SILENT, threads: request.threads ?? 1 },
      (writer) => importInto(request, folder, writer.manifest, writer.temporary, writer),
    )
  const temporary = await mkdtemp(path.join(tmpdir(), 'vigie-dry-run-'))
  try {
    return await importInto(request, folder, await readManifestIfAny(folder), temporary, null)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function importInto(
  request: ImportRequest,
  folder: string,
  manifest: Manifest | null,
  temporary: string,
  writer: DatasetWriter | null,
): Promise<ImportReport> {
  const scratch = await openScratch({ folder: temporary, threads: request.threads ?? 1 })
  try {
    const loading = startLoading({ request, scratch, folder, temporary }, manifest)
    for (const file of request.files) await loadFile(loading, file)
    const nothingNew = loading.staged.length === 0
    const published = nothingNew || writer === null ? null : await publishLoaded(loading, manifest, writer)
    return {
      dataset: 'group',
      dryRun: request.dryRun,
      version: published?.version ?? (request.dryRun ? null : (manifest?.version ?? null)),
      previousVersion: manifest?.version ?? null,
      asOf: published?.asOf ?? manifest?.asOf ?? lastDayRead(loading),
      files: loading.reports,
      replaced: [...loading.removed].map(([sha256, rows]) => ({ file: fileNamed(manifest, sha256), rows })),
      perimeter: request.map.perimeter === null ? NO_PERIMETER : PERIMETER_DECLARED,
      backToDemo: BACK_TO_DEMO,
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
