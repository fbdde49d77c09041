import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import { BigQueryApiError, isPassing } from '#app/warehouse/bigquery/api-error.ts'
import type { BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'
import { JobFailed, type JobStatistics } from '#app/warehouse/bigquery/job.server.ts'
import { isLocalEndpoint } from '#app/warehouse/bigquery/settings.ts'
import { deleteTable, insertTable, tableReference } from '#app/warehouse/bigquery/table.server.ts'
import type { TableField } from '#app/warehouse/bigquery/table-fields.ts'
import { uploadJob } from '#app/warehouse/bigquery/upload.server.ts'
import type { SqlScalar } from '#app/warehouse/warehouse.ts'

type LoadRow = Readonly<Record<string, SqlScalar>>

export type LoadTarget = {
  readonly table: string
  readonly fields: readonly TableField[]
  /** `replace` makes the table again whole, `append` adds rows to it: both at once or not at all. */
  readonly write: 'replace' | 'append'
}

/** Loads a file of JSON lines by one load job; answers how many rows BigQuery counted. @throws {BigQueryApiError} {WarehouseError} */
export async function loadLines(
  client: BigQueryClient,
  target: LoadTarget,
  file: string,
  bounds: CallBounds & { readonly onSent?: (bytes: number) => void } = {},
): Promise<number> {
  // Lines that repeat the same ids shrink to a fifteenth; what listens on this machine gains nothing.
  const sent = isLocalEndpoint(client.settings) ? file : await compressed(file)
  try {
    const statistics = await uploadAgain(client, target, sent, bounds)
    const { outputRows } = (statistics.load ?? {}) as { outputRows?: string }
    if (outputRows === undefined)
      throw new BigQueryApiError(`the load of ${target.table} does not say how many rows it wrote.`, {
        reason: 'malformed',
      })
    return Number(outputRows)
  } finally {
    if (sent !== file) await rm(sent, { force: true })
  }
}

/** Pauses before a load that failed for a reason that passes is sent again; it wrote nothing. */
const PAUSES_MS = [5_000, 15_000]

async function uploadAgain(
  client: BigQueryClient,
  target: LoadTarget,
  file: string,
  bounds: CallBounds & { readonly onSent?: (bytes: number) => void },
): Promise<JobStatistics> {
  for (let attempt = 0; ; attempt += 1) {
    const job = { jobId: `vigie_load_${randomUUID()}`, configuration: configuration(client, target) }
    try {
      return await uploadJob(client, job, file, bounds)
    } catch (error) {
      const wait = PAUSES_MS[attempt]
      if (wait === undefined || !(error instanceof JobFailed) || !isPassing(error)) throw error
      await pause(wait, undefined, bounds.signal === undefined ? {} : { signal: bounds.signal })
    }
  }
}

/** Loads rows in memory and checks that all of them arrived. */
export async function loadRows(
  client: BigQueryClient,
  target: LoadTarget,
  rows: readonly LoadRow[],
  folder: string,
): Promise<void> {
  if (rows.length === 0 && target.write === 'replace') return await makeEmpty(client, target)
  const file = path.join(folder, `${target.table}-${randomUUID()}.jsonl`)
  await writeFile(file, rows.map((row) => `${JSON.stringify(lineOf(row))}\n`).join(''))
  try {
    const written = await loadLines(client, target, file)
    if (written !== rows.length)
      throw new BigQueryApiError(
        `${written} of ${rows.length} rows arrived in ${target.table}: what is served is as it was; run the same command again.`,
        { reason: 'incomplete' },
      )
  } finally {
    await rm(file, { force: true })
  }
}

/** A table of no rows needs no load, which might not count them. */
async function makeEmpty(client: BigQueryClient, { table, fields }: LoadTarget): Promise<void> {
  await deleteTable(client, table)
  await insertTable(client, table, { schema: { fields } })
}

/** A missing value is left out; numbers are written as text, which no reader rounds. */
function lineOf(row: LoadRow): Readonly<Record<string, string | boolean>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      value === null ? [] : [[name, typeof value === 'boolean' ? value : String(value)]],
    ),
  )
}

function configuration(client: BigQueryClient, { table, fields, write }: LoadTarget) {
  return {
    labels: { vigie: 'load' },
    load: {
      destinationTable: tableReference(client, table),
      sourceFormat: 'NEWLINE_DELIMITED_JSON',
      schema: { fields },
      createDisposition: 'CREATE_IF_NEEDED',
      writeDisposition: write === 'replace' ? 'WRITE_TRUNCATE' : 'WRITE_APPEND',
      maxBadRecords: 0,
      ignoreUnknownValues: false,
    },
  }
}

async function compressed(file: string): Promise<string> {
  const target = `${file}.gz`
  await pipeline(createReadStream(file), createGzip({ level: 6 }), createWriteStream(target))
  return target
}
