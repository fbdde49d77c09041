import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import type { Scope } from '#app/access/scope.ts'
import { bindParameter, decodeRow } from '#app/warehouse/duckdb-values.server.ts'
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
    ...(threads === undefined ? {} : { threads: String(threads) }),
  }).catch((cause: unknown) => {
    throw new WarehouseError(
      'unavailable',
      'open',
      `The data file ${file} cannot be opened: ${messageOf(cause)}. Remove the data set's folder and start again, or restore it from a copy.`,
      { cause },
    )
  })
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => instance.connect()))
  const idle = [...connections]
  const waiting: ((connection: DuckDBConnection) => void)[] = []
  const take = async () =>
    idle.pop() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)))
  const give = (connection: DuckDBConnection) => {
    const next = waiting.shift()
    if (next === undefined) idle.push(connection)
    else next(connection)
  }
  return {
    asSent,
    async run(statement, scope, options = {}) {
      const connection = await take()
      try {
        return await runOn(connection, statement, scope, options)
      } finally {
        give(connection)
      }
    },
    close() {
      for (const connection of connections) connection.closeSync()
      instance.closeSync()
    },
  }
}

function asSent(statement: Statement, scope: Scope): string {
  return expandPlaceholders(statement.sql, scope, (table) => `main.${table}`)
}

async function runOn(
  connection: DuckDBConnection,
  statement: Statement,
  scope: Scope,
  options: RunOptions,
): Promise<readonly Row[]> {
  const { values, types } = bind(statement, scope)
  let stopped: 'deadline' | 'aborted' | null = null
  const stop = (why: 'deadline' | 'aborted') => {
    stopped = why
    connection.interrupt()
  }
  const timer = setTimeout(() => stop('deadline'), options.deadlineMs ?? DEFAULT_DEADLINE_MS)
  const abort = () => stop('aborted')
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    if (options.signal?.aborted) throw new Error('aborted before it began')
    const reader = await connection.runAndReadAll(
      asSent(statement, scope).replaceAll(/@([a-z_][a-z0-9_]*)/g, '$$$1'),
      values,
      types,
    )
    return reader.getRowObjects().map((row) => decodeRow(statement.name, row, statement.columns))
  } catch (cause) {
    if (cause instanceof WarehouseError) throw cause
    throw translate(statement, cause, stopped)
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', abort)
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

function translate(
  statement: Statement,
  cause: unknown,
  stopped: 'deadline' | 'aborted' | null,
): WarehouseError {
  const message = messageOf(cause)
  const kind: WarehouseErrorKind =
    stopped !== null
      ? 'timeout'
      : /Catalog Error/.test(message)
        ? 'missing-table'
        : /(Parser|Binder) Error/.test(message)
          ? 'bad-statement'
          : 'unavailable'
  return new WarehouseError(kind, statement.name, `The statement « ${statement.name} » failed: ${message}`, {
    cause,
  })
}
