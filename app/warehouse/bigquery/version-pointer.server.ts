import type { BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'
import { loadRows } from '#app/warehouse/bigquery/load-rows.server.ts'
import { runQuery } from '#app/warehouse/bigquery/query.server.ts'
import { quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { getTable, patchTable } from '#app/warehouse/bigquery/table.server.ts'
import type { TableField } from '#app/warehouse/bigquery/table-fields.ts'
import { type RowSchema, WarehouseError } from '#app/warehouse/warehouse.ts'

/** The table that has a row for each version published, and the label that says which one is served. */
export const VERSIONS = 'data_version'
/** The label's name. */
export const SERVED = 'served'

/** What is served now: a label on a table, read for nothing. */
export type Pointer = {
  /** Null when nothing was ever published. */
  readonly version: string | null
  /** What the table was when the label was read; null where an implementation has none. */
  readonly etag: string | null
}

/** Reads the pointer; null when the data set has no table of versions. */
export async function readPointer(client: BigQueryClient, bounds: CallBounds = {}): Promise<Pointer | null> {
  const table = await getTable(client, VERSIONS, bounds)
  return table === null ? null : { version: table.labels[SERVED] ?? null, etag: table.etag }
}

/** Another importer published meanwhile: what this one built was built on data that are no longer served. */
export class StaleImporter extends Error {
  constructor(before: string | null, now: string | null) {
    super(
      `Another import published version ${now ?? 'none'} while this one worked on ${before ?? 'an empty data set'}: nothing that is served was changed. Run the same command again.`,
    )
    this.name = 'StaleImporter'
  }
}

const MOST_TRIES = 5

/**
 * Moves the pointer from the version that this importer began with, in one step that no reader sees half of.
 * @throws {StaleImporter} when another version is served meanwhile
 */
export async function movePointer(client: BigQueryClient, from: string | null, to: string): Promise<void> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const now = await readPointer(client)
    if (now?.version === to) return // also when the answer of an earlier attempt was lost on its way
    if (now === null || now.version !== from) throw new StaleImporter(from, now?.version ?? null)
    // The table also changes when somebody notes a version: only a changed label is a reason to give up.
    if (await patchTable(client, VERSIONS, { labels: { [SERVED]: to } }, now.etag)) return
  }
  throw new WarehouseError(
    'unavailable',
    'publish',
    `The table ${VERSIONS} changes too often to publish: run the same command again.`,
  )
}

/** A version as it was published. */
export type VersionRow = {
  readonly version: string
  readonly publishedAt: string
  /** The manifest as JSON: what the version consists of. */
  readonly manifest: string
  readonly source: string
  readonly rows: number
  readonly checksFailed: number
}

const text = (name: string, description: string): TableField => ({
  name,
  type: 'STRING',
  mode: 'REQUIRED',
  description,
})
const whole = (name: string, description: string): TableField => ({
  name,
  type: 'INTEGER',
  mode: 'REQUIRED',
  description,
})

export const VERSION_FIELDS: readonly TableField[] = [
  text('version', 'Twelve hexadecimal digits that the content gives: the same content has the same version.'),
  {
    name: 'published_at',
    type: 'TIMESTAMP',
    mode: 'REQUIRED',
    description: 'When its tables were complete.',
  },
  text('source', 'What made it: demo, or the formats imported.'),
  { name: 'watermark', type: 'DATE', mode: 'REQUIRED', description: 'Last day that the data speak of.' },
  whole('row_count', 'Rows of core that it consists of.'),
  whole('checks_failed', 'Checks of the load that failed; a version with failed checks is never served.'),
  text('manifest', 'The parts, files and dates that it consists of, as JSON.'),
]

/** Notes a version whose tables are complete; it is not served before the pointer moves. */
export async function noteVersion(
  client: BigQueryClient,
  row: VersionRow & { readonly watermark: string },
  folder: string,
): Promise<void> {
  const { version, publishedAt, source, watermark, rows, checksFailed, manifest } = row
  const line = {
    version,
    published_at: publishedAt,
    source,
    watermark,
    row_count: rows,
    checks_failed: checksFailed,
    manifest,
  }
  await loadRows(client, { table: VERSIONS, fields: VERSION_FIELDS, write: 'append' }, [line], folder)
}

const COLUMNS: RowSchema = {
  version: 'STRING',
  published_at: 'STRING',
  source: 'STRING',
  row_count: 'INT64',
  checks_failed: 'INT64',
  manifest: 'STRING',
}

/** Every manifest ever noted is in the table: the cap of pages is not for it. */
const VERSIONS_MAX_BYTES = 10 * 1024 ** 3

/** What a version consists of, as it was last published. @throws {WarehouseError} when nothing says so */
export async function readVersion(
  client: BigQueryClient,
  version: string,
  bounds: CallBounds = {},
): Promise<VersionRow> {
  const { rows } = await runQuery(
    client,
    {
      name: 'warehouse.version',
      sql: `SELECT v.version, CAST(v.published_at AS STRING) AS published_at, v.source, v.row_count, v.checks_failed, v.manifest
FROM ${quoteTable(client.settings, VERSIONS)} AS v
WHERE v.version = @version
ORDER BY v.published_at DESC
LIMIT 1`,
      parameters: { version: { type: 'STRING', value: version } },
      columns: COLUMNS,
      tables: 1,
      labels: { vigie: 'version' },
      maxBytes: VERSIONS_MAX_BYTES,
    },
    { until: performance.now() + 20_000, ...bounds },
  )
  const [row] = rows
  if (row === undefined)
    throw new WarehouseError(
      'unavailable',
      'warehouse.version',
      `Version ${version} is served and the table ${VERSIONS} has no row of it: publish the data again.`,
    )
  return {
    version: String(row.version),
    publishedAt: String(row.published_at),
    source: String(row.source),
    rows: Number(row.row_count),
    checksFailed: Number(row.checks_failed),
    manifest: String(row.manifest),
  }
}
