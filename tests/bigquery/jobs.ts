import { setTimeout as delay } from 'node:timers/promises'
import { type Fault, faultOf } from './faults.ts'
import type { Content, Json } from './store.ts'
import { duplicate, errorProto, notFound, WireError } from './wire-error.ts'

/** What a job has done: the rows of a query, and what its statistics say. */
export type Outcome = { readonly answer: Content; readonly statistics: Json }

export type Job = {
  readonly project: string
  readonly id: string
  readonly location: string
  readonly configuration: Json
  readonly created: number
  /** At most this many rows a page. */
  readonly pageRows: number
  readonly isLostAfterFirstPage: boolean
  state: 'PENDING' | 'RUNNING' | 'DONE'
  ended: number | null
  error: WireError | null
  outcome: Outcome | null
  /** Settles when the job is done, well or not. */
  readonly done: Promise<void>
  /** Counts one poll; whether this one must find the job unfinished. */
  isHeld(): boolean
  stop(error: WireError): void
}

export type NewJob = {
  readonly project: string
  readonly id: string
  readonly location: string
  readonly configuration: Json
  readonly timeoutMs: number | undefined
  readonly faults: readonly Fault[]
  readonly work: () => Promise<Outcome>
}

export type Jobs = {
  start(job: NewJob): Job
  /** Throws 404 for a job that is not known, or that runs elsewhere than the request says. */
  find(project: string, id: string, location: string | undefined): Job
  has(project: string, id: string): boolean
  forget(job: Job): void
  /** Stops what runs, when the server closes. */
  stopAll(): void
}

/** Locations in which a job is found without naming them. */
const WITHOUT_NAME = ['US', 'EU']

export function openJobs(): Jobs {
  const all = new Map<string, Job>()
  const key = (project: string, id: string) => `${project}:${id}`
  return {
    start(wanted) {
      const { project, id, location } = wanted
      if (all.has(key(project, id))) throw duplicate(`Job ${project}:${location}.${id}`)
      const job = startJob(wanted)
      all.set(key(project, id), job)
      return job
    },
    find(project, id, location) {
      const job = all.get(key(project, id))
      const isThere =
        job !== undefined &&
        (location === undefined
          ? WITHOUT_NAME.includes(job.location.toUpperCase())
          : location.toUpperCase() === job.location.toUpperCase())
      if (!isThere) throw notFound(`Job ${project}:${id}`)
      return job
    },
    has: (project, id) => all.has(key(project, id)),
    forget(job) {
      all.delete(key(job.project, job.id))
    },
    stopAll() {
      for (const job of all.values()) job.stop(new WireError(503, 'backendError', 'The server closes.'))
    },
  }
}

function startJob({ project, id, location, configuration, timeoutMs, faults, work }: NewJob): Job {
  const failure = faultOf(faults, 'job-error')
  const latency = faultOf(faults, 'latency')?.ms ?? 0
  const stopping = new AbortController()
  const held = faultOf(faults, 'incomplete')
  let heldPolls = held === undefined ? 0 : (held.polls ?? Number.POSITIVE_INFINITY)
  const { promise: done, resolve: settle } = signal()
  const { promise: released, resolve: release } = signal()
  if (heldPolls === 0) release()
  const end = (error: WireError | null, outcome: Outcome | null) => {
    if (job.state === 'DONE') return
    Object.assign(job, { state: 'DONE', ended: Date.now(), error, outcome })
    clearTimeout(timer)
    stopping.abort()
    settle()
  }
  const job: Job = {
    project,
    id,
    location,
    configuration,
    created: Date.now(),
    pageRows: faultOf(faults, 'page-size')?.rows ?? Number.POSITIVE_INFINITY,
    isLostAfterFirstPage: faultOf(faults, 'lost-after-first-page') !== undefined,
    state: 'PENDING',
    ended: null,
    error: null,
    outcome: null,
    done,
    isHeld() {
      if (job.state === 'DONE' || heldPolls === 0) return false
      heldPolls -= 1
      if (heldPolls === 0) release()
      return true
    },
    stop: (error) => end(error, null),
  }
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => job.stop(stopped(`Job timed out after ${timeoutMs / 1000} sec`)), timeoutMs)
  const run = async () => {
    await delay(typeof latency === 'number' ? latency : latency(), undefined, { signal: stopping.signal })
    job.state = 'RUNNING'
    await released
    if (failure) throw new WireError(failure.status, failure.reason, `The job failed: ${failure.reason}`)
    return work()
  }
  void run().then(
    (outcome) => end(null, outcome),
    (error) => end(asWireError(error), null),
  )
  return job
}

function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** A job that was stopped, by a request or by its own time limit. */
export function stopped(why: string): WireError {
  return new WireError(499, 'stopped', `Job execution was cancelled: ${why}`)
}

/** A failure of this server itself is told as one, in a form that no client takes for an answer. */
export function asWireError(error: unknown): WireError {
  if (error instanceof WireError) return error
  return new WireError(
    500,
    'internalError',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
}

/** Counts one poll; whether it finds the job done, after it has waited for it as long as it may. */
export async function isDoneWithin(job: Job, ms: number): Promise<boolean> {
  if (job.isHeld()) return false
  const stopping = new AbortController()
  const late = delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  await Promise.race([job.done, late])
  stopping.abort()
  return job.state === 'DONE'
}

export function jobReference({ project, id, location }: Job) {
  return { projectId: project, jobId: id, location }
}

/** A job as the API describes it. */
export function jobResource(job: Job) {
  const { project, id, location, configuration, state, created, ended, error, outcome } = job
  return {
    kind: 'bigquery#job',
    id: `${project}:${location}.${id}`,
    jobReference: jobReference(job),
    configuration,
    status: {
      state,
      ...(error === null ? {} : { errorResult: errorProto(error), errors: [errorProto(error)] }),
    },
    statistics: {
      creationTime: String(created),
      startTime: String(created),
      ...(state === 'DONE' ? { endTime: String(ended), ...outcome?.statistics } : {}),
    },
  }
}
