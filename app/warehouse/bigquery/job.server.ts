import { BigQueryApiError, isPassing } from '#app/warehouse/bigquery/api-error.ts'
import type { Answer, BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'
import { pauseWithin } from '#app/warehouse/bigquery/pause.server.ts'

/** A job's own id and what it is to do, as the REST API spells it. */
export type JobRequest = {
  /** Letters, digits, _ and -; the same id is never run twice, so asking again after a broken connection is safe. */
  readonly jobId: string
  readonly configuration: Readonly<Record<string, unknown>>
}

/** What a job did, as BigQuery counts it. */
export type JobStatistics = Readonly<Record<string, unknown>>

/** A job that ran and failed: it wrote nothing. */
export class JobFailed extends BigQueryApiError {}

/** Loads and tables of a whole group take minutes, not seconds. */
const JOB_MS = 15 * 60_000
const POLL_MS = [200, 400, 800, 1600, 2000]

/** Runs a job to its end. @throws {BigQueryApiError} for what it failed on, {WarehouseError} when it is late or given up */
export async function runJob(
  client: BigQueryClient,
  { jobId, configuration }: JobRequest,
  bounds: CallBounds = {},
): Promise<JobStatistics> {
  const until = bounds.until ?? performance.now() + JOB_MS
  const answer = await client.call({
    until,
    signal: bounds.signal,
    method: 'POST',
    uri: '/jobs',
    json: { jobReference: jobReference(client, jobId), configuration },
    accepts: [409],
    isWhole: isJob,
  })
  return await awaitJob(client, jobId, answer, { until, signal: bounds.signal })
}

/** The address of a job to be: its location is said, or BigQuery would guess one. */
export function jobReference(client: BigQueryClient, jobId: string) {
  const { project, location } = client.settings
  return { projectId: project, jobId, location }
}

export function isJob(body: Readonly<Record<string, unknown>>): boolean {
  return typeof (body.status as { state?: unknown } | undefined)?.state === 'string'
}

/** Waits for a job that `first` tells of; 409 says that it was there already, so it is asked for. */
export async function awaitJob(
  client: BigQueryClient,
  jobId: string,
  first: Answer,
  bounds: CallBounds & { readonly until: number },
): Promise<JobStatistics> {
  try {
    let answer = first.status === 409 ? await jobState(client, jobId, bounds) : first
    for (let poll = 0; stateOf(answer) !== 'DONE'; poll++) {
      await pauseWithin(POLL_MS[Math.min(poll, POLL_MS.length - 1)] ?? 0, bounds)
      answer = await jobState(client, jobId, bounds).catch((error: unknown) => {
        // The job goes on whatever becomes of a question about it.
        if (error instanceof BigQueryApiError && isPassing(error)) return answer
        throw error
      })
    }
    const failed = (answer.body.status as { errorResult?: { reason?: string; message?: string } }).errorResult
    if (failed !== undefined)
      throw new JobFailed(failed.message ?? 'the job failed.', { reason: failed.reason ?? '' })
    return (answer.body.statistics ?? {}) as JobStatistics
  } catch (error) {
    // A job that failed is over; one that nobody waits for any more is stopped.
    if (!(error instanceof BigQueryApiError)) stop(client, jobId)
    throw error
  }
}

async function jobState(client: BigQueryClient, jobId: string, bounds: CallBounds): Promise<Answer> {
  return await client.call({
    ...bounds,
    method: 'GET',
    uri: `/jobs/${encodeURIComponent(jobId)}`,
    qs: { location: client.settings.location },
    isWhole: isJob,
  })
}

const stateOf = (answer: Answer) => (answer.body.status as { state?: string } | undefined)?.state

function stop(client: BigQueryClient, jobId: string): void {
  client
    .call({
      method: 'POST',
      uri: `/jobs/${encodeURIComponent(jobId)}/cancel`,
      qs: { location: client.settings.location },
    })
    .catch(() => undefined)
}
