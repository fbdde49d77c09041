import path from 'node:path'
import {
  COUNTED,
  columnsToRead,
  groupedRows,
  type StagingPlan,
  suppliedMeasures,
} from '#app/imports/compose-staging.ts'
import { findColumns } from '#app/imports/find-columns.ts'
import type { ImportMap } from '#app/imports/map.ts'
import type { OnProgress } from '#app/imports/progress.ts'
import { REASONS } from '#app/imports/read-fields.ts'
import { NO_REJECTS, type Rejects, readRejects } from '#app/imports/read-rejects.server.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { openFile, readStart } from '#app/imports/reading/read-bytes.server.ts'
import { missingColumn } from '#app/imports/reading/read-csv.server.ts'
import { type AnyScan, assertAllRead, rowSource } from '#app/imports/reading/row-source.server.ts'
import { scanFile } from '#app/imports/reading/scan-file.server.ts'
import { scanJsonLines } from '#app/imports/reading/scan-json-lines.server.ts'
import { scanParquet } from '#app/imports/reading/scan-parquet.server.ts'
import type { Source } from '#app/sources/source.ts'
import { DIMENSIONS, NOT_APPLICABLE } from '#app/warehouse/schema.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable } from '#app/warehouse/tables.ts'

/** A file read into the scratch database: `grouped` for the report, `activity` and `accounts` as core has them. */
export type StagedFile = {
  readonly scan: AnyScan
  readonly plan: StagingPlan
  readonly grouped: string
  readonly activity: string
  readonly accounts: string
  /** Rows that core gets. */
  readonly loaded: number
  /** Rows read well that the perimeter leaves out: what is not AI, and what it does not decide. */
  readonly leftOut: number
  readonly rejects: Rejects
  /** Rows that repeat another one, cell by cell; null where it was not looked for. */
  readonly identical: number | null
}

