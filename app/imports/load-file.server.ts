import path from 'node:path'
import type { HeldPart, HeldRows } from '#app/imports/held-rows.server.ts'
import type { ImportRequest } from '#app/imports/import-files.server.ts'
import { makeReport } from '#app/imports/make-report.server.ts'
import {
  findOverlaps,
  type Overlap,
  OverlapRefused,
  overlapsBetween,
  removeOverlaps,
  withoutOverlaps,
} from '#app/imports/overlap.server.ts'
import { SILENT } from '#app/imports/progress.ts'
import { countRepeated } from '#app/imports/repeated-rows.server.ts'
import type { FileReport } from '#app/imports/report.ts'
import { type StagedFile, scanAny, stageFile } from '#app/imports/stage-file.server.ts'
import { FORMATS } from '#app/sources/formats.ts'
import type { ImportRecord, Manifest } from '#app/warehouse/manifest.server.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'

/** The clock on which instants of activity become days. */
export const REPORTING_ZONE = 'Europe/Paris'

/** One command's files as they are read, and what is left of the version before. */
export type Loading = {
  readonly request: ImportRequest
  readonly scratch: Scratch
  readonly rowsOf: HeldRows
  readonly temporary: string
  readonly staged: StagedFile[]
  readonly reports: FileReport[]
  held: readonly HeldPart[]
  records: readonly ImportRecord[]
  /** Digest of a former file → rows of it that went. */
  readonly removed: Map<string, number>
  /** Files of this command that a later one has replaced in part. */
  readonly partial: Set<string>
}

export function startLoading(
  command: Pick<Loading, 'request' | 'scratch' | 'rowsOf' | 'temporary'>,
  manifest: Manifest | null,
): Loading {
  return {
    ...command,
    staged: [],
    reports: [],
    held: manifest?.parts ?? [],
    records: manifest?.imports ?? [],
    removed: new Map(),
    partial: new Set(),
  }
}

/**
 * Reads one file and settles what it changes; nothing is written yet.
 * @throws {FileRefused} {OverlapRefused}
 */
export async function loadFile(loading: Loading, file: string): Promise<void> {
  const { request, scratch } = loading
  const scan = await scanAny(scratch, file, request.onProgress ?? SILENT)
  const unchanged = isLoaded(loading, scan.sha256)
  const clock = { zone: REPORTING_ZONE, origin: request.origin }
  const source = FORMATS[request.format]
  const staged = await stageFile(scratch, loading.reports.length, scan, source, request.map, clock)
  if (!unchanged) dropFormer(loading, scan.sha256)
  const repeatedRows = unchanged || request.overlap !== 'append' ? 0 : await repeatedIn(loading, staged)
  loading.reports.push({ ...(await makeReport(scratch, staged)), unchanged, repeatedRows })
  if (unchanged) return
  await settleOverlaps(loading, staged, file)
  loading.staged.push(staged)
}

/** The same content under the same format, map and origin changes nothing. */
function isLoaded({ request, records, staged }: Loading, sha256: string): boolean {
  const before = records.some(
    (record) =>
      record.sha256 === sha256 &&
      record.format === request.format &&
      record.mapDigest === request.map.digest &&
      record.origin === (request.origin ?? ''),
  )
  return before || staged.some(({ scan }) => scan.sha256 === sha256)
}

/** The same file read otherwise (another map, origin or format) takes the place of what it gave before. */
function dropFormer(loading: Loading, sha256: string): void {
  const former = loading.held.filter((part) => part.sha256 === sha256)
  if (former.length === 0) return
  const rows = former.reduce((sum, part) => sum + Number(part.totals.source_rows ?? 0), 0)
  loading.removed.set(sha256, (loading.removed.get(sha256) ?? 0) + rows)
  loading.held = loading.held.filter((part) => part.sha256 !== sha256)
  forget(loading, sha256)
}

function repeatedIn({ scratch, rowsOf, held, staged }: Loading, next: StagedFile): Promise<number> {
  return countRepeated(
    scratch,
    rowsOf,
    next,
    held,
    staged.map(({ activity }) => activity),
  )
}

async function settleOverlaps(loading: Loading, staged: StagedFile, file: string): Promise<void> {
  const { request, scratch, rowsOf, temporary } = loading
  if (request.overlap === 'append') return
  const withHeld = await findOverlaps(scratch, rowsOf, staged, loading.held)
  const withEarlier: [StagedFile, readonly Overlap[]][] = []
  for (const earlier of loading.staged)
    withEarlier.push([earlier, await overlapsBetween(scratch, staged, earlier)])
  const all = [...withHeld, ...withEarlier.flatMap(([, overlaps]) => overlaps)]
  if (all.length === 0) return
  if (request.overlap === 'refuse') throw new OverlapRefused(file, all, (sha256) => nameIn(loading, sha256))
  for (const [earlier, overlaps] of withEarlier) {
    if (overlaps.length === 0) continue
    await removeOverlaps(scratch, earlier.activity, overlaps)
    loading.partial.add(earlier.scan.sha256)
  }
  const { parts, removed } = await withoutOverlaps(scratch, rowsOf, temporary, loading.held, withHeld)
  loading.held = parts
  for (const [sha256, rows] of removed) {
    loading.removed.set(sha256, (loading.removed.get(sha256) ?? 0) + rows)
    forget(loading, sha256)
  }
}

/** A file that is no longer there whole: importing it again is no repetition. */
function forget(loading: Loading, sha256: string): void {
  loading.records = loading.records.filter((record) => record.sha256 !== sha256)
}

function nameIn({ staged, records }: Loading, sha256: string): string {
  const here = staged.find(({ scan }) => scan.sha256 === sha256)
  if (here !== undefined) return path.basename(here.scan.path)
  return records.find((record) => record.sha256 === sha256)?.file ?? 'a file loaded before'
}
