import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { onTestFinished } from 'vitest'
import { FileRefused } from '#app/imports/reading/file-refused.ts'

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-reading-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes one file in a folder of its own and returns its path. */
export function temporaryFile(content: string | Uint8Array, name = 'file.csv'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

/** A DuckDB in memory that closes with the test. */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  onTestFinished(() => {
    connection.closeSync()
    instance.closeSync()
  })
  return connection
}

/** Every row of a statement, as arrays of texts and nulls. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const result = await connection.runAndReadAll(sql)
  return result.getRowsJson().map((row) => row.map((value) => (value === null ? null : String(value))))
}

/** The refusal that a promise ends in; anything else fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<FileRefused> {
  try {
    await promise
  } catch (error) {
    if (error instanceof FileRefused) return error
    throw error
  }
  throw new Error('the file was not refused')
}
