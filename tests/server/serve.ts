import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type AppParts, createApp } from '#app/server/app.ts'
import { answerMalformed } from '#app/server/connections.ts'
import { createLog, type Log } from '#app/server/request-log.ts'
import type { WarehouseDoor } from '#app/warehouse/warehouse.ts'

/** A door that only counts: the pages of these tests read no figure. `version` may change between documents. */
export function countingDoor() {
  const seen = { pinned: 0, released: 0, version: 'v1' }
  const door: WarehouseDoor = {
    async pin() {
      seen.pinned += 1
      return {
        engine: 'duckdb',
        dataset: {
          name: 'demo',
          version: seen.version,
          asOf: '2026-08-16',
          firstMonth: '2023-07',
          lastMonth: '2026-08',
          fiscalStart: 1,
          groupName: null,
        },
        run: () => Promise.reject(new Error('these pages read no figure')),
        asSent: () => '',
        release() {
          seen.released += 1
        },
      }
    },
    close: async () => undefined,
  }
  return { door, seen }
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

type Asked = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string }

function decode(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'br') return brotliDecompressSync(body).toString()
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString()
}

/** Asks as a browser does; unlike fetch, sends any header and follows no redirection. */
export function ask(address: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<Answer>((resolve, reject) => {
    // The path is sent as written: URL would mend the malformed ones.
    const { hostname, port } = new URL(address)
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: decode(Buffer.concat(chunks), response.headers['content-encoding']),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** The whole application on a free port of this machine, until the test that `onTestFinished` belongs to ends. */
export async function serveApp(
  onTestFinished: (close: () => void) => void,
  parts: Pick<AppParts, 'build'> & Partial<AppParts>,
) {
  const { door, seen } = countingDoor()
  const lines: string[] = []
  const log: Log = createLog(
    'json',
    (line) => lines.push(line),
    (text) => lines.push(text),
  )
  const app = createApp({
    env: { dataDir: 'tests/no-data', documentCache: true, log: 'json', mode: 'test', pageDeadlineMs: 2500 },
    door,
    identity: 'demo',
    dataset: 'demo',
    log,
    ...parts,
  })
  const server = createServer(app)
  server.on('clientError', answerMalformed)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    server,
    seen,
    lines,
    ask: (path: string, asked?: Asked) => ask(address, path, asked),
  }
}
