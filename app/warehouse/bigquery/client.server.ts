import { BigQuery, type BigQueryOptions } from '@google-cloud/bigquery'
import { type AuthClient, type GoogleAuth, JWT, PassThroughClient } from 'google-auth-library'
import { BigQueryApiError, errorOf, isPassing } from '#app/warehouse/bigquery/api-error.ts'
import { pauseWithin } from '#app/warehouse/bigquery/pause.server.ts'
import { type BigQuerySettings, isLocalEndpoint } from '#app/warehouse/bigquery/settings.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

/** What bounds one call: a moment, on the clock of `performance.now()`, and whoever may give it up. */
export type CallBounds = { readonly until?: number; readonly signal?: AbortSignal | undefined }

/** One call of the REST API, under the project's address unless `uri` is whole. */
export type Call = CallBounds & {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly uri: string
  readonly qs?: Readonly<Record<string, string | number | boolean>>
  readonly json?: unknown
  readonly body?: Uint8Array | string
  readonly headers?: Readonly<Record<string, string>>
  /** Statuses that are an answer too, not an error. */
  readonly accepts?: readonly number[]
  /** Never asked again: whoever calls has to find out first what became of it. */
  readonly isOnce?: boolean
  /** What the answer must hold to be whole; one that does not is asked for again. */
  readonly isWhole?: (body: Readonly<Record<string, unknown>>) => boolean
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

const DEFAULT_MS = 20_000
/** Pauses before the second and the third attempt, each ± 50 % so that readers do not ask in step. */
const PAUSES_MS = [250, 750]

type Response = Awaited<ReturnType<GoogleAuth['request']>>
type ClientCall = Omit<Call, 'method'> & { readonly method?: string; readonly interceptors_?: unknown }
type Interceptor = { readonly request?: (call: ClientCall) => ClientCall }

/**
 * The official client, whose every call goes through `call`: bounded in time, given up on request, asked again only
 * where that helps. Its own transport waits for ever on a silent server, does not ask again after `rateLimitExceeded`,
 * and asks three times for what is too expensive.
 */
export class BigQueryClient extends BigQuery {
  readonly settings: BigQuerySettings
  private readonly callMs: number

  /** `callMs` is how long a call may take when nothing says otherwise. */
  constructor(settings: BigQuerySettings, callMs = DEFAULT_MS) {
    const local = isLocalEndpoint(settings)
    const options: BigQueryOptions = {
      projectId: settings.project,
      location: settings.location,
      ...(settings.universe === null ? {} : { universeDomain: settings.universe }),
      ...(settings.endpoint === null ? {} : { apiEndpoint: settings.endpoint }),
      ...(local
        ? { authClient: new PassThroughClient() as unknown as NonNullable<BigQueryOptions['authClient']> }
        : {}),
    }
    super(options)
    this.settings = settings
    this.callMs = callMs
  }

  /**
   * What the client's own methods call; the answer is the body alone. None of BigQuery's is empty, and what a method
   * cannot read is told to it as an error: thrown, it would end the process.
   */
  override request(...[options, callback]: Parameters<BigQuery['request']>): void {
    const given = options as unknown as ClientCall
    const method = (given.method ?? 'GET') as Call['method']
    this.call({ ...given, method, isWhole: (body) => Object.keys(body).length > 0 })
      .then(({ body }) => callback(null, body))
      .catch((error: Error) => callback(error))
  }

  /** Makes one call. @throws {BigQueryApiError} {WarehouseError} « timeout », when it is late or given up */
  async call(asked: Call): Promise<Answer> {
    const until = asked.until ?? performance.now() + this.callMs
    const prepared = this.intercepted(asked)
    for (let attempt = 0; ; attempt++) {
      const error = await this.attempt(prepared, asked, until).catch((failed: unknown) => failed)
      if (!(error instanceof Error)) return error as Answer
      const wait = asked.isOnce ? undefined : PAUSES_MS[attempt]
      if (wait === undefined || !(error instanceof BigQueryApiError) || !isPassing(error)) throw error
      const jittered = error.retryAfterMs ?? wait * (0.5 + Math.random())
      if (performance.now() + jittered >= until) throw error
      await pauseWithin(jittered, { until, signal: asked.signal })
    }
  }

  /** What holds the credentials; a local endpoint asks for none. */
  async credentials(): Promise<AuthClient> {
    return await this.googleAuth().getClient()
  }

  /** @throws {WarehouseError} when the credentials are a key of a service account, which one reader must not use */
  async refuseServiceAccountKey(): Promise<void> {
    if (isLocalEndpoint(this.settings)) return
    const found = await this.credentials().catch((cause: unknown) => {
      throw withoutCredentials(cause)
    })
    if (found instanceof JWT)
      throw new WarehouseError(
        'denied',
        'open',
        'The credentials are a key of a service account, and Vigie reads and imports as the person who runs it: unset GOOGLE_APPLICATION_CREDENTIALS and sign in as yourself with « gcloud auth application-default login ».',
      )
  }

  private googleAuth(): GoogleAuth {
    return this.authClient as unknown as GoogleAuth
  }

  /** The client's interceptors, those of its objects included, or `If-Match` would be lost. */
  private intercepted(asked: Call): ClientCall {
    const isWholeAddress = asked.uri.startsWith('http')
    const uri = isWholeAddress
      ? asked.uri
      : `${this.baseUrl}/projects/${encodeURIComponent(this.settings.project)}/${asked.uri.replace(/^\/+/, '')}`
    const { interceptors_: own } = asked as ClientCall
    const interceptors = [
      ...(this.interceptors as Interceptor[]),
      ...(Array.isArray(own) ? (own as Interceptor[]) : []),
    ]
    // What bounds the call is not theirs to change, nor to copy.
    const { method, qs, json, body, headers } = asked
    const plain = { method, uri, qs, json, body, headers } as ClientCall
    return interceptors.reduce<ClientCall>((call, { request }) => request?.(call) ?? call, plain)
  }

  private async attempt(call: ClientCall, asked: Call, until: number): Promise<Answer> {
    const left = until - performance.now()
    if (asked.signal?.aborted) throw givenUp(asked)
    if (left <= 0) throw late(asked)
    const response = await bounded(asked, left, (signal) => this.send(call, signal)).catch(
      (cause: unknown) => {
        if (cause instanceof WarehouseError) throw cause
        throw isWithoutCredentials(cause)
          ? withoutCredentials(cause)
          : transportError(cause, new URL(call.uri).origin)
      },
    )
    const body = parsed(response.data)
    if (response.status >= 400 && !(asked.accepts ?? []).includes(response.status))
      throw refused(response, body)
    const isEmpty =
      response.data === '' &&
      (response.status === 204 || asked.method === 'DELETE' || response.status === 308)
    const isWhole = body !== null && (asked.isWhole?.(body) ?? true)
    const isAccepted = (asked.accepts ?? []).includes(response.status)
    if (!isEmpty && !isWhole && !isAccepted)
      throw new BigQueryApiError('the answer is cut short or is not BigQuery’s.', {
        status: response.status,
        reason: 'malformed',
      })
    return { status: response.status, headers: response.headers as unknown as Headers, body: body ?? {} }
  }

  /** Through the client's own credentials, which also know of proxies; a local endpoint is never behind one. */
  private async send(call: ClientCall, signal: AbortSignal): Promise<Response> {
    const url = new URL(call.uri)
    for (const [name, value] of Object.entries(call.qs ?? {})) url.searchParams.set(name, String(value))
    const isJson = call.json !== undefined && call.json !== null && call.method !== 'GET'
    return await this.googleAuth().request({
      url: url.href,
      method: (call.method ?? 'GET') as 'GET',
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...call.headers },
      ...(isJson
        ? { body: JSON.stringify(call.json) }
        : call.body === undefined
          ? {}
          : { body: call.body as never }),
      responseType: 'text',
      validateStatus: () => true,
      retry: false,
      signal,
      ...(isLocalEndpoint(this.settings) ? { noProxy: [url.hostname] } : {}),
    })
  }
}

