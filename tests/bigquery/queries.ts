import { DEFAULT_LOCATION } from './datasets.ts'
import type { EngineTables } from './engine-tables.ts'
import type { Field } from './fields.ts'
import type { Outcome } from './jobs.ts'
import { readParameters } from './parameters.ts'
import { type Prepared, prepare } from './statements.ts'
import type { Content, Json, Store } from './store.ts'
import { invalid, notImplemented } from './wire-error.ts'

/** What both jobs.query and jobs.insert say of a query. */
export type QueryConfiguration = {
  readonly query?: string
  readonly useLegacySql?: boolean
  readonly parameterMode?: string
  readonly queryParameters?: unknown
  readonly maximumBytesBilled?: string
  readonly useQueryCache?: boolean
}

/** A query that may run. */
export type PreparedQuery = {
  readonly location: string
  dryRun(): Promise<{ readonly fields: readonly Field[]; readonly statistics: Json }>
  run(): Promise<Outcome>
}

export type Queries = {
  prepare(configuration: QueryConfiguration, location: string | undefined): Promise<PreparedQuery>
  /** Answers the statements that match with these rows, whatever the tables are. */
  answer(sql: RegExp, content: Content): void
}

/** Prepares queries: canned answers first, then the engine; what was asked before comes from the cache. */
export function openQueries(store: Store, engine: EngineTables | null): Queries {
  const canned: { readonly sql: RegExp; readonly content: Content }[] = []
  const cache: { readonly key: readonly unknown[]; readonly answer: Content }[] = []

  const cached = (key: readonly unknown[] | null) =>
    cache.find((entry) => entry.key.length === key?.length && entry.key.every((part, at) => part === key[at]))

  async function preparedOf(
    sql: string,
    configuration: QueryConfiguration,
    location: string | undefined,
  ): Promise<Prepared> {
    const found = canned.find((each) => each.sql.test(sql))
    if (found !== undefined) return cannedStatement(found.content, location)
    if (engine === null)
      throw notImplemented(`this statement, without the engine and without a canned answer: ${sql}`)
    const { maximumBytesBilled } = configuration
    const parameters = readParameters(configuration)
    return prepare(store, engine, { sql, parameters, location, maximumBytesBilled })
  }

  return {
    answer(sql, content) {
      canned.unshift({ sql, content })
    },
    async prepare(configuration, location) {
      const { query = '', useLegacySql = true, useQueryCache = true } = configuration
      if (query.trim() === '') throw invalid('Required parameter is missing: query')
      if (useLegacySql) throw notImplemented('legacy SQL, which is what useLegacySql means when it is absent')
      const prepared = await preparedOf(query, configuration, location)
      return {
        location: prepared.location,
        dryRun: async () => ({
          fields: await prepared.describe(),
          statistics: statisticsOf(prepared.statistics, false),
        }),
        async run() {
          const hit = useQueryCache ? cached(prepared.cacheKey) : undefined
          if (hit !== undefined)
            return { answer: hit.answer, statistics: statisticsOf(prepared.statistics, true) }
          const answer = await prepared.run()
          if (prepared.cacheKey !== null) cache.push({ key: prepared.cacheKey, answer })
          return { answer, statistics: statisticsOf(prepared.statistics, false) }
        },
      }
    },
  }
}

function cannedStatement(content: Content, location = DEFAULT_LOCATION): Prepared {
  return {
    location,
    statistics: { statementType: 'SELECT', totalBytesProcessed: '0', totalBytesBilled: '0' },
    cacheKey: null,
    describe: async () => content.fields,
    run: async () => content,
  }
}

function statisticsOf(query: Json, cacheHit: boolean): Json {
  const free = cacheHit ? { totalBytesProcessed: '0', totalBytesBilled: '0' } : {}
  const all = { ...query, ...free, cacheHit }
  return { totalBytesProcessed: all.totalBytesProcessed, query: all }
}
