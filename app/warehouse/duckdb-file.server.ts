import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { Scope } from '#app/access/scope.ts'
import { bindParameter, decodeRows } from '#app/warehouse/duckdb-values.server.ts'
import { expandPlaceholders, needsScopeParameter } from '#app/warehouse/placeholders.ts'
import {
  type Row,
  type RunOptions,
  type SqlParameter,
  type Statement,
  WarehouseError,
  type WarehouseErrorKind,
} from '#app/warehouse/warehouse.ts'

/** GoogleSQL's order of NULLs, which can only be set when the instance is created. */
export const DUCKDB_SETTINGS = { default_null_order: 'NULLS_FIRST_ON_ASC_LAST_ON_DESC' } as const

/** BigQuery's money type under its own name; needed in every file before the schema's tables. */
export const CREATE_BIGNUMERIC = 'CREATE TYPE BIGNUMERIC AS DECIMAL(38,18)'

/** Throughput stops growing at about four connections. */
const CONNECTIONS = 4
const DEFAULT_DEADLINE_MS = 20_000

/** A serve file opened read-only, with a small pool of connections. */
export type OpenFile = {
  run(statement: Statement, scope: Scope, options?: RunOptions): Promise<readonly Row[]>
  asSent(statement: Statement, scope: Scope): string
  close(): void
}

/** Opens a serve file; throws a WarehouseError « unavailable » that names the file when it cannot. */
export async function openDuckdbFile(file: string, threads?: number): Promise<OpenFile> {
  const instance = await DuckDBInstance.create(file, {
    ...DUCKDB_SETTINGS,
    access_mode: 'READ_ONLY',
    // What a statement adds up side by side may then end in any order.
    preserve_insertion_order: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  }).catch((cause: unknown) => {
    throw new WarehouseError(
      'unavailable',
      'open',
      `The data file ${file} cannot be opened: ${messageOf(cause)}. Remove the data set's folder and start again, or restore it from a copy.`,
      { cause },
    )
  })
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => preparing(await instance.connect())),
  )
  const idle = [...connections]
  const waiting: ((connection: Preparing) => void)[] = []
  const take = async () => idle.pop() ?? (await new Promise<Preparing>((resolve) => waiting.push(resolve)))
  const give = (connection: Preparing) => {
    const next = waiting.shift()
    if (next === undefined) idle.push(connection)
    else next(connection)
  }
  return {
    asSent,
    run(statement, scope, options = {}) {
      const stop = stopper(statement, options)
      const answered = (async () => {
        const connection = await take()
        try {
          return await runOn(connection, statement, scope, stop)
        } finally {
          stop.clear()
          give(connection)
        }
      })()
      return Promise.race([answered, stop.reached])
    },
    close() {
      for (const each of connections) each.close()
      instance.closeSync()
    },
  }
}

/** A connection that keeps the statements it has planned: planning one of many sums takes as long as running it. */
type Preparing = {
  readonly connection: DuckDBConnection
  prepare(sql: string): Promise<DuckDBPreparedStatement>
  /** Forgets a statement that failed. */
  forget(sql: string): void
  close(): void
}

const MOST_PREPARED = 64

function preparing(connection: DuckDBConnection): Preparing {
  const kept = new Map<string, DuckDBPreparedStatement>()
  const forget = (sql: string) => {
    kept.get(sql)?.destroySync()
    kept.delete(sql)
  }
  return {
    connection,
    async prepare(sql) {
      const known = kept.get(sql)
      const prepared = known ?? (await connection.prepare(sql))
      kept.delete(sql)
      kept.set(sql, prepared)
      const [oldest] = kept.keys()
      if (kept.size > MOST_PREPARED && oldest !== undefined) forget(oldest)
      return prepared
    },
    forget,
    close() {
      for (const sql of [...kept.keys()]) forget(sql)
      connection.closeSync()
    },
  }
}

function asSent(statement: Statement, scope: Scope): string {
  return expandPlaceholders(statement.sql, scope, (table) => `main.${table}`)
}

/** The deadline and the abort of one run: the caller hears at once, the connection is interrupted behind it. */
type Stopper = {
  readonly reached: Promise<never>
  /** Interrupts this connection when the time comes, until the statement has really ended. */
  watch(connection: DuckDBConnection): void
  throwIfReached(): void
  clear(): void
}

/** An interrupt that arrives before the statement has begun is lost: it is sent again until it takes. */
const INTERRUPT_AGAIN_MS = 50

function stopper(statement: Statement, { deadlineMs = DEFAULT_DEADLINE_MS, signal }: RunOptions): Stopper {
  let error: WarehouseError | null = null
  let watched: DuckDBConnection | null = null
  let again: ReturnType<typeof setInterval> | undefined
  let reject: (error: WarehouseError) => void = () => undefined
  const reached = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  // Whoever raced it has its answer; nobody else waits for it.
  reached.catch(() => undefined)
  const stop = (why: string) => {
    error = new WarehouseError('timeout', statement.name, `The statement « ${statement.name} » ${why}.`)
    reject(error)
    again = setInterval(() => watched?.interrupt(), INTERRUPT_AGAIN_MS)
    watched?.interrupt()
  }
  const timer = setTimeout(() => stop(`took longer than ${deadlineMs} ms`), deadlineMs)
  const abort = () => stop('was given up by its reader')
  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  return {
    reached,
    watch(connection) {
      watched = connection
    },
    throwIfReached() {
      if (error !== null) throw error
    },
    clear() {
      clearTimeout(timer)
      clearInterval(again)
      signal?.removeEventListener('abort', abort)
    },
  }
}

async function runOn(
  { connection, prepare, forget }: Preparing,
  statement: Statement,
  scope: Scope,
  stop: Stopper,
): Promise<readonly Row[]> {
  stop.throwIfReached()
  const { values, types } = bind(statement, scope)
  stop.watch(connection)
  const sql = asSent(statement, scope).replaceAll(/@([a-z_][a-z0-9_]*)/g, '$$$1')
  try {
    const prepared = await prepare(sql)
    prepared.bind(values, types)
    return decodeRows(statement.name, await prepared.runAndReadAll(), statement.columns)
  } catch (cause) {
    forget(sql)
    stop.throwIfReached()
    throw cause instanceof WarehouseError ? cause : translate(statement, cause)
  }
}

function bind(statement: Statement, scope: Scope) {
  const parameters: Record<string, SqlParameter> = { ...statement.parameters }
  if (scope.kind === 'subsidiaries' && needsScopeParameter(statement.sql, scope))
    parameters.scope = { type: 'STRING[]', value: scope.subsidiaries }
  const values: Record<string, DuckDBValue> = {}
  const types: Record<string, DuckDBType> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    const bound = bindParameter(parameter)
    values[name] = bound.value
    types[name] = bound.type
  }
  return { values, types }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function translate(statement: Statement, cause: unknown): WarehouseError {
  const message = messageOf(cause)
  const kind: WarehouseErrorKind = /Catalog Error/.test(message)
    ? 'missing-table'
    : /(Parser|Binder) Error/.test(message)
      ? 'bad-statement'
      : /(Out of Range|Conversion) Error/.test(message)
        ? 'bad-row'
        : 'unavailable'
  return new WarehouseError(kind, statement.name, `The statement « ${statement.name} » failed: ${message}`, {
    cause,
  })
}
