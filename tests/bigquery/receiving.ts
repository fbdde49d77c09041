import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { WireRequest } from './messages.ts'
import { invalid } from './wire-error.ts'

/** Reads a request to its end; the bytes are those of its body, not compressed any more. */
export async function receive(
  incoming: IncomingMessage,
): Promise<{ readonly request: WireRequest; readonly bytes: Buffer }> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const sent = Buffer.concat(chunks)
  const bytes = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  const request = {
    method: incoming.method ?? 'GET',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: incoming.headers,
    body: jsonBody(incoming, bytes),
  }
  return { request, bytes }
}

function jsonBody({ headers }: IncomingMessage, bytes: Buffer): unknown {
  if (bytes.length === 0 || !headers['content-type']?.startsWith('application/json')) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw invalid('Parse error: the body is no JSON')
  }
}
