import type { WireRequest } from './messages.ts'
import type { Json } from './store.ts'
import { WireError } from './wire-error.ts'

/** The etag of a revision. */
export const etag = ({ revision }: { readonly revision: number }) => `"r${revision}"`

/** Throws 412 when the request's `If-Match` is not the thing's etag. */
export function checkIfMatch({ headers }: WireRequest, thing: { readonly revision: number }): void {
  const wanted = headers['if-match']
  if (wanted === undefined || wanted === '*' || wanted === etag(thing)) return
  throw new WireError(412, 'conditionNotMet', 'Precondition check failed.')
}

/**
 * The settings of a resource after a request, without what the server computes itself. A PATCH keeps what it does not
 * name, takes away what it sets to null, and merges labels one by one; any other request sets them all.
 */
export function settingsAfter(
  { method, body }: WireRequest,
  before: Json,
  computed: readonly string[],
): Json {
  const sent = Object.fromEntries(
    Object.entries((body ?? {}) as Json).filter(([name]) => !computed.includes(name)),
  )
  if (method !== 'PATCH') return withoutNulls(sent)
  const labels = sent.labels ? { labels: withoutNulls({ ...Object(before.labels), ...sent.labels }) } : {}
  return withoutNulls({ ...before, ...sent, ...labels })
}

function withoutNulls(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))
}