/** What a local file holds, by its content first and its name last. @throws {FileRefused} */
export async function scanAny(scratch: Scratch, file: string, onProgress: OnProgress): Promise<AnyScan> {
  const options = {
    onProgress: (done: number, total: number) => onProgress({ stage: 'reading', file, done, total }),
  }
  const opened = await openFile(file)
  const start = await readStart(opened, 512).finally(() => opened.handle.close())
  const extension = path.extname(file).toLowerCase()
  if (start.subarray(0, 4).toString('latin1') === 'PAR1' || extension === '.parquet')
    return await scanParquet(scratch.connection, file)
  if (['.jsonl', '.ndjson', '.json'].includes(extension) || /^\s*\{/.test(start.toString('utf8')))
    return await scanJsonLines(file, options)
  return await scanFile(file, options)
}

/**
 * Reads a scanned file into scratch tables named after `index`: typed, mapped, grouped to core.
 * @throws {FileRefused} when a column is missing, rows would be lost, or none could be loaded
 */
export async function stageFile(
  scratch: Scratch,
  index: number,
  scan: AnyScan,
  source: Source,
  map: ImportMap,
  clock: StagingPlan['clock'],
): Promise<StagedFile> {
  const plan: StagingPlan = { source, map, clock, found: findColumns(scan.path, scan.header, source, map) }
  for (const { from } of map.assign)
    if (from.kind === 'column' && !scan.header.includes(from.header))
      throw missingColumn(scan.path, from.header, scan.header)
  const tables = { grouped: `grouped_${index}`, activity: `activity_${index}`, accounts: `accounts_${index}` }
  await loadAssignments(scratch, map)
  const rows = rowSource(scan, { columns: columnsToRead(plan) })
  await scratch.run(`CREATE TABLE ${tables.grouped} AS ${groupedRows(plan, rows)}`)
  const [counts] = await scratch.rows(
    `SELECT coalesce(SUM(source_rows) FILTER (WHERE ${COUNTED}), 0) AS loaded, coalesce(SUM(source_rows) FILTER (WHERE bad IS NULL AND NOT ${COUNTED}), 0) AS left_out, coalesce(SUM(source_rows) FILTER (WHERE bad IS NOT NULL), 0) AS rejected FROM ${tables.grouped}`,
    { loaded: 'INT64', left_out: 'INT64', rejected: 'INT64' },
  )
  const loaded = Number(counts?.loaded ?? 0)
  const leftOut = Number(counts?.left_out ?? 0)
  const rejected = Number(counts?.rejected ?? 0)
  assertAllRead(scan, loaded + leftOut, rejected)
  const rejects =
    rejected === 0 ? NO_REJECTS : await readRejects(scratch, scan, plan, tables.grouped, rejected)
  refuseUseless(scan, plan, { loaded, leftOut }, rejects)
  await loadCore(scratch, plan, tables)
  return { scan, plan, ...tables, loaded, leftOut, rejects, identical: await countIdentical(scratch, scan) }
}

/** Rule and text seen → id. A rule without values needs none: the text is the id. */
async function loadAssignments(scratch: Scratch, map: ImportMap): Promise<void> {
  await scratch.run('CREATE OR REPLACE TABLE assignment (rule INTEGER, seen VARCHAR, id VARCHAR)')
  const rows = map.assign.flatMap(({ values }, rule) =>
    [...(values ?? [])].map(([seen, id]) => `(${rule}, ${sqlText(seen)}, ${sqlText(id)})`),
  )
  for (let at = 0; at < rows.length; at += 1000)
    await scratch.run(`INSERT INTO assignment VALUES ${rows.slice(at, at + 1000).join(', ')}`)
}

/**
 * Rows without a key may be equal in truth, so they are kept; a reader is told how many there are. Not in JSON lines,
 * where the rest of a row may be a conversation, which is never read.
 */
async function countIdentical(scratch: Scratch, scan: AnyScan): Promise<number | null> {
  if (scan.kind === 'json-lines') return null
  const columns = Object.fromEntries(scan.header.map((name, index) => [`c${index}`, name]))
  const [row] = await scratch.rows(
    `SELECT COUNT(*) - COUNT(DISTINCT hash(${Object.keys(columns).join(', ')})) AS again FROM (${rowSource(scan, { columns })})`,
    { again: 'INT64' },
  )
  return Number(row?.again ?? 0)
}

/** A file of which nothing can be loaded, or whose times cannot be placed, is refused whole. */
function refuseUseless(
  scan: AnyScan,
  plan: StagingPlan,
  { loaded, leftOut }: Pick<StagedFile, 'loaded' | 'leftOut'>,
  rejects: Rejects,
): void {
  const relative = rejects.byReason.find(({ reason }) => reason === REASONS.relative)
  if (relative !== undefined)
    throw new FileRefused(scan.path, {
      reason: 'unreadable',
      line: rejects.first.find(({ reason }) => reason === REASONS.relative)?.line ?? null,
      column: relative.column,
      problem: 'this is a number, a time that counts from a moment the file does not say',
      remedy: `Say it with --origin, for example --origin 2024-01-01T00:00:00Z (for seconds since 1970: --origin 1970-01-01T00:00:00Z).`,
    })
  if (loaded === 0 && leftOut > 0)
    throw new FileRefused(scan.path, {
      reason: 'outside-perimeter',
      line: null,
      column: null,
      problem: `the map's perimeter makes none of its ${leftOut} rows AI`,
      remedy: 'Mend “perimeter” in the map (texts are compared letter for letter), or leave this file out.',
    })
  const [first] = rejects.first
  if (loaded === 0)
    throw new FileRefused(scan.path, {
      reason: 'unreadable',
      line: first?.line ?? null,
      column: first?.column ?? null,
      problem: `none of the ${rejects.rows} rows can be loaded; of the first one, ${first?.reason}`,
      remedy: `Check that it is a ${plan.source.format} file, or name its columns in a map.`,
    })
}

async function loadCore(
  scratch: Scratch,
  plan: StagingPlan,
  tables: Pick<StagedFile, 'grouped' | 'activity' | 'accounts'>,
): Promise<void> {
  const { source } = plan
  const supplied = suppliedMeasures(source)
  const dimensions = Object.keys(source.core).filter((name) => name in DIMENSIONS)
  const columns = columnsOf('activity_daily').map(({ name, type }) => {
    if (name === 'day' || name === 'source') return name
    if (name === 'fact') return `'${source.fact}' AS fact`
    if (name in DIMENSIONS) return dimensions.includes(name) ? name : `'${NOT_APPLICABLE}' AS ${name}`
    if (name === 'source_rows' || supplied.includes(name)) return `CAST(SUM(${name}) AS ${type}) AS ${name}`
    return `CAST(NULL AS ${type}) AS ${name}`
  })
  const known = Object.keys(source.core)
    .filter((name) => supplied.includes(name))
    .map((name) => `known_${name}`)
  const there = new Set(
    (
      await scratch.rows(`SELECT column_name FROM (DESCRIBE ${tables.grouped})`, { column_name: 'STRING' })
    ).map(({ column_name }) => String(column_name)),
  )
  const keys = ['day', 'source', ...dimensions, ...known.filter((name) => there.has(name))]
  await scratch.run(createTable(tables.activity, 'activity_daily'))
  await scratch.run(
    `INSERT INTO ${tables.activity} SELECT ${columns.join(', ')} FROM ${tables.grouped} WHERE ${COUNTED} GROUP BY ${keys.join(', ')}`,
  )
  await scratch.run(createTable(tables.accounts, 'account'))
  await scratch.run(
    `INSERT INTO ${tables.accounts} SELECT account, coalesce(MAX(account_name), account), MAX(provider) FROM ${tables.grouped} WHERE ${COUNTED} AND account <> 'unassigned' GROUP BY account`,
  )
}
