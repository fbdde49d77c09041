import type { IncomingHttpHeaders } from 'node:http'
import type { Fault } from './faults.ts'

/** What arrived; `body` is the parsed JSON, undefined when there is none. */
export type WireRequest = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** What is sent back; no `body` is an empty answer. */
export type WireAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A request with the parts of its path that its route names, its bytes as they came, and the faults that befall it. */
export type Call = {
  readonly request: WireRequest
  readonly part: (name: string) => string
  readonly bytes: Buffer
  readonly faults: readonly Fault[]
}

export type Route = {
  readonly method: string
  /** A path with `{names}` for its variable parts. */
  readonly path: string
  readonly handle: (call: Call) => WireAnswer | Promise<WireAnswer>
}

export const ok = (body: unknown): WireAnswer => ({ status: 200, body })

/** One page of a list, by the request's `maxResults` and `pageToken`. */
export function pageOf<T>(
  items: readonly T[],
  { maxResults, pageToken = '0' }: WireRequest['query'],
): { readonly page: readonly T[]; readonly next: { readonly nextPageToken?: string } } {
  const from = Number(pageToken)
  const to = from + Number(maxResults ?? items.length)
  return { page: items.slice(from, to), next: to < items.length ? { nextPageToken: String(to) } : {} }
}
