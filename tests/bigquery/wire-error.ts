/** A failure as BigQuery answers it: an HTTP status, and the `reason` by which clients tell failures apart. */
export class WireError extends Error {
  readonly status: number
  readonly reason: string
  constructor(status: number, reason: string, message: string) {
    super(message)
    this.name = 'WireError'
    this.status = status
    this.reason = reason
  }
}

/** The body of an HTTP answer that is an error. */
export function errorBody({ status, reason, message }: WireError) {
  return { error: { code: status, message, errors: [{ message, domain: 'global', reason }] } }
}

/** The same failure as a job's status tells it. */
export function errorProto({ reason, message }: WireError) {
  return { reason, message }
}

export const invalid = (message: string) => new WireError(400, 'invalid', message)
export const notFound = (what: string) => new WireError(404, 'notFound', `Not found: ${what}`)
export const duplicate = (what: string) => new WireError(409, 'duplicate', `Already Exists: ${what}`)

/** For what BigQuery can do and this server cannot: no client retries it, so a test that meets it stops at once. */
export const notImplemented = (what: string) =>
  new WireError(501, 'notImplemented', `The wire server does not support ${what}`)
