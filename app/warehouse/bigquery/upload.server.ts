import { randomUUID } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { BigQueryApiError, isPassing } from '#app/warehouse/bigquery/api-error.ts'
import type { BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'
import {
  awaitJob,
  isJob,
  type JobRequest,
  type JobStatistics,
  jobReference,
} from '#app/warehouse/bigquery/job.server.ts'
import { pauseWithin } from '#app/warehouse/bigquery/pause.server.ts'

/** Up to here a file goes in one request; beyond, in pieces, so that a broken connection loses one piece only. */
const ONE_REQUEST_BYTES = 4 * 1024 * 1024
/** A multiple of 256 KiB, as the protocol asks. */
const PIECE_BYTES = 8 * 1024 * 1024
const PIECE_MS = 120_000
const JOB_MS = 15 * 60_000
/** A session that gets nowhere this often in a row is given up, after pauses that double. */
const MOST_SETBACKS = 5
const SETBACK_MS = 250

/**
 * Runs a load job whose rows are a file on this machine. The client's own upload waits for ever on a silent server and
 * begins again from nothing.
 * @throws {BigQueryApiError} {WarehouseError}
 */
export async function uploadJob(
  client: BigQueryClient,
  job: JobRequest,
  file: string,
  bounds: CallBounds & { readonly onSent?: (bytes: number) => void } = {},
): Promise<JobStatistics> {
  const { size } = await stat(file)
  const until = bounds.until ?? performance.now() + JOB_MS
  const metadata = { jobReference: jobReference(client, job.jobId), configuration: job.configuration }
  const answer =
    size <= ONE_REQUEST_BYTES
      ? await sendWhole(client, metadata, file, { ...bounds, until })
      : await sendInPieces(client, metadata, { file, size }, { ...bounds, until })
  bounds.onSent?.(size)
  return await awaitJob(client, job.jobId, answer, { until, signal: bounds.signal })
}

type Bounds = CallBounds & { readonly until: number; readonly onSent?: (bytes: number) => void }

function uploadAddress(client: BigQueryClient, kind: 'multipart' | 'resumable'): string {
  const base = new URL(client.baseUrl)
  return `${base.origin}/upload${base.pathname}/projects/${encodeURIComponent(client.settings.project)}/jobs?uploadType=${kind}`
}

async function sendWhole(client: BigQueryClient, metadata: unknown, file: string, bounds: Bounds) {
  const handle = await open(file)
  const content = await handle.readFile().finally(() => handle.close())
  const boundary = `vigie-${randomUUID()}`
  const head = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n--${boundary}\r\nContent-Type: application/octet-stream\r\n\r\n`
  return await client.call({
    until: bounds.until,
    signal: bounds.signal,
    method: 'POST',
    uri: uploadAddress(client, 'multipart'),
    headers: { 'content-type': `multipart/related; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    accepts: [409],
    isWhole: isJob,
  })
}

async function sendInPieces(
  client: BigQueryClient,
  metadata: unknown,
  { file, size }: { readonly file: string; readonly size: number },
  bounds: Bounds,
) {
  const opened = await client.call({
    until: bounds.until,
    signal: bounds.signal,
    method: 'POST',
    uri: uploadAddress(client, 'resumable'),
    headers: { 'x-upload-content-type': 'application/octet-stream', 'x-upload-content-length': String(size) },
    json: metadata,
    accepts: [409, 200],
  })
  if (opened.status === 409) return opened
  const session = opened.headers.get('location')
  if (session === null)
    throw new BigQueryApiError('the upload was opened without an address.', { reason: 'malformed' })
  const handle = await open(file)
  try {
    let at = 0
    for (let setbacks = 0; ; ) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - at))
      await handle.read(piece, 0, piece.length, at)
      const range = `bytes ${at}-${at + piece.length - 1}/${size}`
      const answer = await put(client, session, range, piece, bounds).catch((error: unknown) => {
        const isOver = bounds.signal?.aborted || performance.now() >= bounds.until
        if (isOver || (error instanceof BigQueryApiError && !isPassing(error))) throw error
        // How far it came is asked before anything is sent again.
        return put(client, session, `bytes */${size}`, null, bounds)
      })
      if (answer.status !== 308) return answer
      const reached = reachedBy(answer.headers.get('range'))
      setbacks = reached > at ? 0 : setbacks + 1
      if (setbacks > MOST_SETBACKS)
        throw new BigQueryApiError('the upload gets nowhere.', { reason: 'transport' })
      at = reached
      if (setbacks === 0) bounds.onSent?.(at)
      else await pauseWithin(SETBACK_MS * 2 ** setbacks, bounds)
    }
  } finally {
    await handle.close()
  }
}

async function put(
  client: BigQueryClient,
  session: string,
  range: string,
  piece: Uint8Array | null,
  { until, signal }: Bounds,
) {
  return await client.call({
    until: Math.min(until, performance.now() + PIECE_MS),
    signal,
    method: 'PUT',
    uri: session,
    headers: { 'content-range': range, 'content-type': 'application/octet-stream' },
    body: piece ?? '',
    isOnce: piece !== null,
    accepts: [308, 409],
    isWhole: isJob,
  })
}

/** How many bytes have arrived; none when the answer names no range. */
function reachedBy(range: string | null): number {
  const last = /-(\d+)$/.exec(range ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}
