import type { WireRequest } from './messages.ts'
import type { Json } from './store.ts'

/** What answers instead of the server. */
type Instead =
  | { readonly kind: 'silence' }
  | {
      readonly kind: 'error'
      readonly status: number
      readonly reason: string
      readonly message?: string
      readonly retryAfterSeconds?: number
    }
  | { readonly kind: 'html' }
  | { readonly kind: 'empty-object' }

/** What befalls the job that a request starts. */
type JobFault =
  | { readonly kind: 'latency'; readonly ms: number | (() => number) }
  /** Its first polls find it unfinished (for ever when `polls` is not given). */
  | { readonly kind: 'incomplete'; readonly polls?: number }
  /** It ends in its status, not in the HTTP answer, as jobs do that fail while they run. */
  | { readonly kind: 'job-error'; readonly status: number; readonly reason: string }
  | { readonly kind: 'page-size'; readonly rows: number }
  /** It is no longer known once its first page was read. */
  | { readonly kind: 'lost-after-first-page' }

/** What becomes of an answer that the server has made. */
type AnswerFault =
  | { readonly kind: 'reset-mid-body' }
  | { readonly kind: 'malformed-json' }
  | { readonly kind: 'no-schema' }
  | { readonly kind: 'reordered-columns' }
  | { readonly kind: 'wrong-total'; readonly totalRows: number }

export type Fault = Instead | JobFault | AnswerFault

/** Which requests a fault befalls: those that match all that is given. */
export type FaultMatch = {
  readonly method?: string
  readonly path?: RegExp
  /** The text of the statement that the request carries. */
  readonly sql?: RegExp
  /** How many requests; all when not given. */
  readonly times?: number
}

export type FaultQueue = {
  /** Adds a fault; the answer takes it away. */
  add(fault: Fault, match: FaultMatch): () => void
  /** The faults that befall a request, each counted as used once. */
  take(request: WireRequest): readonly Fault[]
}

export function openFaults(): FaultQueue {
  let waiting: { readonly fault: Fault; readonly match: FaultMatch; left: number }[] = []
  return {
    add(fault, match) {
      const entry = { fault, match, left: match.times ?? Number.POSITIVE_INFINITY }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((each) => each !== entry)
      }
    },
    take(request) {
      const found = waiting.filter(({ match, left }) => left > 0 && matches(match, request))
      for (const entry of found) entry.left -= 1
      return found.map(({ fault }) => fault)
    },
  }
}

function matches({ method, path, sql }: FaultMatch, request: WireRequest): boolean {
  if (method !== undefined && method !== request.method) return false
  if (path !== undefined && !path.test(request.path)) return false
  return sql === undefined || sql.test(statementOf(request) ?? '')
}

/** The statement that a request carries, to jobs.query or to jobs.insert. */
function statementOf({ body }: WireRequest): string | undefined {
  const { query, configuration } = (body ?? {}) as {
    query?: string
    configuration?: { query?: { query?: string } }
  }
  return query ?? configuration?.query?.query
}

/** The fault of one kind among those that befall a request. */
export function faultOf<K extends Fault['kind']>(
  faults: readonly Fault[],
  kind: K,
): Extract<Fault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind)
}

/** The body of an answer as its faults leave it. */
export function spoiledBody(body: unknown, faults: readonly Fault[]): unknown {
  const total = faultOf(faults, 'wrong-total')
  const { schema, rows, ...rest } = body as Json & {
    schema?: { fields: unknown[] }
    rows?: { f: unknown[] }[]
  }
  if (schema === undefined) return body
  const reorder = faultOf(faults, 'reordered-columns') !== undefined
  const ordered = <T>(list: readonly T[]) => (reorder ? list.toReversed() : list)
  return {
    ...rest,
    ...(faultOf(faults, 'no-schema') ? {} : { schema: { fields: ordered(schema.fields) } }),
    ...(rows === undefined ? {} : { rows: rows.map(({ f }) => ({ f: ordered(f) })) }),
    ...(total === undefined ? {} : { totalRows: String(total.totalRows) }),
  }
}
