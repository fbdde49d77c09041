import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { DatasetWriter } from '#app/imports/dataset-writer.server.ts'
import type { Loading } from '#app/imports/load-file.server.ts'
import { groupVersion } from '#app/imports/next-version.ts'
import type { StagedFile } from '#app/imports/stage-file.server.ts'
import { type StagedPart, writeActivityParts, writePlainPart } from '#app/imports/write-parts.server.ts'
import type { ImportRecord, Manifest } from '#app/warehouse/manifest.server.ts'

/** Writes what a command has read as core parts, and publishes it with what is left of the version before. */
export async function publishLoaded(
  loading: Loading,
  manifest: Manifest | null,
  writer: DatasetWriter,
): Promise<Manifest> {
  loading.request.onProgress?.({ stage: 'writing' })
  const written: StagedPart[] = []
  for (const [index, staged] of loading.staged.entries())
    written.push(...(await writeStaged(loading, staged, index)))
  const keep = loading.held.flatMap((part) => ('file' in part ? [] : [part]))
  const add = [...loading.held.flatMap((part) => ('file' in part ? [part] : [])), ...written]
  const imports = [...loading.records, ...newRecords(loading)]
  return await writer.publish(groupVersion(manifest, { keep, add, imports }))
}

async function writeStaged(
  { request, scratch, temporary }: Loading,
  staged: StagedFile,
  index: number,
): Promise<readonly StagedPart[]> {
  const folder = path.join(temporary, String(index))
  await mkdir(folder)
  const { sha256 } = staged.scan
  const origin = { sha256, mapDigest: request.map.digest, origin: request.origin ?? '' }
  const labels = { ...origin, month: null, source: request.format }
  return [
    ...(await writeActivityParts(scratch, staged.activity, folder, origin)),
    ...(await writePlainPart(scratch, 'account', staged.accounts, folder, labels)),
  ]
}

function newRecords({ request, staged, reports, partial }: Loading): readonly ImportRecord[] {
  const whole = staged.filter(({ scan }) => !partial.has(scan.sha256))
  return whole.map(({ scan, loaded, rejects }) => {
    const report = reports.find(({ sha256 }) => sha256 === scan.sha256)
    const months = report?.months ?? []
    const perimeter = report?.perimeter ?? null
    return {
      file: path.basename(scan.path),
      format: request.format,
      sha256: scan.sha256,
      mapDigest: request.map.digest,
      origin: request.origin ?? '',
      importedAt: new Date().toISOString(),
      rowsRead: scan.records,
      rowsLoaded: loaded,
      rowsRejected: rejects.rows,
      firstMonth: months[0] ?? '',
      lastMonth: months.at(-1) ?? '',
      ...(perimeter === null
        ? {}
        : { perimeter: { not_ai: [...perimeter.notAi], undecided: [...perimeter.undecided] } }),
    }
  })
}
