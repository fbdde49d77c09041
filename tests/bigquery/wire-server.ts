import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Engine } from '#tests/googlesql/engine.ts'
import { type PlainRow, readRow } from './cells.ts'
import { DEFAULT_LOCATION, datasetRoutes } from './datasets.ts'
import { openEngineTables } from './engine-tables.ts'
import { type Fault, type FaultMatch, openFaults } from './faults.ts'
import { readFields } from './fields.ts'
import { jobRoutes, jobStarter } from './job-methods.ts'
import { asWireError, openJobs } from './jobs.ts'
import type { WireAnswer, WireRequest } from './messages.ts'
import { openQueries } from './queries.ts'
import { queryRoutes } from './query-methods.ts'
import { receive } from './receiving.ts'
import { findRoute } from './routing.ts'
import { answerInstead, errorAnswer, send } from './sending.ts'
import { type Content, type Json, openStore } from './store.ts'
import { tableRoutes } from './table-methods.ts'
import { uploadRoutes } from './uploads.ts'

/** A column as a test writes it: a name and a type, the rest as in BigQuery's schemas. */
export type WireColumn = { readonly name: string; readonly type: string; readonly mode?: string } & Json

/** A row as a test writes it, by the names of its columns; absent ones are NULL. */
export type WireRow = Readonly<Record<string, unknown>>

export type WireServer = {
  /** Where it listens; the official client takes it as `apiEndpoint`. */
  readonly url: string
  /** All that arrived, in its order. */
  readonly requests: readonly WireRequest[]
  /** Puts a table with its rows there, in place of what has its name; its data set is made when it is missing. */
  putTable(
    project: string,
    dataset: string,
    table: string,
    columns: readonly WireColumn[],
    rows: readonly WireRow[],
  ): void
  /** The rows of a table as they are now. */
  rows(project: string, dataset: string, table: string): readonly PlainRow[]
  /** Answers the statements that match with these rows, whatever the tables are. */
  answer(
    sql: RegExp,
    content: { readonly columns: readonly WireColumn[]; readonly rows: readonly WireRow[] },
  ): void
  /** Lets a fault befall the requests that match; the answer takes it away. */
  fault(fault: Fault, match?: FaultMatch): () => void
  close(): Promise<void>
}

/**
 * Starts a local server that speaks the BigQuery REST methods the app uses. Statements are answered by Google's engine
 * when one is given, which stays the caller's to close; without it only canned answers are.
 */
export async function startWireServer({ engine }: { readonly engine?: Engine } = {}): Promise<WireServer> {
  const store = openStore()
  const jobs = openJobs()
  const faults = openFaults()
  const queries = openQueries(store, engine === undefined ? null : openEngineTables(engine))
  const starter = jobStarter(store, jobs, queries)
  const requests: WireRequest[] = []
  const routes = [
    ...datasetRoutes(store),
    ...tableRoutes(store),
    ...queryRoutes(jobs, queries),
    ...jobRoutes(jobs, starter),
    ...uploadRoutes(() => url, starter),
  ]

  async function answerTo(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { request, bytes } = await receive(incoming)
    requests.push(request)
    const befalling = faults.take(request)
    const instead = answerInstead(befalling)
    if (instead === 'silence') return
    const answer = instead ?? (await handled(request, bytes, befalling))
    send(response, answer, befalling)
  }

  async function handled(
    request: WireRequest,
    bytes: Buffer,
    befalling: readonly Fault[],
  ): Promise<WireAnswer> {
    try {
      const { route, part } = findRoute(routes, request)
      return await route.handle({ request, part, bytes, faults: befalling })
    } catch (error) {
      return errorAnswer(asWireError(error))
    }
  }

  const server = createServer((incoming, response) => {
    answerTo(incoming, response).catch((error) => {
      // A client that leaves in the middle of its request gets no answer.
      if (!incoming.destroyed || incoming.complete) send(response, errorAnswer(asWireError(error)), [])
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    requests,
    putTable(project, dataset, table, columns, rows) {
      if (!store.datasets(project).some(({ id }) => id === dataset))
        store.createDataset(project, dataset, DEFAULT_LOCATION, {})
      const name = { project, dataset, table }
      if (store.findTable(name) !== null) store.deleteTable(name)
      store.createTable(name, {}, readContent(columns, rows))
    },
    rows: (project, dataset, table) => store.table({ project, dataset, table }).content.rows,
    answer: (sql, { columns, rows }) => queries.answer(sql, readContent(columns, rows)),
    fault: (fault, match = {}) => faults.add(fault, match),
    async close() {
      jobs.stopAll()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function readContent(columns: readonly WireColumn[], rows: readonly WireRow[]): Content {
  const fields = readFields({ fields: columns })
  return { fields, rows: rows.map((row) => readRow(fields, row)) }
}
