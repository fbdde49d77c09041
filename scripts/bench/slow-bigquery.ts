import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { groupScope } from '#app/access/scope.ts'
import { buildDigest } from '#app/imports/bigquery-writer.server.ts'
import type { PageStatements } from '#app/server/page-statements.server.ts'
import { asSent } from '#app/warehouse/bigquery/statement-text.ts'
import type { QueryParameter } from '#app/warehouse/bigquery/values.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import type { Row, RowSchema, SqlParameter, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

export const PROJECT = 'my-group'
export const DATASET = 'vigie'
export const LOCATION = 'EU'

/** One query of a page: when it arrived, how long it took to its last byte, in milliseconds. */
export type SlowQuery = { readonly at: number; readonly ms: number }

export type SlowBigQuery = {
  readonly url: string
  /** Queries of pages since the last call. @throws what a query failed on */
  taken(): readonly SlowQuery[]
  /** How long each query takes from now on, in milliseconds. */
  takes(ms: number): void
  close(): void
}

/** Answers the statements of the demonstration's pages from the embedded tables, each after the time it is told. */
export async function startSlowBigQuery(
  embedded: Warehouse,
  manifest: Manifest,
  pages: readonly PageStatements[],
): Promise<SlowBigQuery> {
  let failure: Error | null = null
  let takenMs = 0
  const place = { project: PROJECT, dataset: DATASET }
  const known = new Map<string, Statement>()
  for (const statement of pages.flatMap(({ statements }) => statements))
    known.set(asSent(place, manifest.version, statement, groupScope()), statement)
  let queries: SlowQuery[] = []

  const version = (): object => {
    const text = JSON.stringify({ ...manifest, serve: { ...manifest.serve, digest: buildDigest() } })
    const cells = {
      version: manifest.version,
      published_at: manifest.asOf,
      source: 'demo',
      row_count: 1,
      checks_failed: 0,
      manifest: text,
    }
    const columns: RowSchema = {
      version: 'STRING',
      published_at: 'STRING',
      source: 'STRING',
      row_count: 'INT64',
      checks_failed: 'INT64',
      manifest: 'STRING',
    }
    return answerOf(columns, [cells])
  }
  const query = async (body: Asked, onSent: (note: () => void) => void): Promise<object> => {
    if (body.query.includes('.data_version`')) return version()
    const statement = known.get(body.query)
    if (statement === undefined)
      throw new Error(`a statement that no page of the demonstration sends:\n${body.query}`)
    const at = performance.now()
    onSent(() => queries.push({ at, ms: performance.now() - at }))
    const parameters = Object.fromEntries(
      (body.queryParameters ?? []).map((one) => [one.name, parameterOf(statement, one)]),
    )
    const [rows] = await Promise.all([
      embedded.run({ ...statement, parameters }, groupScope()),
      wait(takenMs),
    ])
    return answerOf(statement.columns, rows)
  }
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method === 'GET') return { labels: { served: manifest.version }, etag: '1' }
      return await query(JSON.parse(await bodyOf(request)) as Asked, (note) => response.once('finish', note))
    }
    answer().then(
      (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
      (error: Error) => {
        failure ??= error
        response
          .writeHead(400)
          .end(JSON.stringify({ error: { message: error.message, errors: [{ reason: 'invalidQuery' }] } }))
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      // A page that lacks an answer is faster than one that has it.
      if (failure !== null) throw failure
      const taken = queries
      queries = []
      return taken
    },
    takes(ms) {
      takenMs = ms
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Asked = { readonly query: string; readonly queryParameters?: readonly QueryParameter[] }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function parameterOf(statement: Statement, { name, parameterValue }: QueryParameter): SqlParameter {
  const declared = statement.parameters[name]
  if (declared === undefined) throw new Error(`${statement.name} has no parameter ${name}`)
  const value =
    'arrayValues' in parameterValue
      ? parameterValue.arrayValues.map((one) => one.value)
      : parameterValue.value
  return { ...declared, value } as SqlParameter
}

const ANSWERED: Readonly<Record<string, string>> = {
  INT64: 'INTEGER',
  'DECIMAL(18,6)': 'NUMERIC',
  FLOAT64: 'FLOAT',
  BOOL: 'BOOLEAN',
}

function answerOf(columns: RowSchema, rows: readonly Row[]): object {
  const names = Object.keys(columns)
  const fields = names.map((name) => ({ name, type: ANSWERED[columns[name] ?? ''] ?? columns[name] }))
  return {
    jobComplete: true,
    jobReference: { projectId: PROJECT, jobId: 'job', location: LOCATION },
    schema: { fields },
    totalRows: String(rows.length),
    totalBytesProcessed: '0',
    rows: rows.map((row) => ({
      f: names.map((name) => ({ v: row[name] == null ? null : String(row[name]) })),
    })),
  }
}
