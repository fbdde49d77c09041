import { createHash, randomBytes } from 'node:crypto'
import type { ComposedRows, MonthLabels } from '#app/imports/exports/composed-rows.ts'
import { ask } from '#app/warehouse/bigquery/build-version.server.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { runJob } from '#app/warehouse/bigquery/job.server.ts'
import { bytesCap, quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { tableReference } from '#app/warehouse/bigquery/table.server.ts'
import { queryParameters } from '#app/warehouse/bigquery/values.ts'
import { coreName } from '#app/warehouse/bigquery/version-tables.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import { PART } from '#app/warehouse/descriptions.ts'
import type { ManifestPart } from '#app/warehouse/manifest.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import { type Row, type RowSchema, type Statement, WarehouseError } from '#app/warehouse/warehouse.ts'

const TABLE = 'activity_daily'
const COMPOSE_MS = 60 * 60_000

/**
 * Appends what a statement answers to core by one job, one part by month and source: no row leaves BigQuery, and none
 * counts before a version lists its part.
 * @throws {BigQueryApiError} {WarehouseError}
 */
export async function composeInCore(
  client: BigQueryClient,
  composed: Statement,
  labels: MonthLabels,
  options: {
    readonly dimensions: readonly string[]
    readonly maxBytes: number
    readonly signal?: AbortSignal
  },
): Promise<ComposedRows> {
  const prefix = randomBytes(6).toString('hex')
  await append(client, composed, prefix, options)
  const rows = newRows(client, prefix, labels.months)
  return {
    placed: await partsOf(client, rows, prefix, labels),
    staged: [],
    counted: await ask(
      client,
      'import.composed',
      `SELECT FORMAT_DATE('%Y-%m', c.day) AS month, c.currency AS currency, SUM(c.source_rows) AS source_rows, SUM(c.cost) AS billed FROM ${rows} AS c GROUP BY 1, 2`,
      { month: 'STRING', currency: 'STRING', source_rows: 'INT64', billed: 'BIGNUMERIC' },
      1,
    ),
    ids: await idsOf(client, rows, options.dimensions),
  }
}

async function append(
  client: BigQueryClient,
  { sql, parameters }: Statement,
  prefix: string,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<void> {
  const columns = columnsOf(TABLE).map(({ name }) => `core.${name}`)
  const query = `SELECT ${columns.join(', ')},
  CONCAT(@part_prefix, '-', FORMAT_DATE('%Y%m', core.day), '-', SUBSTR(TO_HEX(SHA256(core.source)), 1, 8)) AS ${PART}
FROM (
${sql}
) AS core`
  const all = { ...parameters, part_prefix: { type: 'STRING', value: prefix } as const }
  await runJob(
    client,
    {
      jobId: `vigie_compose_${prefix}`,
      configuration: {
        labels: { vigie: 'import' },
        query: {
          query,
          useLegacySql: false,
          parameterMode: 'NAMED',
          queryParameters: queryParameters(all),
          destinationTable: tableReference(client, coreName(TABLE)),
          writeDisposition: 'WRITE_APPEND',
          createDisposition: 'CREATE_NEVER',
          maximumBytesBilled: String(bytesCap({ maxBytes }, 1)),
        },
      },
    },
    { until: performance.now() + COMPOSE_MS, signal },
  )
}

/** Months bound the partitions that BigQuery has to open. */
function newRows({ settings }: BigQueryClient, prefix: string, months: readonly string[]): string {
  const [first = ''] = months
  return `(SELECT n.* FROM ${quoteTable(settings, coreName(TABLE))} AS n WHERE n.day BETWEEN DATE '${first}-01' AND DATE '${lastDayOf(months.at(-1) ?? first)}' AND STARTS_WITH(n.${PART}, '${prefix}-'))`
}

async function partsOf(
  client: BigQueryClient,
  rows: string,
  prefix: string,
  { digestOf, mapDigest }: MonthLabels,
): Promise<readonly ManifestPart[]> {
  const columns = columnsOf(TABLE)
  const measures = columns.filter(({ type }) => type !== 'STRING' && type !== 'DATE')
  const sums = measures.map(({ name }) => `SUM(c.${name}) AS ${name}`)
  const content = columns.map(({ name }) => `c.${name}`).join(', ')
  const schema: RowSchema = {
    part: 'STRING',
    month: 'STRING',
    origin_source: 'STRING',
    row_count: 'INT64',
    content: 'INT64',
    ...Object.fromEntries(measures.map(({ name, type }) => [name, type])),
  }
  const found = await ask(
    client,
    'import.parts',
    `SELECT c.${PART} AS part, FORMAT_DATE('%Y-%m', c.day) AS month, c.source AS origin_source, COUNT(*) AS row_count, BIT_XOR(FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(${content})))) AS content, ${sums.join(', ')} FROM ${rows} AS c GROUP BY 1, 2, 3 ORDER BY 1`,
    schema,
    1,
  )
  return found.map((row) => {
    const [month, source] = [String(row.month), String(row.origin_source)]
    const id = `${prefix}-${month.replace('-', '')}-${sha256(source).slice(0, 8)}`
    if (row.part !== id)
      throw new WarehouseError(
        'bad-row',
        'import.parts',
        `Core has rows of ${source} in ${month} in another part.`,
      )
    const totals = Object.fromEntries(
      measures.flatMap(({ name }) =>
        (row[name] ?? null) === null ? [] : [[name, String(row[name])] as const],
      ),
    )
    const digest = sha256(JSON.stringify([month, source, row.row_count, row.content, totals]))
    const path = `core/${TABLE}/${id}`
    const origin = { sha256: digestOf(month), mapDigest, origin: '' }
    return { table: TABLE, path, month, source, rows: Number(row.row_count), totals, ...origin, digest }
  })
}

async function idsOf(
  client: BigQueryClient,
  rows: string,
  dimensions: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  if (dimensions.length === 0) return {}
  const counts = dimensions.map((name) => `COUNT(DISTINCT NULLIF(c.${name}, '${UNASSIGNED}')) AS ${name}`)
  const [row] = await ask(
    client,
    'import.ids',
    `SELECT ${counts.join(', ')} FROM ${rows} AS c`,
    Object.fromEntries(dimensions.map((name) => [name, 'INT64' as const])),
    1,
  )
  return Object.fromEntries(Object.entries(row ?? ({} as Row)).map(([name, count]) => [name, Number(count)]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
