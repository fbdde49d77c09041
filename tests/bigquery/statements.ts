import type { Answer, Parameters } from '#tests/googlesql/engine.ts'
import type { Message } from '#tests/googlesql/service.ts'
import { type PlainRow, readCell } from './cells.ts'
import { type Definition, readDefinition } from './create-table.ts'
import { DEFAULT_LOCATION } from './datasets.ts'
import type { EngineTables, NamedContent } from './engine-tables.ts'
import { type Field, fieldOfType } from './fields.ts'
import { firstWord, splitCreate } from './statement-text.ts'
import {
  type Content,
  contentBytes,
  type Json,
  revise,
  type Store,
  type StoredTable,
  type TableName,
  tableReference,
  tableText,
} from './store.ts'
import { duplicate, invalid, notFound, notImplemented, WireError } from './wire-error.ts'

/** BigQuery bills at least this much for every table that a query reads. */
const BYTES_PER_TABLE = 10 * 1024 * 1024

export type StatementRequest = {
  readonly sql: string
  readonly parameters: Parameters
  readonly location: string | undefined
  readonly maximumBytesBilled: string | undefined
}

/** A statement that may run: what it costs is known, and refused where it is too much. */
export type Prepared = {
  readonly location: string
  /** What the job's statistics say of it. */
  readonly statistics: Json
  /** Changes whenever the same text would not give the same rows; null when it is never answered from the cache. */
  readonly cacheKey: readonly unknown[] | null
  /** Its columns without running it, as a dry run answers them. */
  describe(): Promise<readonly Field[]>
  run(): Promise<Content>
}

