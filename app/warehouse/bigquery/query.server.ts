import { randomUUID } from 'node:crypto'
import { BigQueryApiError, toWarehouseError } from '#app/warehouse/bigquery/api-error.ts'
import type { Answer, BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'
import { collectWhileWaiting } from '#app/warehouse/bigquery/collect-while-waiting.server.ts'
import { pauseWithin } from '#app/warehouse/bigquery/pause.server.ts'
import { bytesCap, LEAST_BYTES_A_TABLE } from '#app/warehouse/bigquery/settings.ts'
import { decodePage, queryParameters } from '#app/warehouse/bigquery/values.ts'
import { type Row, type RowSchema, type SqlParameter, WarehouseError } from '#app/warehouse/warehouse.ts'

/** One statement as GoogleSQL, tables quoted. */
export type Query = {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
  readonly columns: RowSchema
  /** How many tables it reads: BigQuery bills a minimum for each. */
  readonly tables: number
  /** Written on the job, so that its cost can be found in the project's own history. */
  readonly labels: Readonly<Record<string, string>>
  /** Bytes it may bill; the setting when left out. */
  readonly maxBytes?: number
  /** How long the first call is held open, in milliseconds: until it answers, the job cannot be cancelled. */
  readonly waitMs?: number
}

/** What a query cost, in bytes. A cached answer bills nothing. */
export type QueryCost = {
  readonly bytesProcessed: number
  readonly bytesBilled: number
  readonly cacheHit: boolean
  readonly jobId: string | null
}

/** Takes an answer page by page, in place of the rows of the whole answer. */
type PageBounds = CallBounds & {
  readonly until: number
  readonly onPage?: ((rows: readonly Row[]) => Promise<void>) | undefined
}

export type QueryAnswer = { readonly rows: readonly Row[]; readonly cost: QueryCost }

/** How long BigQuery may hold one call open before it answers « not yet », in milliseconds. */
const WAIT_MS = 10_000
/** A cancellation that is not heard by then is left to the job's own timeout. */
const CANCEL_MS = 5_000
/** Pauses between two « not yet » that came at once, so that a slow query is not asked for without end. */
const POLL_MS = [100, 200, 400, 800]
/** Left to itself the service indents its JSON, which makes an answer of many cells three times as long. */
const PLAIN = { prettyPrint: false } as const
/** One page holds at most 10 MB on the service; this many rows are a few. */
const PAGE_ROWS = 20_000

/**
 * Runs one statement and reads its whole answer. Late or given up, its job is cancelled; an answer whose job is lost
 * between two pages is asked for once more, whole, unless its pages were handed over already.
 * @throws {WarehouseError}
 */
export async function runQuery(
  client: BigQueryClient,
  query: Query,
  bounds: PageBounds,
): Promise<QueryAnswer> {
  try {
    return await runOnce(client, query, bounds).catch((error: unknown) => {
      if (error instanceof LostJob && bounds.onPage === undefined) return runOnce(client, query, bounds)
      throw error
    })
  } catch (error) {
    throw named(query.name, error)
  }
}

/** What BigQuery says that a statement would read, without running it, in bytes. @throws {WarehouseError} */
export async function dryRun(
  client: BigQueryClient,
  query: Omit<Query, 'columns' | 'maxBytes'>,
  bounds: CallBounds = {},
): Promise<number> {
  try {
    const { body } = await client.call({
      ...bounds,
      method: 'POST',
      uri: '/queries',
      json: { ...request(client, query), dryRun: true },
      isWhole: (whole) => typeof whole.totalBytesProcessed === 'string',
    })
    return Number(body.totalBytesProcessed)
  } catch (error) {
    throw named(query.name, error)
  }
}

class LostJob extends Error {}

function request(client: BigQueryClient, query: Omit<Query, 'columns' | 'maxBytes'>) {
  return {
    query: query.sql,
    useLegacySql: false,
    ...(Object.keys(query.parameters).length === 0
      ? {}
      : { parameterMode: 'NAMED', queryParameters: queryParameters(query.parameters) }),
    location: client.settings.location,
    labels: query.labels,
  }
}

async function runOnce(
  client: BigQueryClient,
  query: Query,
  { until, signal, onPage }: PageBounds,
): Promise<QueryAnswer> {
  let job: JobReference | null = null
  try {
    collectWhileWaiting()
    const first = await client.call({
      until,
      signal,
      method: 'POST',
      uri: '/queries',
      qs: PLAIN,
      json: {
        ...request(client, query),
        maximumBytesBilled: String(query.maxBytes ?? bytesCap(client.settings, query.tables)),
        timeoutMs: Math.min(query.waitMs ?? WAIT_MS, waitMs(until)),
        // The job ends by itself where nobody can cancel it any more.
        jobTimeoutMs: String(leftMs(until)),
        maxResults: PAGE_ROWS,
        // Asked again after a broken connection, it is the same job.
        requestId: randomUUID(),
      },
      isWhole: isAnswer,
    })
    job = jobOf(client, first)
    const answered = await complete(client, first, job, { until, signal })
    return await readPages(client, query, answered, job, { until, signal, onPage })
  } catch (error) {
    if (job !== null && error instanceof WarehouseError && error.kind === 'timeout') cancel(client, job)
    throw error
  }
}

/** BigQuery refuses a fraction of a millisecond. */
const leftMs = (until: number) => Math.max(1, Math.ceil(until - performance.now()))
const waitMs = (until: number) => Math.min(WAIT_MS, leftMs(until))

type JobReference = { readonly jobId: string; readonly location: string }

function isAnswer(body: Readonly<Record<string, unknown>>): boolean {
  return typeof body.jobComplete === 'boolean'
}

function jobOf({ settings }: BigQueryClient, { body }: Answer): JobReference | null {
  const { jobId, location = settings.location } = (body.jobReference ?? {}) as Partial<JobReference>
  return typeof jobId === 'string' ? { jobId, location } : null
}

/** Waits until the job is done: `jobComplete: false` is no answer. */
async function complete(
  client: BigQueryClient,
  first: Answer,
  job: JobReference | null,
  bounds: CallBounds & { readonly until: number },
): Promise<Answer> {
  let answer = first
  for (let poll = 0; answer.body.jobComplete !== true; poll++) {
    if (job === null) throw new BigQueryApiError('the answer names no job.', { reason: 'malformed' })
    const asked = performance.now()
    answer = await page(client, job, { timeoutMs: waitMs(bounds.until) }, bounds)
    const wait = POLL_MS[Math.min(poll, POLL_MS.length - 1)] ?? 0
    if (answer.body.jobComplete !== true) await pauseWithin(wait - (performance.now() - asked), bounds)
  }
  return answer
}

async function page(
  client: BigQueryClient,
  { jobId, location }: JobReference,
  qs: Readonly<Record<string, string | number>>,
  bounds: CallBounds,
): Promise<Answer> {
  return await client.call({
    ...bounds,
    method: 'GET',
    uri: `/queries/${encodeURIComponent(jobId)}`,
    qs: { ...PLAIN, location, maxResults: PAGE_ROWS, ...qs },
    isWhole: isAnswer,
  })
}

async function readPages(
  client: BigQueryClient,
  query: Query,
  first: Answer,
  job: JobReference | null,
  { onPage, ...bounds }: PageBounds,
): Promise<QueryAnswer> {
  const rows: Row[] = []
  let read = 0
  const take = async (page: readonly Row[]) => {
    read += page.length
    if (onPage === undefined) rows.push(...page)
    else await onPage(page)
  }
  await take(decodePage(query.name, query.columns, first.body))
  let token = first.body.pageToken
  while (typeof token === 'string' && token !== '') {
    if (job === null) throw new BigQueryApiError('the answer names no job.', { reason: 'malformed' })
    const next = await page(client, job, { pageToken: token }, bounds).catch((error: unknown) => {
      throw error instanceof BigQueryApiError && error.reason === 'notFound'
        ? new LostJob(error.message)
        : error
    })
    await take(decodePage(query.name, query.columns, next.body))
    token = next.body.pageToken
  }
  const told = Number(first.body.totalRows ?? Number.NaN)
  if (told !== read)
    throw new WarehouseError(
      'bad-row',
      query.name,
      `BigQuery answered « ${query.name} » with ${read} of ${String(first.body.totalRows ?? 'an unknown number of')} rows.`,
    )
  return { rows, cost: costOf(first.body, query.tables, job) }
}

/** An answer that does not say what it bills is taken at the rule: what was read, and no less than the minimum a table. */
function costOf(
  body: Readonly<Record<string, unknown>>,
  tables: number,
  job: JobReference | null,
): QueryCost {
  const bytesProcessed = Number(body.totalBytesProcessed ?? 0)
  const cacheHit = body.cacheHit === true
  const byRule = cacheHit ? 0 : Math.max(bytesProcessed, tables * LEAST_BYTES_A_TABLE)
  const told = Number(body.totalBytesBilled ?? byRule)
  return { bytesProcessed, bytesBilled: told, cacheHit, jobId: job?.jobId ?? null }
}

/** Nobody waits for it: a query that cannot be cancelled ends at its own timeout. */
function cancel(client: BigQueryClient, { jobId, location }: JobReference): void {
  client
    .call({
      method: 'POST',
      uri: `/jobs/${encodeURIComponent(jobId)}/cancel`,
      qs: { location },
      until: performance.now() + CANCEL_MS,
    })
    .catch(() => undefined)
}

function named(name: string, error: unknown): WarehouseError {
  if (error instanceof LostJob)
    return new WarehouseError('unavailable', name, `BigQuery lost the answer of « ${name} » twice.`, {
      cause: error,
    })
  if (error instanceof WarehouseError && error.statement !== name)
    return new WarehouseError(error.kind, name, `« ${name} »: ${error.message}`, { cause: error })
  return toWarehouseError(name, error)
}
