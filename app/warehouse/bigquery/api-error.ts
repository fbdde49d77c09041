import { WarehouseError, type WarehouseErrorKind } from '#app/warehouse/warehouse.ts'

/** What BigQuery, or the way to it, answered instead of what was asked. */
export class BigQueryApiError extends Error {
  /** HTTP status; null when no whole answer arrived. */
  readonly status: number | null
  /** BigQuery's own word, such as `rateLimitExceeded`; `transport` and `malformed` are ours. */
  readonly reason: string
  /** What `Retry-After` asks for, in milliseconds. */
  readonly retryAfterMs: number | null
  constructor(
    message: string,
    facts: {
      readonly status?: number | null
      readonly reason: string
      readonly retryAfterMs?: number | null
    },
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'BigQueryApiError'
    this.status = facts.status ?? null
    this.reason = facts.reason
    this.retryAfterMs = facts.retryAfterMs ?? null
  }

  /** The status as the official client's own methods look for it, so that they tell what is missing. */
  get code(): number | null {
    return this.status
  }
}

/** Reasons that pass by themselves. A query that bills too much comes as HTTP 500 too: the reason decides, not the status. */
const PASSING = [
  'rateLimitExceeded',
  'jobRateLimitExceeded',
  'backendError',
  'internalError',
  'transport',
  'malformed',
]

/** Whether asking again may help. */
export function isPassing({ reason, status }: BigQueryApiError): boolean {
  if (PASSING.includes(reason)) return true
  return reason === '' && (status === 429 || (status !== null && status >= 500))
}

/** What Google's newer services say in `status` alone → the same in BigQuery's words. */
const REASONS: Readonly<Record<string, string>> = {
  UNAVAILABLE: 'backendError',
  INTERNAL: 'internalError',
  RESOURCE_EXHAUSTED: 'rateLimitExceeded',
  PERMISSION_DENIED: 'accessDenied',
  UNAUTHENTICATED: 'authError',
  NOT_FOUND: 'notFound',
  INVALID_ARGUMENT: 'invalid',
}

/** Reads the error of an answer's body; null when the body is no error of BigQuery's. */
export function errorOf(body: unknown): { readonly message: string; readonly reason: string } | null {
  const { error } = (body ?? {}) as { error?: unknown }
  if (typeof error !== 'object' || error === null) return null
  const { message, errors, status } = error as { message?: unknown; errors?: unknown; status?: unknown }
  const [first] = Array.isArray(errors) ? (errors as { reason?: unknown }[]) : []
  const reason = typeof first?.reason === 'string' ? first.reason : (REASONS[String(status)] ?? '')
  return { message: typeof message === 'string' ? message : 'no message', reason }
}

const KINDS: Readonly<Record<string, WarehouseErrorKind>> = {
  accessDenied: 'denied',
  authError: 'denied',
  required: 'denied',
  credentials: 'denied',
  billingNotEnabled: 'denied',
  quotaExceeded: 'quota',
  bytesBilledLimitExceeded: 'too-expensive',
  invalid: 'bad-statement',
  invalidQuery: 'bad-statement',
  notFound: 'missing-table',
  resourcesExceeded: 'too-expensive',
  responseTooLarge: 'too-expensive',
  timeout: 'timeout',
  stopped: 'timeout',
}

/** The port's error for what went wrong with a statement; it says what to do where something can be done. */
export function toWarehouseError(statement: string, cause: unknown): WarehouseError {
  if (cause instanceof WarehouseError) return cause
  if (cause instanceof RangeError)
    return new WarehouseError(
      'bad-statement',
      statement,
      `« ${statement} » cannot be asked: ${cause.message}`,
      {
        cause,
      },
    )
  const remedy = cause instanceof BigQueryApiError ? remedyOf(cause) : null
  const told = (cause instanceof Error ? cause.message : String(cause)).replace(/[^.!?»]$/, '$&.')
  const message = `BigQuery could not answer « ${statement} »: ${told}${remedy === null ? '' : ` ${remedy}`}`
  return new WarehouseError(kindOf(cause), statement, message, { cause })
}

function kindOf(cause: unknown): WarehouseErrorKind {
  if (!(cause instanceof BigQueryApiError)) return 'unavailable'
  const { reason, status } = cause
  return KINDS[reason] ?? ((status === 401 || status === 403) && !isPassing(cause) ? 'denied' : 'unavailable')
}

/** Permission that BigQuery names → the role that brings it, and where it is granted. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/bigquery\.jobs\.create/, 'Grant roles/bigquery.jobUser on the project VIGIE_BIGQUERY_PROJECT.'],
  [
    /bigquery\.(?:tables\.(?:getData|get|list)|datasets\.get)\b/,
    'Grant roles/bigquery.dataViewer on the data set.',
  ],
  [
    /bigquery\.(?:tables\.(?:create|update|updateData|delete|setCategory)|datasets\.update)\b/,
    'Grant roles/bigquery.dataEditor on the data set.',
  ],
  [
    /bigquery\.datasets\.create/,
    'Grant roles/bigquery.user on the project, or create the data set yourself.',
  ],
]

/** What a person can do about an error; null when nothing is known. */
export function remedyOf({ reason, message }: BigQueryApiError): string | null {
  const role = ROLES.find(([permission]) => permission.test(message))
  if (role !== undefined) return role[1]
  switch (reason) {
    case 'accessDenied':
      return 'Grant roles/bigquery.jobUser on the project and roles/bigquery.dataViewer on the data set.'
    case 'authError':
    case 'required':
    case 'credentials':
      return 'Sign in with « gcloud auth application-default login ».'
    case 'accessNotConfigured':
      return 'Enable it with « gcloud services enable bigquery.googleapis.com ».'
    case 'transport':
      return 'Check the network, and VIGIE_BIGQUERY_ENDPOINT where it is set.'
    case 'billingNotEnabled':
      return 'The free sandbox refuses this kind of statement.'
    case 'bytesBilledLimitExceeded':
      return 'Narrow the period or the selection, or raise VIGIE_BIGQUERY_MAX_BYTES.'
    case 'quotaExceeded':
      return 'A quota of the project is used up: the quota page of the console says which. Most are renewed within a day, or an administrator raises them.'
    case 'notFound':
      return 'Check VIGIE_BIGQUERY_PROJECT, VIGIE_BIGQUERY_DATASET and VIGIE_BIGQUERY_LOCATION; « npm run bigquery -- check » tells which.'
    default:
      return null
  }
}
