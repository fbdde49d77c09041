import { createHash, randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { perimeterState } from '#app/warehouse/perimeter.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Rises when an older Vigie could no longer read what a newer one writes. */
export const FORMAT = 1 as const

const MONTH = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM')
const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD')
const DIGEST = z.string().regex(/^[0-9a-f]{64}$/, 'a digest is 64 hexadecimal digits')
/** A path inside the data set's folder: never absolute, never upwards. */
const INSIDE = z.string().regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]*$/, 'a path stays in the folder')
const COUNT = z.int().nonnegative()

const part = z.strictObject({
  table: z.string(),
  path: INSIDE,
  month: MONTH.nullable(),
  source: z.string(),
  rows: COUNT,
  totals: z.record(z.string(), z.string()),
  /** Of the decompressed source that the rows come from; two parts of one file share it. */
  sha256: DIGEST,
  mapDigest: z.string(),
  origin: z.string(),
  /** Of the part's own bytes. */
  digest: DIGEST,
})

/** Rows and invoiced amount, as decimal text, of one currency. */
const amount = z.strictObject({ currency: z.string(), rows: COUNT, billed: z.string() })

const importRecord = z.strictObject({
  file: z.string(),
  format: z.string(),
  sha256: DIGEST,
  mapDigest: z.string(),
  origin: z.string(),
  importedAt: z.string(),
  rowsRead: COUNT,
  rowsLoaded: COUNT,
  rowsRejected: COUNT,
  firstMonth: MONTH,
  lastMonth: MONTH,
  /** What the map's perimeter left out of core; left out itself where the map declares none. */
  perimeter: z.strictObject({ not_ai: z.array(amount), undecided: z.array(amount) }).optional(),
  /**
   * Of a table of the group's warehouse: the moment up to which its rows were read (ISO, UTC), null where it says none.
   * Each month has a record of its own; left out of a file's.
   */
  exportedUntil: z.string().nullable().optional(),
  /** First month of the table that was wanted; null for all. */
  since: MONTH.nullable().optional(),
})

const manifest = z.strictObject({
  format: z.literal(FORMAT),
  dataset: z.enum(['demo', 'group']),
  version: z.string().regex(/^[0-9a-f]{12}$/, 'a version is 12 hexadecimal digits'),
  asOf: DAY,
  firstMonth: MONTH,
  lastMonth: MONTH,
  fiscalStart: z.int().min(1).max(12),
  groupName: z.string().nullable(),
  parts: z.array(part),
  imports: z.array(importRecord),
  serve: z.strictObject({ file: INSIDE, digest: DIGEST }),
  /** What the demo was made from; null for a group's own data. */
  demo: z.strictObject({ seed: z.int(), scale: z.enum(['tiny', 'full']), digest: DIGEST }).nullable(),
})

/** One immutable Parquet file of core: its table, where it lies, what it holds and what it was made from. */
export type ManifestPart = z.infer<typeof part>
/** One file that was imported, as it went. */
export type ImportRecord = z.infer<typeof importRecord>
/** What a data set consists of: the only place that says which files count. */
export type Manifest = z.infer<typeof manifest>

export type ManifestErrorCode = 'missing' | 'unreadable' | 'newer-format' | 'older-format' | 'invalid'

/** A manifest that cannot be used; the message names the file, what is wrong with it and what to do. */
export class ManifestError extends Error {
  readonly code: ManifestErrorCode
  readonly file: string
  constructor(code: ManifestErrorCode, file: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ManifestError'
    this.code = code
    this.file = file
  }
}

const RESTORE =
  'Restore it from a copy, or remove the data set’s folder and make it again (« npm run demo » for the demo, « npm run import » for your files).'

/**
 * Reads `manifest.json` of a data set's folder.
 * @throws {ManifestError} when it is missing, cut short, of another format or not a manifest
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, 'manifest.json')
  const text = await readFile(file, 'utf-8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT')
      throw new ManifestError('missing', file, `There is no data set in ${folder}: ${file} does not exist.`, {
        cause,
      })
    throw new ManifestError('unreadable', file, `${file} cannot be read: ${cause.message}.`, { cause })
  })
  return parseManifest(text, file)
}

/** The same, null when the folder holds no data set yet. */
export async function readManifestIfAny(folder: string): Promise<Manifest | null> {
  try {
    return await readManifest(folder)
  } catch (error) {
    if (error instanceof ManifestError && error.code === 'missing') return null
    throw error
  }
}

/** Reads a manifest's text; `file` is what messages call it. @throws {ManifestError} */
export function parseManifest(text: string, file: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ManifestError('unreadable', file, `${file} is cut short or is not JSON. ${RESTORE}`, { cause })
  }
  const format = z.object({ format: z.int() }).safeParse(json)
  if (format.success && format.data.format > FORMAT)
    throw new ManifestError(
      'newer-format',
      file,
      `${file} has format ${format.data.format}, and this Vigie reads format ${FORMAT}: update Vigie, or point VIGIE_DATA_DIR at another folder.`,
    )
  if (format.success && format.data.format < FORMAT)
    throw new ManifestError(
      'older-format',
      file,
      `${file} has format ${format.data.format}, older than the ${FORMAT} that this Vigie reads, and no migration is known: import the files again into an empty folder.`,
    )
  const parsed = manifest.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') || 'the whole file'
  throw new ManifestError(
    'invalid',
    file,
    `${file} is not a manifest of this format: ${where}: ${issue?.message}. ${RESTORE}`,
  )
}

/** Puts a manifest in place of the previous one: whatever stops the machine, one of the two is there whole. */
export async function writeManifest(folder: string, next: Manifest): Promise<void> {
  const temporary = path.join(folder, `manifest.json.tmp-${process.pid}-${randomBytes(4).toString('hex')}`)
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(`${JSON.stringify(manifest.parse(next), null, 1)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await rename(temporary, path.join(folder, 'manifest.json'))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Makes what was renamed or created in a folder survive a power cut, where the system allows it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows has no handle on a folder, and journals renames itself
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The version of a data set: the same content has the same version, wherever and whenever it is made. */
export function versionOf(
  content: Omit<Manifest, 'version' | 'imports' | 'serve' | 'demo'>,
  serveDigest: string,
): string {
  const parts = content.parts
    .map((one) => [
      one.table,
      one.month,
      one.source,
      one.rows,
      one.digest,
      one.sha256,
      one.mapDigest,
      one.origin,
    ])
    .map((one) => JSON.stringify(one))
    .sort()
  const { format, dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName } = content
  const whole = { format, dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName, parts, serveDigest }
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 12)
}

/** What pages know of the data set that a manifest describes. */
export function datasetInfo(manifest: Manifest): DatasetInfo {
  return {
    name: manifest.dataset,
    version: manifest.version,
    asOf: manifest.asOf,
    firstMonth: manifest.firstMonth,
    lastMonth: manifest.lastMonth,
    ...monthsIn(manifest),
    fiscalStart: manifest.fiscalStart,
    groupName: manifest.groupName,
    perimeter: perimeterState(manifest),
  }
}

/** The months that activity was loaded for; unknown, so left out, where a part holds several. */
function monthsIn({ parts }: Manifest): { readonly months?: readonly string[] } {
  const activity = parts.filter(({ table }) => table === 'activity_daily')
  const months = activity.flatMap(({ month }) => (month === null ? [] : [month]))
  return months.length < activity.length ? {} : { months: [...new Set(months)].sort() }
}
