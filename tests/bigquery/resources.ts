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

/** Settings after a PATCH: null takes one away, labels are merged one by one, all else is replaced. */
export function patched(settings: Json, patch: Json): Json {
  const merged = { ...settings, ...patch }
  if (patch.labels) merged.labels = withoutNulls({ ...(settings.labels as Json), ...(patch.labels as Json) })
  return withoutNulls(merged)
}

/** What a client may set of a resource: everything but what the server computes. */
export function settable(body: unknown, computed: readonly string[]): Json {
  return withoutNulls(
    Object.fromEntries(Object.entries((body ?? {}) as Json).filter(([name]) => !computed.includes(name))),
  )
}

function withoutNulls(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))
}
