import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { completeCore } from '#app/imports/complete-core.server.ts'
import { underImportLock } from '#app/imports/import-lock.server.ts'
import { type OnProgress, SILENT } from '#app/imports/progress.ts'
import { resolveAndDigest } from '#app/imports/serve-digest.server.ts'
import { asStorageFailure } from '#app/imports/storage-failed.ts'
import { sweep } from '#app/imports/sweep.server.ts'
import { type StagedPart, syncFile } from '#app/imports/write-parts.server.ts'
import { buildServe } from '#app/warehouse/build-serve.server.ts'
import {
  FORMAT,
  type Manifest,
  ManifestError,
  type ManifestPart,
  readManifestIfAny,
  syncFolder,
  versionOf,
  writeManifest,
} from '#app/warehouse/manifest.server.ts'

/** What the next version of a data set consists of. */
export type NextVersion = Pick<
  Manifest,
  'dataset' | 'asOf' | 'firstMonth' | 'lastMonth' | 'fiscalStart' | 'groupName' | 'imports' | 'demo'
> & {
  /** Parts of the version before that stay. */
  readonly keep: readonly ManifestPart[]
  readonly add: readonly StagedPart[]
}

/** The only hand that writes a data set's folder, for the time of one command. */
export type DatasetWriter = {
  readonly folder: string
  /** The version served now; null when there is none. */
  readonly manifest: Manifest | null
  /** Whether its tables are what this Vigie would build; always so where a start has seen to it. */
  readonly isCurrent: boolean
  /** A folder of its own on the same disk, gone when the command ends. */
  readonly temporary: string
  /** Builds the next version whole beside the one served, swaps them, and sweeps what nothing refers to any more. */
  publish(next: NextVersion): Promise<Manifest>
}

export type WriteOptions = {
  /** What the lock says of this process, such as « import ». */
  readonly command: string
  readonly onProgress?: OnProgress
  /** One where readers must not be disturbed; all the machine has when left out. */
  readonly threads?: number | undefined
  /** A manifest that cannot be used counts as none, unless a newer Vigie wrote it: what it described can be made again. */
  readonly discardUnusable?: boolean
}

/**
 * Runs `work` as the only writer of a data set. Whatever stops it, the version served is the previous one or the
 * next, whole; what a killed command left is swept first.
 * @throws {DatasetBusy} when another command writes it, {ManifestError} when its manifest cannot be used,
 * {StorageFailed} when the disk refuses
 */
export async function writeDataset<Result>(
  folder: string,
  options: WriteOptions,
  work: (writer: DatasetWriter) => Promise<Result>,
): Promise<Result> {
  try {
    return await underImportLock(folder, options.command, () => writeUnlocked(folder, options, work))
  } catch (error) {
    throw asStorageFailure(folder, error)
  }
}

async function writeUnlocked<Result>(
  folder: string,
  { threads, onProgress = SILENT, discardUnusable = false }: WriteOptions,
  work: (writer: DatasetWriter) => Promise<Result>,
): Promise<Result> {
  const manifest = await readManifestIfAny(folder).catch((error: unknown) => {
    const unusable = error instanceof ManifestError && error.code !== 'newer-format'
    if (unusable && discardUnusable) return null
    throw error
  })
  await sweep(folder, manifest)
  const temporary = path.join(folder, `tmp-${process.pid}-${randomBytes(4).toString('hex')}`)
  await mkdir(temporary)
  try {
    return await work({
      folder,
      manifest,
      isCurrent: true,
      temporary,
      publish: (next) => publish(folder, temporary, next, onProgress, threads),
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function publish(
  folder: string,
  temporary: string,
  next: NextVersion,
  onProgress: OnProgress,
  threads: number | undefined,
): Promise<Manifest> {
  onProgress({ stage: 'building' })
  const { keep, add, imports, demo, dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName } = next
  const info = { dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName }
  const parts = [...keep, ...(await place(folder, add))]
  const built = path.join(temporary, 'serve.duckdb')
  const resolved = resolveAndDigest()
  await buildServe({
    file: built,
    coreFiles: await completeCore(parts, folder, temporary, next.dataset),
    info,
    resolveCoefficients: resolved.resolve,
    ...(threads === undefined ? {} : { threads }),
  })
  await syncFile(built)
  const digest = resolved.digest()
  const content = { format: FORMAT, ...info, parts }
  const version = versionOf(content, digest)
  // The same content may be published twice, and a reader of the first file removes it by its name when it leaves.
  const file = `serve-${version}-${randomBytes(3).toString('hex')}.duckdb`
  await rename(built, path.join(folder, file))
  await syncFolder(folder)
  const manifest: Manifest = { ...content, version, imports, serve: { file, digest }, demo }
  onProgress({ stage: 'publishing' })
  await writeManifest(folder, manifest)
  onProgress({ stage: 'published' })
  const left = await sweep(folder, manifest, temporary)
  if (left.length > 0) onProgress({ stage: 'left-behind', files: left })
  return manifest
}

/** Moves staged parts to their place, under a name that their content gives them. */
async function place(folder: string, staged: readonly StagedPart[]): Promise<readonly ManifestPart[]> {
  const parts: ManifestPart[] = []
  for (const { file, ...part } of staged) {
    const name = [part.month ?? 'all', slug(part.source), part.digest.slice(0, 16)].join('-')
    const inside = `core/${part.table}/${name}.parquet`
    const target = path.join(folder, inside)
    await mkdir(path.dirname(target), { recursive: true })
    await rename(file, target)
    parts.push({ ...part, path: inside })
  }
  for (const table of new Set(parts.map(({ table }) => table)))
    await syncFolder(path.join(folder, 'core', table))
  return parts
}

function slug(source: string): string {
  return (
    source
      .replaceAll(/[^A-Za-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40) || 'source'
  )
}
