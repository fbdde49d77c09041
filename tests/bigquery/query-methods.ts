import { randomUUID } from 'node:crypto'
import type { TimestampFormat } from './cells.ts'
import { isDoneWithin, type Job, type Jobs, jobReference } from './jobs.ts'
import { type Call, ok, type Route, type WireAnswer } from './messages.ts'
import { pageBody, pageStart } from './pages.ts'
import type { Queries, QueryConfiguration } from './queries.ts'
import type { Json } from './store.ts'
import { invalid } from './wire-error.ts'

const PATH = '/bigquery/v2/projects/{project}/queries'
const PATIENCE_MS = 10_000

type QueryRequest = QueryConfiguration & {
  readonly requestId?: string
  readonly location?: string
  readonly labels?: Json
  readonly timeoutMs?: number
  readonly jobTimeoutMs?: string
  readonly maxResults?: number
  readonly dryRun?: boolean
  readonly formatOptions?: { readonly useInt64Timestamp?: boolean }
}

/** jobs.query and jobs.getQueryResults. */
export function queryRoutes(jobs: Jobs, queries: Queries): readonly Route[] {
  /** Job by the `requestId` that asked for it: asked again, BigQuery starts no second one. */
  const asked = new Map<string, Promise<Job>>()

  async function start(call: Call, body: QueryRequest): Promise<Job> {
    const project = call.part('project')
    const { labels, jobTimeoutMs, query, parameterMode, queryParameters, maximumBytesBilled } = body
    const prepared = await queries.prepare(body, body.location)
    return jobs.start({
      project,
      id: `job_${randomUUID()}`,
      location: prepared.location,
      configuration: {
        jobType: 'QUERY',
        labels,
        query: { query, parameterMode, queryParameters, maximumBytesBilled, useLegacySql: false },
      },
      timeoutMs: jobTimeoutMs === undefined ? undefined : Number(jobTimeoutMs),
      faults: call.faults,
      work: () => prepared.run(),
    })
  }

  function once(call: Call, body: QueryRequest): Promise<Job> {
    const { requestId } = body
    if (requestId === undefined) return start(call, body)
    const key = `${call.part('project')} ${requestId}`
    const job = asked.get(key) ?? start(call, body)
    asked.set(key, job)
    job.catch(() => asked.delete(key))
    return job
  }

  async function results(
    kind: string,
    job: Job,
    page: {
      readonly token?: string | undefined
      readonly maxResults?: number | undefined
      readonly timeoutMs: number
    },
    timestamps: TimestampFormat,
  ): Promise<WireAnswer> {
    const head = { kind, jobReference: jobReference(job) }
    if (!(await isDoneWithin(job, page.timeoutMs))) return ok({ ...head, jobComplete: false })
    if (job.outcome === null) throw job.error
    const { answer, statistics } = job.outcome
    if (statistics.query === undefined) throw invalid(`Job ${job.project}:${job.id} is not a query job`)
    const { totalBytesProcessed, totalBytesBilled, cacheHit } = statistics.query as Json
    const size = Math.min(page.maxResults ?? Number.POSITIVE_INFINITY, job.pageRows)
    const body = pageBody(answer, { from: pageStart(page.token), size, timestamps })
    if (job.isLostAfterFirstPage) jobs.forget(job)
    return ok({ ...head, jobComplete: true, ...body, totalBytesProcessed, totalBytesBilled, cacheHit })
  }

  return [
    {
      method: 'POST',
      path: PATH,
      async handle(call) {
        const body = (call.request.body ?? {}) as QueryRequest
        const kind = 'bigquery#queryResponse'
        if (body.dryRun) {
          const prepared = await queries.prepare(body, body.location)
          const { fields, statistics } = await prepared.dryRun()
          return ok({
            kind,
            jobReference: { projectId: call.part('project'), location: prepared.location },
            jobComplete: true,
            schema: { fields },
            totalBytesProcessed: statistics.totalBytesProcessed,
            cacheHit: false,
          })
        }
        const { maxResults, timeoutMs = PATIENCE_MS, formatOptions } = body
        const timestamps = formatOptions?.useInt64Timestamp ? 'micros' : 'seconds'
        return results(kind, await once(call, body), { maxResults, timeoutMs }, timestamps)
      },
    },
    {
      method: 'GET',
      path: `${PATH}/{job}`,
      handle({ request: { query }, part }) {
        const job = jobs.find(part('project'), part('job'), query.location)
        const page = {
          token: query.pageToken,
          maxResults: query.maxResults === undefined ? undefined : Number(query.maxResults),
          timeoutMs: Number(query.timeoutMs ?? PATIENCE_MS),
        }
        const timestamps = query['formatOptions.useInt64Timestamp'] === 'true' ? 'micros' : 'seconds'
        return results('bigquery#getQueryResultsResponse', job, page, timestamps)
      },
    },
  ]
}
