import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { type PlainRow, readRow } from './cells.ts'
import { readCsv } from './csv.ts'
import type { Field } from './fields.ts'
import { invalid, notImplemented } from './wire-error.ts'

/** What a load job says of its file. */
export type SourceOptions = {
  readonly sourceFormat?: string
  readonly nullMarker?: string
  readonly skipLeadingRows?: number | string
  readonly fieldDelimiter?: string
  readonly allowQuotedNewlines?: boolean
}

/** The rows of an uploaded file. Throws 400, with the row's number, for what does not fit the columns. */
export async function readSource(
  fields: readonly Field[],
  bytes: Buffer,
  options: SourceOptions,
): Promise<readonly PlainRow[]> {
  const { sourceFormat = 'CSV' } = options
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const content = isGzip ? gunzipSync(bytes) : bytes
  if (sourceFormat === 'NEWLINE_DELIMITED_JSON') return fitting(fields, jsonRows(content.toString('utf8')))
  if (sourceFormat === 'CSV') return fitting(fields, csvRows(fields, content.toString('utf8'), options))
  if (sourceFormat === 'PARQUET') return fitting(fields, await parquetRows(content))
  throw notImplemented(`loads of ${sourceFormat}`)
}

type SourceRow = Readonly<Record<string, unknown>>

function fitting(fields: readonly Field[], rows: readonly SourceRow[]): readonly PlainRow[] {
  return rows.map((row, index) => {
    try {
      return readRow(fields, row)
    } catch (error) {
      if (error instanceof RangeError)
        throw invalid(`Error while reading data, row ${index + 1}: ${error.message}`)
      throw error
    }
  })
}

function jsonRows(text: string): SourceRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line, keepDigits) as SourceRow
      } catch {
        throw invalid(`Error while reading data, row ${index + 1}: JSON parsing error`)
      }
    })
}

/** A number beyond 2^53 has lost digits once it is parsed: a file must write it as text. */
function keepDigits(_: string, value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError('write large numbers as text')
  return value
}

function csvRows(fields: readonly Field[], text: string, options: SourceOptions): SourceRow[] {
  const { nullMarker = '', skipLeadingRows = 0, fieldDelimiter = ',', allowQuotedNewlines = false } = options
  const lines = readCsv(text, fieldDelimiter, allowQuotedNewlines).slice(Number(skipLeadingRows))
  return lines.map((cells, index) => {
    if (cells.length !== fields.length)
      throw invalid(
        `Error while reading data, row ${index + 1}: ${cells.length} values for ${fields.length} columns`,
      )
    const values = cells.map(({ text: cell, isQuoted }) => (!isQuoted && cell === nullMarker ? null : cell))
    return Object.fromEntries(fields.map(({ name }, place) => [name, values[place]]))
  })
}

async function parquetRows(bytes: Buffer): Promise<SourceRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'))
  const file = join(folder, 'rows.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    writeFileSync(file, bytes)
    const reader = await connection.runAndReadAll('SELECT * FROM read_parquet($file)', { file })
    return reader.getRowObjectsJson()
  } catch (cause) {
    throw invalid(`Error while reading data, error message: ${String(cause)}`)
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true })
  }
}
