import { randomUUID } from 'node:crypto'
import { DEFAULT_LOCATION } from './datasets.ts'
import type { Fault } from './faults.ts'
import { isDoneWithin, type Jobs, jobResource, type Outcome, stopped } from './jobs.ts'
import { type LoadConfiguration, layout, load } from './loads.ts'
import { ok, type Route, type WireAnswer } from './messages.ts'
import type { Queries, QueryConfiguration } from './queries.ts'
import { type Json, readTableReference, type Store } from './store.ts'
import { duplicate, invalid, notImplemented } from './wire-error.ts'
import { writeTable } from './write-table.ts'

const PATH = '/bigquery/v2/projects/{project}/jobs'

/** A job as a client asks for it. */
export type JobRequest = {
  readonly jobReference?: { readonly jobId?: string; readonly location?: string }
  readonly configuration?: {
    readonly dryRun?: boolean
    readonly jobTimeoutMs?: string
    readonly labels?: Json
    readonly load?: LoadConfiguration
    readonly query?: QueryConfiguration & {
      readonly destinationTable?: unknown
      readonly writeDisposition?: string
      readonly createDisposition?: string
    }
  }
}

export type JobStarter = {
  /** Starts the job of a request; `bytes` is the uploaded file of a load. */
  start(
    project: string,
    request: JobRequest,
    bytes: Buffer | null,
    faults: readonly Fault[],
  ): Promise<WireAnswer>
}

export function jobStarter(store: Store, jobs: Jobs, queries: Queries): JobStarter {
  return {
    async start(project, { jobReference = {}, configuration = {} }, bytes, faults) {
      const { jobId = `job_${randomUUID()}`, location } = jobReference
      if (jobs.has(project, jobId)) throw duplicate(`Job ${project}:${location ?? DEFAULT_LOCATION}.${jobId}`)
      const { query, load: loading, dryRun = false, jobTimeoutMs } = configuration
      const job = {
        project,
        id: jobId,
        timeoutMs: jobTimeoutMs === undefined ? undefined : Number(jobTimeoutMs),
        faults,
      }
      if (loading !== undefined) {
        if (bytes === null) throw notImplemented('loads from Cloud Storage: upload the file')
        const { project: owner, dataset } = readTableReference(loading.destinationTable)
        const started = jobs.start({
          ...job,
          location: location ?? store.dataset(owner, dataset).location,
          configuration: { jobType: 'LOAD', ...configuration },
          work: () => load(store, loading, bytes),
        })
        return ok(jobResource(started))
      }
      if (query === undefined) throw invalid('Required parameter is missing: a query or a load')
      const whole = { jobType: 'QUERY', ...configuration }
      if (dryRun) return dryRunOf(project, whole, queries, query, location)
      // A statement that cannot run ends in the status of its job, as in BigQuery.
      const found = await queries.prepare(query, location).then(
        (prepared) => ({ location: prepared.location, work: () => prepared.run() }),
        (error: unknown) => ({ location: location ?? DEFAULT_LOCATION, work: () => Promise.reject(error) }),
      )
      const work = async (): Promise<Outcome> => {
        const outcome = await found.work()
        if (query.destinationTable !== undefined) writeAnswer(store, query, outcome)
        return outcome
      }
      return ok(jobResource(jobs.start({ ...job, location: found.location, configuration: whole, work })))
    },
  }
}

async function dryRunOf(
  projectId: string,
  configuration: Json,
  queries: Queries,
  query: QueryConfiguration,
  asked: string | undefined,
): Promise<WireAnswer> {
  const prepared = await queries.prepare(query, asked)
  const { fields, statistics } = await prepared.dryRun()
  return ok({
    kind: 'bigquery#job',
    jobReference: { projectId, location: prepared.location },
    configuration,
    status: { state: 'DONE' },
    statistics: { ...statistics, query: { ...(statistics.query as Json), schema: { fields } } },
  })
}

type Destination = NonNullable<NonNullable<JobRequest['configuration']>['query']>

function writeAnswer(store: Store, query: Destination, { answer }: Outcome): void {
  writeTable(store, readTableReference(query.destinationTable), {
    disposition: query.writeDisposition ?? 'WRITE_EMPTY',
    create: query.createDisposition ?? 'CREATE_IF_NEEDED',
    settings: layout(query as { timePartitioning?: unknown; clustering?: unknown }),
    ...answer,
  })
}

/** jobs.insert without a file, jobs.get, jobs.cancel. */
export function jobRoutes(jobs: Jobs, starter: JobStarter): readonly Route[] {
  return [
    {
      method: 'POST',
      path: PATH,
      handle: ({ part, request, faults }) => starter.start(part('project'), request.body ?? {}, null, faults),
    },
    {
      method: 'GET',
      path: `${PATH}/{job}`,
      async handle({ request, part }) {
        const job = jobs.find(part('project'), part('job'), request.query.location)
        await isDoneWithin(job, 0)
        return ok(jobResource(job))
      },
    },
    {
      method: 'POST',
      path: `${PATH}/{job}/cancel`,
      handle({ request, part }) {
        const job = jobs.find(part('project'), part('job'), request.query.location)
        job.stop(stopped('User requested cancellation'))
        return ok({ kind: 'bigquery#jobCancelResponse', job: jobResource(job) })
      },
    },
  ]
}
