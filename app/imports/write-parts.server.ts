import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { ManifestPart } from '#app/warehouse/manifest.server.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import type { RowSchema } from '#app/warehouse/warehouse.ts'

/** A part that is written and not yet in its place. */
export type StagedPart = Omit<ManifestPart, 'path'> & { readonly file: string }

/** What the rows of a part were made from, as the manifest keeps it. */
export type PartOrigin = Pick<ManifestPart, 'sha256' | 'mapDigest' | 'origin'>

const MONTH = "strftime(day, '%Y-%m')"

/**
 * Writes the rows of a scratch table that has the columns of `activity_daily` as canonical Parquet. One part by month
 * and source lets an import replace a month; the demo, which is always made whole, has one part a source.
 */
export async function writeActivityParts(
  scratch: Scratch,
  from: string,
  folder: string,
  originOf: PartOrigin,
  by: 'month and source' | 'source' = 'month and source',
): Promise<readonly StagedPart[]> {
  const month = by === 'source' ? 'CAST(NULL AS VARCHAR)' : MONTH
  const parts: StagedPart[] = []
  for (const [index, group] of (await totalsBy(scratch, from, month)).entries()) {
    const ofMonth = group.month === null ? '' : ` AND ${MONTH} = ${sqlText(group.month)}`
    const where = `source = ${sqlText(group.source)}${ofMonth}`
    const file = path.join(folder, `activity_daily-${index}.parquet`)
    const written = await copyRows(scratch, 'activity_daily', `${from} WHERE ${where}`, file)
    parts.push({ table: 'activity_daily', ...group, ...originOf, ...written })
  }
  return parts
}

/** Rows and sums of each measure, for the manifest: what a part must still hold when it is read again. */
export async function totalsBy(
  scratch: Scratch,
  from: string,
  month: string,
): Promise<readonly Pick<ManifestPart, 'month' | 'source' | 'rows' | 'totals'>[]> {
  const measures = columnsOf('activity_daily').filter(({ type }) => type !== 'STRING' && type !== 'DATE')
  const sums = measures.map(({ name }) => `SUM(${name}) AS ${name}`)
  const columns: RowSchema = {
    month: 'STRING',
    source: 'STRING',
    rows: 'INT64',
    ...Object.fromEntries(measures.map(({ name, type }) => [name, type])),
  }
  const groups = await scratch.rows(
    `SELECT ${month} AS month, source, COUNT(*) AS rows, ${sums.join(', ')} FROM ${from} GROUP BY 1, 2 ORDER BY 1, 2`,
    columns,
  )
  return groups.map((group) => ({
    month: group.month === null ? null : String(group.month),
    source: String(group.source),
    rows: Number(group.rows),
    totals: Object.fromEntries(
      measures.flatMap(({ name }) =>
        (group[name] ?? null) === null ? [] : [[name, String(group[name])] as const],
      ),
    ),
  }))
}

/** Writes the rows of a scratch table that has the columns of a plain `table` as one part; none when it is empty. */
export async function writePlainPart(
  scratch: Scratch,
  table: string,
  from: string,
  folder: string,
  labels: PartOrigin & Pick<ManifestPart, 'month' | 'source'>,
): Promise<readonly StagedPart[]> {
  const [count] = await scratch.rows(`SELECT COUNT(*) AS rows FROM ${from}`, { rows: 'INT64' })
  const rows = Number(count?.rows ?? 0)
  if (rows === 0) return []
  const file = path.join(folder, `${table}.parquet`)
  const written = await copyRows(scratch, table, from, file)
  return [{ table, rows, totals: {}, ...labels, ...written }]
}

/** Writes the rows of `from` that has the columns of `table` as canonical Parquet: sorted, so that the same rows have the same bytes. */
export async function copyRows(
  scratch: Scratch,
  table: string,
  from: string,
  file: string,
): Promise<Pick<StagedPart, 'file' | 'digest'>> {
  const columns = columnsOf(table).map(({ name }) => name)
  const order = columns.map((_, index) => index + 1).join(', ')
  await scratch.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${from} ORDER BY ${order}) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await syncFile(file)
  return { file, digest: await digestOfFile(file) }
}

/** SHA-256 of a file's bytes. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Makes the content of a file survive a power cut. */
export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
