import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { type Query, type QueryAnswer, runQuery } from '#app/warehouse/bigquery/query.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import type { WireRequest } from '#tests/bigquery/messages.ts'
import { startWireServer, type WireServer } from '#tests/bigquery/wire-server.ts'
import type { Engine } from '#tests/googlesql/engine.ts'

/** Our client's settings for a wire server, whose data sets lie in US unless a test makes one elsewhere. */
export function wireSettings(server: WireServer, more: Partial<BigQuerySettings> = {}): BigQuerySettings {
  return {
    project: 'a-group',
    dataset: 'vigie',
    location: 'US',
    universe: null,
    endpoint: server.url,
    maxBytes: 100 * 1024 * 1024,
    ...more,
  }
}

/** Runs a body against a server of its own, with our client pointed at it. */
export async function withAdapter(
  body: (client: BigQueryClient, server: WireServer) => Promise<void>,
  { engine, ...more }: Partial<BigQuerySettings> & { readonly engine?: Engine } = {},
): Promise<void> {
  const server = await startWireServer(engine === undefined ? {} : { engine })
  try {
    await body(new BigQueryClient(wireSettings(server, more)), server)
  } finally {
    await server.close()
  }
}

export const NUMBERS: Query = {
  name: 'test.numbers',
  sql: 'SELECT n, name FROM numbers',
  parameters: {},
  columns: { n: 'INT64', name: 'STRING' },
  tables: 1,
  labels: { query: 'test_numbers', page: 'test', data_version: 'abc' },
}

export const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ n, name: `row ${n}` }))

/** Lets the server answer NUMBERS with so many rows. */
export function answerNumbers(server: WireServer, count = 3): void {
  const columns = [
    { name: 'n', type: 'INT64' },
    { name: 'name', type: 'STRING' },
  ]
  server.answer(/numbers/, { columns, rows: numbered(count) })
}

/** Runs a query with a deadline in milliseconds. */
export async function ask(
  client: BigQueryClient,
  more: Partial<Query> = {},
  { deadlineMs = 15_000, signal }: { deadlineMs?: number; signal?: AbortSignal } = {},
): Promise<QueryAnswer> {
  return await runQuery(client, { ...NUMBERS, ...more }, { until: performance.now() + deadlineMs, signal })
}

export const isQuery = ({ method, path }: WireRequest) => method === 'POST' && path.endsWith('/queries')
export const isPage = ({ method, path }: WireRequest) => method === 'GET' && path.includes('/queries/')
export const isCancel = ({ path }: WireRequest) => path.endsWith('/cancel')
