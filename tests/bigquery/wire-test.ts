import { BigQuery } from '@google-cloud/bigquery'
import { PassThroughClient } from 'google-auth-library'
import { startWireServer, type WireServer } from '#tests/bigquery/wire-server.ts'
import type { Engine } from '#tests/googlesql/engine.ts'

/** Runs a body against a server of its own, with the official client pointed at it. */
export async function withWire(
  engine: Engine | undefined,
  body: (server: WireServer, client: BigQuery) => Promise<void>,
): Promise<void> {
  const server = await startWireServer(engine === undefined ? {} : { engine })
  const authClient = new PassThroughClient()
  const client = new BigQuery({ projectId: 'p', apiEndpoint: server.url, authClient })
  try {
    await body(server, client)
  } finally {
    await server.close()
  }
}

/** One request without the official client: its status, headers and JSON body. */
export async function call(server: WireServer, method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.url}/bigquery/v2/projects/p${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
