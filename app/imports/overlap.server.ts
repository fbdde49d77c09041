import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { HeldPart, HeldRows } from '#app/imports/held-rows.server.ts'
import type { StagedFile } from '#app/imports/stage-file.server.ts'
import { copyRows, totalsBy } from '#app/imports/write-parts.server.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'

/** Rows of two different files for one source, account and month: counted twice unless somebody says otherwise. */
export type Overlap = {
  readonly source: string
  readonly account: string
  readonly month: string
  /** Of the file loaded before. */
  readonly sha256: string
}

const NAMED = 5

/** The new file would count again what another one already brought; the message names it and the two ways out. */
export class OverlapRefused extends Error {
  readonly overlaps: readonly Overlap[]
  constructor(file: string, overlaps: readonly Overlap[], nameOf: (sha256: string) => string) {
    const named = overlaps
      .slice(0, NAMED)
      .map(
        ({ source, account, month, sha256 }) => `${source}, account ${account}, ${month} (${nameOf(sha256)})`,
      )
    const more = overlaps.length > NAMED ? `, and ${overlaps.length - NAMED} more` : ''
    super(
      `${file}: another file already holds ${named.join('; ')}${more}. Nothing was imported. Add --replace if this file stands in for those rows, or --append if it completes them.`,
    )
    this.name = 'OverlapRefused'
    this.overlaps = overlaps
  }
}

/** Where a staged file meets rows that are loaded already. */
export async function findOverlaps(
  scratch: Scratch,
  rowsOf: HeldRows,
  staged: Pick<StagedFile, 'activity'>,
  parts: readonly HeldPart[],
): Promise<readonly Overlap[]> {
  const keys = await keysOf(scratch, staged.activity)
  const accounts = new Set(
    keys.map(({ source, month, account }) => JSON.stringify([billOf(source), month, account])),
  )
  const overlaps: Overlap[] = []
  for (const part of ofSameMonths(keys, parts)) {
    const theirs = await scratch.rows(
      `SELECT DISTINCT account FROM ${await rowsOf(scratch, part)} ORDER BY 1`,
      {
        account: 'STRING',
      },
    )
    for (const { account } of theirs)
      if (accounts.has(JSON.stringify([billOf(part.source), part.month, account])))
        overlaps.push({
          source: part.source,
          account: String(account),
          month: String(part.month),
          sha256: part.sha256,
        })
  }
  return overlaps
}

/** The rows loaded already that a staged file may meet: parts of its sources and months, each as what stands after FROM. */
export async function rowsToMeet(
  scratch: Scratch,
  rowsOf: HeldRows,
  { activity }: Pick<StagedFile, 'activity'>,
  parts: readonly HeldPart[],
): Promise<readonly string[]> {
  const rows: string[] = []
  for (const part of ofSameMonths(await keysOf(scratch, activity), parts))
    rows.push(await rowsOf(scratch, part))
  return rows
}

/** The same provider's bill is one, in whichever of its formats it comes: both would count it twice. */
function billOf(source: string): string {
  return source.replace(/ \((?:focus|gcp-billing)\)$/, ' (bill)')
}

function ofSameMonths(keys: readonly Key[], parts: readonly HeldPart[]): readonly HeldPart[] {
  const months = new Set(keys.map(({ source, month }) => JSON.stringify([billOf(source), month])))
  return parts.filter(
    ({ table, source, month }) =>
      table === 'activity_daily' && months.has(JSON.stringify([billOf(source), month])),
  )
}

/** Where two files of one command meet. */
export async function overlapsBetween(
  scratch: Scratch,
  staged: StagedFile,
  earlier: StagedFile,
): Promise<readonly Overlap[]> {
  const keys = new Set((await keysOf(scratch, staged.activity)).map((key) => JSON.stringify(key)))
  return (await keysOf(scratch, earlier.activity))
    .filter((key) => keys.has(JSON.stringify(key)))
    .map((key) => ({ ...key, sha256: earlier.scan.sha256 }))
}

type Key = { readonly source: string; readonly account: string; readonly month: string }

async function keysOf(scratch: Scratch, activity: string): Promise<readonly Key[]> {
  const rows = await scratch.rows(
    `SELECT DISTINCT source, account, strftime(day, '%Y-%m') AS month FROM ${activity} ORDER BY ALL`,
    { source: 'STRING', account: 'STRING', month: 'STRING' },
  )
  return rows.map(({ source, account, month }) => ({
    source: String(source),
    account: String(account),
    month: String(month),
  }))
}

/** Takes from earlier rows of the same command those that a later file replaces. */
export async function removeOverlaps(
  scratch: Scratch,
  activity: string,
  overlaps: readonly Overlap[],
): Promise<void> {
  for (const { source, account, month } of overlaps)
    await scratch.run(
      `DELETE FROM ${activity} WHERE source = ${sqlText(source)} AND account = ${sqlText(account)} AND strftime(day, '%Y-%m') = ${sqlText(month)}`,
    )
}

export type Remainder = {
  readonly parts: readonly HeldPart[]
  /** Digest of a former file → rows of it that went. */
  readonly removed: ReadonlyMap<string, number>
}

/** Parts without the rows that overlap: those that hold none stay as they are, the others are written again or go. */
export async function withoutOverlaps(
  scratch: Scratch,
  rowsOf: HeldRows,
  temporary: string,
  parts: readonly HeldPart[],
  overlaps: readonly Overlap[],
): Promise<Remainder> {
  const left: HeldPart[] = []
  const removed = new Map<string, number>()
  for (const part of parts) {
    const accounts = overlaps
      .filter((one) => one.source === part.source && one.month === part.month && one.sha256 === part.sha256)
      .map(({ account }) => sqlText(account))
    if (part.table !== 'activity_daily' || accounts.length === 0) {
      left.push(part)
      continue
    }
    const rows = `(SELECT * FROM ${await rowsOf(scratch, part)} WHERE account NOT IN (${accounts.join(', ')}))`
    const [totals] = await totalsBy(scratch, rows, sqlText(part.month ?? ''))
    const went = Number(part.totals.source_rows ?? 0) - Number(totals?.totals.source_rows ?? 0)
    removed.set(part.sha256, (removed.get(part.sha256) ?? 0) + went)
    if (totals === undefined) continue
    const file = path.join(temporary, `left-${randomBytes(6).toString('hex')}.parquet`)
    const written = await copyRows(scratch, part.table, rows, file)
    const { table, sha256, mapDigest, origin } = part
    left.push({ table, sha256, mapDigest, origin, ...totals, ...written })
  }
  return { parts: left, removed }
}
