import type { Scope } from '#app/access/scope.ts'
import { expandPlaceholders, needsScopeParameter } from '#app/warehouse/placeholders.ts'
import { columnsOf, SCHEMA, type Schema } from '#app/warehouse/tables.ts'
import {
  type DatasetInfo,
  type Row,
  type RunOptions,
  type SqlScalar,
  type SqlType,
  type Statement,
  type Warehouse,
  WarehouseError,
} from '#app/warehouse/warehouse.ts'
import type { Answer, Engine } from './engine.ts'
import { GoogleSqlError } from './error.ts'
import type { Table } from './tables.ts'

/** Rows by table of the schema, as a test writes them; tables left out are empty, nullable columns left out are NULL. */
export type RowsByTable = Readonly<Record<string, readonly Readonly<Record<string, SqlScalar>>[]>>

/** The port over Google's engine, so that one contract runs on every adapter. It registers the rows and owns the engine's tables. */
export async function googlesqlWarehouse(
  engine: Engine,
  dataset: DatasetInfo,
  rows: RowsByTable,
  schema: Schema = SCHEMA,
): Promise<Warehouse> {
  await engine.register(Object.entries(rows).map(([name, tableRows]) => tableOf(name, tableRows, schema)))
  const asSent = (statement: Statement, scope: Scope) =>
    expandPlaceholders(statement.sql, scope, (table) => `\`vigie.${table}\``, schema)
  return {
    engine: 'googlesql',
    dataset,
    asSent,
    async run(statement, scope, options = {}) {
      const scoped = scope.kind === 'subsidiaries' && needsScopeParameter(statement.sql, scope, schema)
      const parameters = scoped
        ? { ...statement.parameters, scope: { type: 'STRING[]', value: scope.subsidiaries } as const }
        : statement.parameters
      const answer = await withinDeadline(statement, options, () =>
        engine.ask(asSent(statement, scope), parameters),
      )
      return declaredRows(statement, answer)
    },
    release() {},
  }
}

function tableOf(name: string, rows: RowsByTable[string], schema: Schema): Table {
  const columns = columnsOf(name, schema)
  const absent = Object.fromEntries(
    columns.filter(({ nullable }) => nullable).map((column) => [column.name, null]),
  )
  return { name: `vigie.${name}`, columns, rows: rows.map((row) => ({ ...absent, ...row })) }
}

/** The engine cannot be stopped, so a statement that is late is left to end and its answer thrown away. */
async function withinDeadline(
  { name }: Statement,
  { deadlineMs, signal }: RunOptions,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const late = (why: string) =>
    new WarehouseError('timeout', name, `The statement « ${name} » failed: ${why}`)
  if (signal?.aborted) throw late('aborted before it began')
  const { promise: stopped, reject } = rejectable()
  const timer = deadlineMs === undefined ? null : setTimeout(() => reject(late('deadline')), deadlineMs)
  const abort = () => reject(late('aborted'))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([ask(), stopped])
  } catch (cause) {
    throw cause instanceof WarehouseError ? cause : translate(name, cause)
  } finally {
    if (timer !== null) clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function rejectable(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  return { promise, reject }
}

function translate(statement: string, cause: unknown): WarehouseError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const analysed = cause instanceof GoogleSqlError && cause.line !== null
  const kind = /Table not found/.test(message) ? 'missing-table' : analysed ? 'bad-statement' : 'unavailable'
  return new WarehouseError(kind, statement, `The statement « ${statement} » failed: ${message}`, { cause })
}

const DECIMALS = ['TYPE_NUMERIC', 'TYPE_BIGNUMERIC', 'TYPE_INT64']
const FITTING: Record<SqlType, readonly string[]> = {
  STRING: ['TYPE_STRING'],
  INT64: ['TYPE_INT64'],
  'DECIMAL(18,6)': DECIMALS,
  BIGNUMERIC: DECIMALS,
  DATE: ['TYPE_DATE'],
  BOOL: ['TYPE_BOOL'],
  FLOAT64: ['TYPE_DOUBLE'],
  TIMESTAMP: ['TYPE_TIMESTAMP'],
}

function declaredRows({ name: statement, columns }: Statement, answer: Answer): Row[] {
  const declared = Object.entries(columns)
  for (const [name, type] of declared) {
    const kind = answer.columns.find((column) => column.name === name)?.kind
    if (kind !== undefined && FITTING[type].includes(kind)) continue
    const found = kind === undefined ? 'does not have it' : `has ${kind}`
    throw new WarehouseError(
      'bad-row',
      statement,
      `The statement « ${statement} » declares « ${name} » as ${type}, and its answer ${found}.`,
    )
  }
  return answer.rows.map((row) =>
    Object.fromEntries(declared.map(([name, type]) => [name, fitted(statement, name, type, row[name])])),
  )
}

function fitted(statement: string, column: string, type: SqlType, value: unknown): SqlScalar {
  if (value === null) return null
  if (type === 'FLOAT64' && !Number.isFinite(value)) {
    throw new WarehouseError(
      'bad-row',
      statement,
      `The statement « ${statement} » answers « ${String(value)} » in column « ${column} », which is declared FLOAT64.`,
    )
  }
  return FITTING[type] === DECIMALS ? String(value) : (value as SqlScalar)
}
