import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'
import type { Request as NodeRequest, Response as NodeResponse } from 'express'
import type { KeptDocument } from '#app/server/document-cache.ts'
import { pickEncoding } from '#app/server/encoding.ts'
import { refuse } from '#app/server/refuse.ts'

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const zip = promisify(gzip)

/** A whole page must be compressed while its reader waits: the highest qualities take tens of milliseconds more. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }

const NEVER_STORED = 'private, no-store'

/** Whether an answer is a page, rather than a file or a redirection. */
export function isHtml(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/html') ?? false
}

/** Compresses a page once, in the form in which it is kept and mostly sent. */
export async function keepable(response: Response): Promise<KeptDocument> {
  const brotli = await compress(Buffer.from(await response.arrayBuffer()), BROTLI)
  return { brotli, headers: [...response.headers] }
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
  document: KeptDocument,
): Promise<void> {
  const encoding = pickEncoding(request.headers['accept-encoding'], ['br', 'gzip'])
  let body = document.brotli
  if (encoding !== 'br') body = await decompress(body)
  if (encoding === 'gzip') body = await zip(body)
  copyHeaders(document.headers, response)
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  response.setHeader('Cache-Control', NEVER_STORED)
  response.setHeader('Vary', 'Accept-Encoding, Cookie')
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

/** Sends anything else that a route answers; a failure without a body gets the designed error page. */
export async function sendResponse(
  request: NodeRequest,
  response: NodeResponse,
  answer: Response,
): Promise<void> {
  response.status(answer.status)
  if (isHtml(answer)) return sendDocument(request, response, await keepable(answer))
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
