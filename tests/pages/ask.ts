import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

export type Answer = {
  readonly status: number
  readonly type: string
  /** Where a redirection leads; null when it is none. */
  readonly location: string | null
  /** How much was sent, compressed. */
  readonly bytes: number
  readonly text: string
}

/** Asks as a browser does, but for the path, which is sent as written; follows no redirection. */
export function ask(address: string, path: string, accept?: string): Promise<Answer> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': 'br', ...(accept === undefined ? {} : { Accept: accept }) }
    // A connection of its own: one kept open is closed by the server while a test computes for seconds.
    const asked = request({ hostname, port, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const sent = Buffer.concat(chunks)
        const isCompressed = response.headers['content-encoding'] === 'br' && sent.length > 0
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          location: response.headers.location ?? null,
          bytes: sent.length,
          text: (isCompressed ? brotliDecompressSync(sent) : sent).toString(),
        })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
