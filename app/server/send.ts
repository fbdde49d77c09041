import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, constants, gzip, gzipSync } from 'node:zlib'
import type { Request as NodeRequest, Response as NodeResponse } from 'express'
import type { KeptDocument } from '#app/server/document-cache.ts'
import { type Encoding, pickEncoding } from '#app/server/encoding.ts'
import { refuse } from '#app/server/refuse.ts'

const decompress = promisify(brotliDecompress)
const zip = promisify(gzip)

/** A whole page must be compressed while its reader waits: the highest qualities take tens of milliseconds more. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

const NEVER_STORED = 'private, no-store'

/** Whether an answer is a page, rather than a file or a redirection. */
export function isHtml(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/html') ?? false
}

/** A page that can be sent in any encoding. */
export type PageDocument = {
  readonly headers: KeptDocument['headers']
  in(encoding: Encoding): Promise<Buffer>
}

/**
 * A page as it was drawn: its first reader waits for the one encoding that the browser asks for. It is compressed where
 * it was drawn, two to four milliseconds of the forty that drawing took: handed to another thread, it would wait for
 * this one to clear its memory first.
 */
export async function drawnDocument(response: Response): Promise<PageDocument> {
  const html = Buffer.from(await response.arrayBuffer())
  let brotli: Buffer | null = null
  return {
    headers: [...response.headers],
    async in(encoding) {
      if (encoding === 'identity') return html
      if (encoding === 'gzip') return gzipSync(html)
      brotli ??= brotliCompressSync(html, BROTLI)
      return brotli
    },
  }
}

/** A page as it is kept, in the encoding that is smallest. */
export function keptDocument({ brotli, headers }: KeptDocument): PageDocument {
  return {
    headers,
    async in(encoding) {
      if (encoding === 'br') return brotli
      const html = await decompress(brotli)
      return encoding === 'gzip' ? await zip(html) : html
    },
  }
}

function copyHeaders(headers: Iterable<readonly [string, string]>, response: NodeResponse): void {
  for (const [name, value] of headers) {
    // One Set-Cookie per cookie; any other header replaces the one that every answer has.
    if (name === 'set-cookie') response.append(name, value)
    else response.setHeader(name, value)
  }
}

/** Sends a page in the best encoding that the browser accepts. */
export async function sendDocument(
  request: NodeRequest,
  response: NodeResponse,
  document: PageDocument,
): Promise<void> {
  const encoding = pickEncoding(request.headers['accept-encoding'], ['br', 'gzip'])
  const body = await document.in(encoding)
  copyHeaders(document.headers, response)
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  response.setHeader('Cache-Control', NEVER_STORED)
  response.setHeader('Vary', 'Accept-Encoding, Cookie')
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

/** Whether a browser asks, rather than a program. */
function wantsPage({ headers }: NodeRequest): boolean {
  return headers.accept?.includes('text/html') ?? false
}

/** Sends anything else that a route answers; a failure without a body, and a browser's, gets the designed error page. */
export async function sendResponse(
  request: NodeRequest,
  response: NodeResponse,
  answer: Response,
): Promise<void> {
  const isTold = answer.status === 400 && answer.headers.get('Content-Type')?.startsWith('text/plain')
  if (isTold && wantsPage(request)) return refuse(request, response, 400, await answer.text())
  response.status(answer.status)
  if (isHtml(answer)) return sendDocument(request, response, await drawnDocument(answer))
  copyHeaders(answer.headers, response)
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', NEVER_STORED)
  if (answer.body === null) {
    if (answer.status >= 400) refuse(request, response, answer.status)
    else response.end()
    return
  }
  if (request.method === 'HEAD') {
    response.end()
    return answer.body.cancel()
  }
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), response)
}
