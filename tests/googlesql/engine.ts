import type { SqlParameter } from '#app/warehouse/warehouse.ts'
import { openCatalogs } from './catalogs.ts'
import { GoogleSqlError, readableError } from './error.ts'
import { bigqueryLanguage } from './language.ts'
import { applyChanges } from './modify.ts'
import { queue } from './queue.ts'
import { lostConnection, startServer } from './server-process.ts'
import type { Message } from './service.ts'
import type { Table } from './tables.ts'
import { parameterMessage, plainValue, typeMessage, type Value } from './values.ts'

export { googlesqlInstalled } from './installed.ts'

export type Parameters = Readonly<Record<string, SqlParameter>>
export type ResultRow = Record<string, Value>

/** Rows, and each column with its type in the engine's spelling (TYPE_INT64, TYPE_NUMERIC …), in their order. */
export type Answer = { columns: { name: string; kind: string; type: Message }[]; rows: ResultRow[] }

/** A set of tables that the engine holds, and the statements over them. */
export type Session = {
  /** Replaces all tables. Names are `dataset.table`, written in back quotes in SQL, always with an alias. */
  register(tables: readonly Table[]): Promise<void>
  /** Runs one SELECT and answers its columns and rows; throws `GoogleSqlError`. */
  ask(sql: string, parameters?: Parameters): Promise<Answer>
  /** Runs one SELECT. Values are plain JSON by the port's rules; throws `GoogleSqlError`. */
  query(sql: string, parameters?: Parameters): Promise<ResultRow[]>
  /** What GoogleSQL says against a statement of any kind (DDL and DML too); null when it accepts it. */
  analyze(sql: string, parameters?: Parameters): Promise<GoogleSqlError | null>
  /** What the analyser makes of a statement of any kind, as its own resolved tree; throws `GoogleSqlError`. */
  resolve(sql: string, parameters?: Parameters): Promise<Message>
  /** Runs one INSERT, UPDATE or DELETE on the registered rows; answers how many rows it touched. */
  execute(sql: string, parameters?: Parameters): Promise<number>
  /** The rows of a registered table as they are now. */
  rows(table: string): Table['rows']
}

/** Google's analyser and reference implementation, in a process of its own. It answers one call at a time. */
export type Engine = Session & {
  /** Another set of tables in the same process, empty at first. */
  session(): Session
  /** The tables that a statement of any kind reads, each as the parts of its name; they need not be registered. */
  tablesRead(sql: string): Promise<string[][]>
  close(): Promise<void>
}

/** Starts the engine. Throws, with the remedy, when it is not installed. */
export async function startEngine(): Promise<Engine> {
  const server = await startServer()
  const { service } = server
  const language = await bigqueryLanguage(service)
  const oneAtATime = queue()

  const guarded = <T>(sql: string, work: () => Promise<T>): Promise<T> =>
    oneAtATime(async () => {
      try {
        return await work()
      } catch (error) {
        if (error instanceof GoogleSqlError) throw error
        throw readableError(await whyStopped(error), sql)
      }
    })

  const whyStopped = async (error: unknown): Promise<unknown> =>
    lostConnection(error) ? new Error(`the engine stopped: ${await server.ended()}`, { cause: error }) : error

  const options = (which: Message, parameters: Parameters): Message => ({
    language_options: which,
    error_message_mode: 'ERROR_MESSAGE_ONE_LINE',
    default_timezone: 'UTC',
    prune_unused_columns: true,
    query_parameters: Object.entries(parameters).map(([name, { type }]) => ({
      name: name.toLowerCase(),
      type: typeMessage(type),
    })),
  })

  const values = (parameters: Parameters): Message[] =>
    Object.entries(parameters).map(([name, parameter]) => ({
      name: name.toLowerCase(),
      value: parameterMessage(parameter),
    }))

  const session = (): Session => {
    const catalogs = openCatalogs(service, language)

    const ask = (sql: string, parameters: Parameters = {}) =>
      guarded(sql, async () => {
        const analysis = options(language.queries, parameters)
        const answer = await service.call('EvaluateQuery', {
          sql,
          options: analysis,
          params: values(parameters),
          registered_catalog_id: await catalogs.forStatement(sql, analysis),
        })
        return readAnswer(answer)
      })

    const analysed = async (sql: string, parameters: Parameters) => {
      const { resolved_statement } = await service.call('Analyze', {
        sql_statement: sql,
        options: options(language.everything, parameters),
        registered_catalog_id: await catalogs.schemaOnly(),
      })
      return resolved_statement as Message
    }

    return {
      register: (tables) => oneAtATime(() => catalogs.replace(tables)),
      ask,
      query: async (sql, parameters) => (await ask(sql, parameters)).rows,
      analyze: (sql, parameters = {}) =>
        guarded(sql, async () => {
          try {
            await analysed(sql, parameters)
            return null
          } catch (error) {
            if (lostConnection(error)) throw error
            return readableError(error, sql)
          }
        }),
      resolve: (sql, parameters = {}) => guarded(sql, () => analysed(sql, parameters)),
      execute: (sql, parameters = {}) =>
        guarded(sql, async () => {
          const withKeys = !/^\s*insert\b/i.test(sql)
          const { simpleCatalog, encodedFields } = catalogs.whole(withKeys)
          const request = {
            sql,
            // Pruned columns would be written back as nothing: the engine aborts on them.
            options: { ...options(language.everything, parameters), prune_unused_columns: false },
            params: values(parameters),
            simple_catalog: simpleCatalog,
          }
          const answer = await service.call('EvaluateModify', request, encodedFields)
          const { table, touched } = applyChanges(catalogs.table(String(answer.table_name)), answer)
          await catalogs.replace(catalogs.tables().map((old) => (old.name === table.name ? table : old)))
          return touched
        }),
      rows: (name) => catalogs.table(name).rows,
    }
  }

  return {
    ...session(),
    session,
    tablesRead: (sql) =>
      guarded(sql, async () => {
        const request = { sql_statement: sql, options: language.everything }
        const { table_name } = await service.call('ExtractTableNamesFromStatement', request)
        const names = (table_name ?? []) as { table_name_segment: string[] }[]
        return names.map(({ table_name_segment }) => table_name_segment)
      }),
    close: () => server.stop(),
  }
}

function readAnswer(answer: Message): Answer {
  const columns = ((answer.prepared as Message | undefined)?.columns ?? []) as {
    name: string
    type: Message
  }[]
  const names = columns.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`two columns of the answer are called ${twice}: name each with AS`)
  const content = answer.content as { table_data?: { row?: { cell?: Message[] }[] } } | undefined
  const rows = (content?.table_data?.row ?? []).map(({ cell = [] }) =>
    Object.fromEntries(columns.map(({ name, type }, index) => [name, plainValue(type, cell[index] ?? {})])),
  )
  return { columns: columns.map(({ name, type }) => ({ name, kind: String(type.type_kind), type })), rows }
}
