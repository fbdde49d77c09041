import type { Request as NodeRequest } from 'express'

const LARGEST_BODY_BYTES = 64 * 1024

/** A body larger than any form of this site. */
export class BodyTooLarge extends Error {}

async function readBody(request: NodeRequest): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > LARGEST_BODY_BYTES) throw new BodyTooLarge(`a form of more than ${LARGEST_BODY_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function webHeaders(request: NodeRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    // Nobody in front of this server is trusted to say who asks and for which host.
    if (value === undefined || name.startsWith('x-forwarded-') || name.startsWith(':')) continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  return headers
}

/**
 * The request as Remix takes it. HEAD is asked as GET, so that both have the same answer; no signal is passed on,
 * because a document may be shared with readers who are still waiting.
 * @throws {BodyTooLarge}
 */
export async function webRequest(request: NodeRequest): Promise<Request> {
  const url = `${request.protocol}://${request.headers.host}${request.originalUrl}`
  const headers = webHeaders(request)
  if (request.method !== 'POST') return new Request(url, { method: 'GET', headers })
  return new Request(url, { method: 'POST', headers, body: await readBody(request) })
}
