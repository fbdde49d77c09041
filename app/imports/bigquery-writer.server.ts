import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { FACTOR_FILES } from '#app/footprint/factors.ts'
import { coreReader } from '#app/imports/core-reader.ts'
import type { DatasetWriter, NextVersion } from '#app/imports/dataset-writer.server.ts'
import { type DerivedTables, deriveTables } from '#app/imports/derive-tables.ts'
import { type OnProgress, SILENT } from '#app/imports/progress.ts'
import { buildStatements, resolveAndDigest } from '#app/imports/serve-digest.server.ts'
import type { StagedPart } from '#app/imports/write-parts.server.ts'
import { ask, buildVersion, countRows } from '#app/warehouse/bigquery/build-version.server.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { loadLines } from '#app/warehouse/bigquery/load-rows.server.ts'
import { type BigQuerySettings, quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { applySetup } from '#app/warehouse/bigquery/setup.server.ts'
import { keepTable, listTables, patchTable } from '#app/warehouse/bigquery/table.server.ts'
import { coreFields } from '#app/warehouse/bigquery/table-fields.ts'
import {
  movePointer,
  noteVersion,
  readPointer,
  readVersion,
} from '#app/warehouse/bigquery/version-pointer.server.ts'
import {
  coreName,
  coreRows,
  partCountStatement,
  type VersionPlan,
  versionName,
  versionOfTable,
} from '#app/warehouse/bigquery/version-tables.ts'
import { PART } from '#app/warehouse/descriptions.ts'
import {
  FORMAT,
  type Manifest,
  type ManifestPart,
  parseManifest,
  versionOf,
} from '#app/warehouse/manifest.server.ts'
import { DAILY_FACTS } from '#app/warehouse/schema.ts'
import { openScratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, coreTables } from '#app/warehouse/tables.ts'
import { type RowSchema, WarehouseError } from '#app/warehouse/warehouse.ts'

/** Tables of a version that is no longer served stay this long, for readers who began with it and for a look back. */
const KEPT_MS = 7 * 24 * 3600_000

/** Where this machine keeps what belongs to one data set in BigQuery. */
export function bigQueryFolder(
  dataDir: string,
  { project, dataset }: BigQuerySettings,
  name: string,
): string {
  return path.join(dataDir, 'bigquery', `${project.replaceAll(/[^a-z0-9-]/g, '_')}.${dataset}`, name)
}

/** The manifest of the version served; null when nothing was ever published. */
export async function servedManifest(client: BigQueryClient): Promise<Manifest | null> {
  const pointer = await readPointer(client)
  if (pointer === null || pointer.version === null) return null
  const { manifest } = await readVersion(client, pointer.version)
  return parseManifest(manifest, `the version ${pointer.version} of ${client.settings.dataset}`)
}

/** What the tables of a version are made by besides core: schema, statements and factors. */
export function buildDigest(): string {
  return createHash('sha256')
    .update(
      JSON.stringify([buildStatements(), FACTOR_FILES], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .digest('hex')
}

/**
 * Runs `work` as a writer of the data set in BigQuery. What it publishes is served all at once or not at all, and not
 * if another importer published meanwhile.
 * @throws {StaleImporter} {BigQueryApiError} {WarehouseError} {ManifestError}
 */
export async function writeBigQuery<Result>(
  client: BigQueryClient,
  options: { readonly folder: string; readonly onProgress?: OnProgress },
  work: (writer: DatasetWriter) => Promise<Result>,
): Promise<Result> {
  const onProgress = options.onProgress ?? SILENT
  await mkdir(options.folder, { recursive: true })
  await removeAbandoned(options.folder)
  const temporary = await mkdtemp(path.join(options.folder, 'tmp-'))
  try {
    await applySetup(client)
    const manifest = await servedManifest(client)
    return await work({
      folder: options.folder,
      manifest,
      isCurrent: manifest?.serve.digest === buildDigest(),
      temporary,
      publish: (next) => publish(client, { manifest, temporary, onProgress }, next),
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** An import under way is younger than this, in milliseconds. */
const IMPORT_MS = 24 * 3600_000

/** Removes what killed imports left on their way; others may be under way beside this one. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = path.join(folder, name)
    if (!name.startsWith('tmp-') || Date.now() - (await stat(found)).mtimeMs < IMPORT_MS) continue
    await rm(found, { recursive: true, force: true })
  }
}

/**
 * Builds the tables that pages read again from core, where another Vigie built them; null where that is not needed.
 * @throws what writeBigQuery throws
 */
export async function rebuildBigQuery(
  client: BigQueryClient,
  dataDir: string,
  onProgress: OnProgress,
): Promise<Manifest | null> {
  const folder = bigQueryFolder(dataDir, client.settings, 'writing')
  return await writeBigQuery(client, { folder, onProgress }, async ({ manifest, isCurrent, publish }) => {
    if (manifest === null || isCurrent) return null
    return await publish({ ...manifest, keep: manifest.parts, add: [] })
  })
}

type Publishing = {
  readonly manifest: Manifest | null
  readonly temporary: string
  readonly onProgress: OnProgress
}

async function publish(
  client: BigQueryClient,
  { manifest: before, temporary, onProgress }: Publishing,
  next: NextVersion,
): Promise<Manifest> {
  const { keep, add, imports, demo, dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName } = next
  const info = { dataset, asOf, firstMonth, lastMonth, fiscalStart, groupName }
  onProgress({ stage: 'sending' })
  const parts = [...keep, ...(await sendParts(client, add, temporary))]
  const digest = buildDigest()
  const content = { format: FORMAT, ...info, parts }
  const version = versionOf(content, digest)
  const manifest: Manifest = { ...content, version, imports, serve: { file: `v${version}`, digest }, demo }
  const ofParts = planOf(client, manifest)
  await checkParts(client, ofParts, parts)
  onProgress({ stage: 'building' })
  const derived = dataset === 'demo' ? {} : await derivedFrom(client, ofParts)
  const plan = { ...ofParts, derived: Object.keys(derived) }
  const rows = await buildVersion(client, {
    plan,
    resolveCoefficients: resolveAndDigest().resolve,
    derived,
    folder: temporary,
  })
  await checkFacts(client, plan, manifest, rows)
  onProgress({ stage: 'publishing' })
  await noteVersion(
    client,
    {
      version,
      publishedAt: new Date().toISOString(),
      source: demo === null ? [...new Set(imports.map(({ format }) => format))].join(', ') : 'demo',
      watermark: asOf,
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      checksFailed: 0,
      manifest: JSON.stringify(manifest),
    },
    temporary,
  )
  await keepVersion(client, version)
  await movePointer(client, before?.version ?? null, version)
  onProgress({ stage: 'published' })
  if (before !== null && before.version !== version)
    // It is published whatever becomes of the tables before it: sweep finds what has no end.
    await expireVersion(client, before.version).catch(() => onProgress({ stage: 'former-stays' }))
  return manifest
}

/** What a version is built from, out of its manifest. */
export function planOf(
  client: BigQueryClient,
  manifest: Omit<Manifest, 'imports' | 'serve' | 'demo'>,
): VersionPlan {
  const parts: Record<string, string[]> = {}
  for (const part of manifest.parts) {
    parts[part.table] ??= []
    parts[part.table]?.push(partId(part))
  }
  return { settings: client.settings, version: manifest.version, info: manifest, parts, derived: [] }
}

/** What the activity of all parts says of entities and sources, read where it lies. */
async function derivedFrom(client: BigQueryClient, plan: VersionPlan): Promise<DerivedTables> {
  const read = (sql: string, columns: RowSchema) => ask(client, 'build.entities', sql, columns, 1)
  return await deriveTables(coreReader(read, (table) => coreRows(plan, table)))
}

/** The id that the rows of a part bear. */
export const partId = ({ path: inside }: Pick<ManifestPart, 'path'>): string => path.basename(inside)

/**
 * Appends staged parts to core under ids of their own: rows that no version lists count nowhere. One load for each table:
 * BigQuery takes five changes of a table in ten seconds, and so many a day.
 */
async function sendParts(
  client: BigQueryClient,
  staged: readonly StagedPart[],
  temporary: string,
): Promise<readonly ManifestPart[]> {
  const scratch = await openScratch({ folder: temporary, threads: 1 })
  const sent: ManifestPart[] = []
  try {
    for (const table of new Set(staged.map((part) => part.table))) {
      const own = staged
        .filter((part) => part.table === table)
        .map((part) => ({ part, id: `${part.digest.slice(0, 16)}-${randomUUID().slice(0, 8)}` }))
      const cells = columnsOf(table).map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`)
      const rows = own.map(
        ({ part, id }) =>
          `SELECT ${cells.join(', ')}, ${sqlText(id)} AS ${PART} FROM read_parquet(${sqlText(part.file)})`,
      )
      const lines = path.join(temporary, `${table}.jsonl`)
      await scratch.run(`COPY (${rows.join(' UNION ALL ')}) TO ${sqlText(lines)} (FORMAT json)`)
      const target = { table: coreName(table), fields: coreFields(table), write: 'append' } as const
      const written = await loadLines(client, target, lines)
      await rm(lines, { force: true })
      const expected = own.reduce((sum, { part }) => sum + part.rows, 0)
      if (written !== expected) throw incomplete(`${written} of ${expected} rows of ${table} arrived`)
      for (const { part, id } of own) {
        const { file: _, ...kept } = part
        sent.push({ ...kept, path: `core/${table}/${id}` })
      }
    }
  } finally {
    scratch.close()
  }
  return sent
}

/** What core holds of each part is what was sent, before anything is built on it. */
async function checkParts(
  client: BigQueryClient,
  plan: VersionPlan,
  parts: readonly ManifestPart[],
): Promise<void> {
  const found = await countRows(client, 'build.parts', partCountStatement(plan), coreTables().length)
  for (const part of parts) {
    const there = found[partId(part)] ?? 0
    if (there !== part.rows)
      throw incomplete(`core has ${there} of the ${part.rows} rows of a part of ${part.table}`)
  }
}

/** No row of activity may be lost or doubled on its way to the tables that pages read. */
async function checkFacts(
  client: BigQueryClient,
  plan: VersionPlan,
  { parts }: Manifest,
  rows: Readonly<Record<string, number>>,
): Promise<void> {
  const { settings, version } = plan
  const daily = DAILY_FACTS.map((fact) => `'${fact}'`).join(', ')
  const found = await countRows(
    client,
    'build.source_rows',
    `SELECT 'source_rows' AS name, COALESCE(SUM(f.source_rows), 0) AS found FROM ${quoteTable(settings, versionName('fact_month', version))} AS f WHERE f.fact IN (${daily})`,
    1,
  )
  const sent = parts
    .filter(({ table }) => table === 'activity_daily')
    .reduce((sum, part) => sum + Number(part.totals.source_rows ?? 0), 0)
  if (found.source_rows !== sent)
    throw incomplete(`the tables that pages read count ${found.source_rows} of ${sent} rows of the sources`)
  if ((rows.fact_month ?? 0) === 0) throw incomplete('the tables that pages read are empty')
}

function incomplete(what: string): WarehouseError {
  return new WarehouseError(
    'unavailable',
    'publish',
    `Nothing was published: ${what}. What is served is as it was; run the same command again.`,
  )
}

/** BigQuery removes the tables itself when their time has come; a version that is served again meanwhile keeps them. */
async function expireVersion(client: BigQueryClient, version: string): Promise<void> {
  if ((await readPointer(client))?.version === version) return
  const expirationTime = String(Date.now() + KEPT_MS)
  for (const { id } of await listTables(client))
    if (versionOfTable(id) === version) await patchTable(client, id, { expirationTime })
}

/** A version that is served again has no end any more; where the project sets one itself, it stays. */
async function keepVersion(client: BigQueryClient, version: string): Promise<void> {
  for (const { id, expiresAt } of await listTables(client))
    if (versionOfTable(id) === version && expiresAt !== null) await keepTable(client, id)
}