const DML = ['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'TRUNCATE']
const NOTHING: Content = { fields: [], rows: [] }

/** Prepares a statement over the store's tables: SELECT, CREATE TABLE and DROP TABLE, as the free sandbox allows. */
export async function prepare(
  store: Store,
  engine: EngineTables,
  request: StatementRequest,
): Promise<Prepared> {
  const word = firstWord(request.sql)
  if (DML.includes(word))
    throw new WireError(
      403,
      'billingNotEnabled',
      'Billing has not been enabled for this project. DML queries are not allowed in the free tier.',
    )
  if (word === 'DROP') return dropTable(store, engine, request)
  if (!['SELECT', 'WITH', 'CREATE'].includes(word)) throw notImplemented(`${word} statements`)
  const read = await readingOf(store, engine, request)
  return word === 'CREATE' ? create(store, engine, request, read) : select(engine, request, read)
}

/** What a statement reads. */
type Reading = {
  readonly tables: NamedContent
  readonly names: readonly TableName[]
  readonly location: string
  readonly costs: Json
}

async function readingOf(store: Store, engine: EngineTables, request: StatementRequest): Promise<Reading> {
  const paths = await engine.tablesRead(request.sql)
  const found = paths.map((path) => [path.join('.'), store.table(readPath(path))] as const)
  const names = found.map(([, { name }]) => name)
  const location = commonLocation(store, names, request.location)
  const billed = names.length * BYTES_PER_TABLE
  const { maximumBytesBilled: most } = request
  if (most !== undefined && billed > Number(most))
    throw new WireError(
      500,
      'bytesBilledLimitExceeded',
      `Query exceeded limit for bytes billed: ${most}. ${billed} or higher required.`,
    )
  return {
    tables: new Map(found.map(([name, { content }]) => [name, content])),
    names,
    location,
    costs: {
      totalBytesProcessed: String(found.reduce((sum, [, { content }]) => sum + contentBytes(content), 0)),
      totalBytesBilled: String(billed),
      referencedTables: names.map(tableReference),
    },
  }
}

function select(
  engine: EngineTables,
  { sql, parameters }: StatementRequest,
  { tables, location, costs }: Reading,
): Prepared {
  return {
    location,
    statistics: { ...costs, statementType: 'SELECT' },
    cacheKey: [sql, JSON.stringify(parameters), ...tables.values()],
    describe: async () => selectedFields(await engine.resolve(tables, sql, parameters)),
    run: async () => readAnswer(await engine.ask(tables, sql, parameters)),
  }
}

async function create(
  store: Store,
  engine: EngineTables,
  { sql, parameters, location }: StatementRequest,
  { tables, names, costs }: Reading,
): Promise<Prepared> {
  const { head, query } = splitCreate(sql)
  const definition = readDefinition(await engine.resolve(tables, sql, parameters), head)
  const target = readPath(definition.path)
  return {
    location: commonLocation(store, [target, ...names], location),
    statistics: {
      ...costs,
      statementType: query === null ? 'CREATE_TABLE' : 'CREATE_TABLE_AS_SELECT',
      ddlTargetTable: tableReference(target),
      ddlOperationPerformed: creation(store, target, definition),
    },
    cacheKey: null,
    describe: async () => definition.fields,
    async run() {
      if (creation(store, target, definition) === 'SKIP') return NOTHING
      const answer = query === null ? null : await engine.ask(tables, query, parameters)
      createTable(store, target, definition, answer)
      return NOTHING
    },
  }
}

/** A table's name in SQL: one name in back quotes with its project and data set. */
function readPath(path: readonly string[]): TableName {
  const [, project, dataset, table] = /^(.+)\.(\w+)\.([\w-]+)$/.exec(path.join('.')) ?? []
  if (project === undefined || dataset === undefined || table === undefined)
    throw invalid(`Table "${path.join('.')}" must be qualified with a dataset (e.g. dataset.table).`)
  if (path.length > 1)
    throw notImplemented('a table written as several names: put one pair of back quotes around them')
  return { project, dataset, table }
}

/** Where the statement runs: where its tables lie. Throws 404 when they lie elsewhere, as BigQuery does. */
function commonLocation(store: Store, names: readonly TableName[], asked: string | undefined): string {
  const datasets = names.map(({ project, dataset }) => store.dataset(project, dataset))
  const location = asked ?? datasets[0]?.location ?? DEFAULT_LOCATION
  const away = datasets.find((dataset) => dataset.location.toUpperCase() !== location.toUpperCase())
  if (away !== undefined)
    throw notFound(`Dataset ${away.project}:${away.id} was not found in location ${location}`)
  return location
}

function selectedFields(resolved: Message): readonly Field[] {
  const { output_column_list: columns } = resolved.resolved_query_stmt_node as {
    output_column_list: { name: string; column: { type: Message } }[]
  }
  return columns.map(({ name, column }) => fieldOfType(name, column.type))
}

function readAnswer({ columns, rows }: Answer): Content {
  return {
    fields: columns.map(({ name, type }) => fieldOfType(name, type)),
    rows: rows as readonly PlainRow[],
  }
}

async function dropTable(
  store: Store,
  engine: EngineTables,
  { sql, parameters, location }: StatementRequest,
): Promise<Prepared> {
  const { resolved_drop_stmt_node: drop } = (await engine.resolve(new Map(), sql, parameters)) as {
    resolved_drop_stmt_node?: { object_type: string; is_if_exists: boolean; name_path: string[] }
  }
  if (drop?.object_type !== 'TABLE') throw notImplemented('DROP of anything but a table')
  const target = readPath(drop.name_path)
  return {
    location: commonLocation(store, [target], location),
    statistics: {
      statementType: 'DROP_TABLE',
      totalBytesProcessed: '0',
      totalBytesBilled: '0',
      ddlTargetTable: tableReference(target),
      ddlOperationPerformed: store.findTable(target) === null ? 'SKIP' : 'DROP',
    },
    cacheKey: null,
    describe: async () => [],
    async run() {
      if (store.findTable(target) !== null || !drop.is_if_exists) store.deleteTable(target)
      return NOTHING
    },
  }
}

function creation(store: Store, target: TableName, { mode }: Definition): 'CREATE' | 'REPLACE' | 'SKIP' {
  if (store.findTable(target) === null) return 'CREATE'
  if (mode === 'CREATE_DEFAULT') throw duplicate(`Table ${tableText(target)}`)
  return mode === 'CREATE_OR_REPLACE' ? 'REPLACE' : 'SKIP'
}

function createTable(
  store: Store,
  target: TableName,
  { fields, settings }: Definition,
  answer: Answer | null,
): void {
  const rows = (answer?.rows ?? []).map((row) => declaredRow(fields, answer?.columns ?? [], row))
  const old: StoredTable | null = store.findTable(target)
  if (old === null) {
    store.createTable(target, settings, { fields, rows })
    return
  }
  old.settings = settings
  old.content = { fields, rows }
  revise(old)
}

/** A row of the query under the declared columns, which take its values by their place. */
function declaredRow(fields: readonly Field[], columns: Answer['columns'], row: Json): PlainRow {
  try {
    return Object.fromEntries(
      fields.map((field, index) => [field.name, readCell(field, row[columns[index]?.name ?? ''])]),
    )
  } catch (error) {
    if (error instanceof RangeError) throw new WireError(400, 'invalidQuery', error.message)
    throw error
  }
}