/** What work answers, unless it is late or given up first: what mints a token listens to no signal. */
async function bounded<Result>(
  asked: Call,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController()
  const { signal } = stopping
  const leave = () => stopping.abort(givenUp(asked))
  const timer = setTimeout(() => stopping.abort(late(asked)), Math.ceil(ms))
  asked.signal?.addEventListener('abort', leave, { once: true })
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([work(signal), stopped])
  } catch (cause) {
    throw signal.aborted ? signal.reason : cause
  } finally {
    clearTimeout(timer)
    asked.signal?.removeEventListener('abort', leave)
  }
}

function parsed(text: unknown): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : text
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null // what it was is said by the status, or as « malformed »
  }
}

function refused(response: Response, body: unknown): BigQueryApiError {
  const told = errorOf(body)
  const seconds = Number((response.headers as unknown as Headers).get('retry-after') ?? Number.NaN)
  return new BigQueryApiError(told?.message ?? `HTTP ${response.status}.`, {
    status: response.status,
    reason: told?.reason ?? '',
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
  })
}

/** What went wrong by its code where there is one: the message repeats the whole address. */
function transportError(cause: unknown, origin: string): BigQueryApiError {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown }
  const why = typeof code === 'string' && code !== '' ? code : String(message ?? cause)
  return new BigQueryApiError(`No answer came from ${origin} (${why}).`, { reason: 'transport' }, { cause })
}

function isWithoutCredentials(cause: unknown): boolean {
  return (
    cause instanceof Error &&
    /default credentials|invalid_grant|invalid_rapt|Could not refresh/.test(cause.message)
  )
}

function withoutCredentials(cause: unknown): BigQueryApiError {
  const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
  return new BigQueryApiError(
    `there are no credentials that Google accepts (${message}).`,
    { reason: 'credentials' },
    { cause },
  )
}

function late({ uri }: Call): WarehouseError {
  return new WarehouseError('timeout', uri, 'BigQuery did not answer in time.')
}

function givenUp({ uri }: Call): WarehouseError {
  return new WarehouseError('timeout', uri, 'The query was given up by its reader.')
}
