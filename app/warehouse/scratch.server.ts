import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { CREATE_BIGNUMERIC, DUCKDB_SETTINGS } from '#app/warehouse/duckdb-file.server.ts'
import { decodeRows } from '#app/warehouse/duckdb-values.server.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'

/** A database in memory for the time of one import; what does not fit spills into `folder`. */
export type Scratch = {
  readonly connection: DuckDBConnection
  run(sql: string): Promise<void>
  /** Rows as plain JSON values of the declared columns. */
  rows(sql: string, columns: RowSchema): Promise<readonly Row[]>
  close(): void
}

/** Beyond it rows spill to disk; without it, every buffer of a large file would stay until the machine is full. */
const MEMORY_LIMIT = '512MB'

/** Opens a scratch database; with one thread where readers must not be disturbed. */
export async function openScratch(options: {
  readonly folder?: string
  readonly threads?: number | undefined
}): Promise<Scratch> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...DUCKDB_SETTINGS,
    memory_limit: MEMORY_LIMIT,
    ...(options.folder === undefined ? {} : { temp_directory: options.folder }),
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  })
  const connection = await instance.connect()
  await connection.run(CREATE_BIGNUMERIC)
  return {
    connection,
    async run(sql) {
      await connection.run(sql)
    },
    async rows(sql, columns) {
      const reader = await connection.runAndReadAll(sql)
      return decodeRows('scratch', reader, columns)
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
