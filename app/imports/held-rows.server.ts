import path from 'node:path'
import { loadLines, writeLines } from '#app/imports/load-lines.server.ts'
import { copyRows, type StagedPart } from '#app/imports/write-parts.server.ts'
import { ask } from '#app/warehouse/bigquery/build-version.server.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { sqlString } from '#app/warehouse/bigquery/table-fields.ts'
import { coreName, isByDay } from '#app/warehouse/bigquery/version-tables.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import { PART } from '#app/warehouse/descriptions.ts'
import type { ManifestPart } from '#app/warehouse/manifest.server.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable } from '#app/warehouse/tables.ts'
import { type RowSchema, WarehouseError } from '#app/warehouse/warehouse.ts'

/** A part of the version served, or one that this command wrote in its place. */
export type HeldPart = ManifestPart | StagedPart

/** The rows of a part that is loaded already, as what stands after FROM in the scratch database. */
export type HeldRows = (scratch: Scratch, part: HeldPart) => Promise<string>

const inFile = (file: string) => `read_parquet(${sqlText(file)})`

/** Parts that lie in the data set's folder, as the embedded warehouse keeps them. */
export function rowsInFolder(folder: string): HeldRows {
  return async (_, part) => inFile('file' in part ? part.file : path.join(folder, part.path))
}

/** Parts that lie in BigQuery: the rows of each are brought into `temporary` once, when they are first asked for. */
export function rowsInCore(client: BigQueryClient, temporary: string): HeldRows {
  const brought = new Map<string, Promise<string>>()
  return async (scratch, part) => {
    if ('file' in part) return inFile(part.file)
    const file =
      brought.get(part.path) ?? bring(client, scratch, part, path.join(temporary, `held-${brought.size}`))
    brought.set(part.path, file)
    return inFile(await file)
  }
}

/** Writes the rows that core has of a part as Parquet. @throws {WarehouseError} when it has not all of them */
async function bring(
  client: BigQueryClient,
  scratch: Scratch,
  { table, path: inside, month, rows }: ManifestPart,
  name: string,
): Promise<string> {
  const columns = columnsOf(table)
  const names = columns.map((column) => column.name)
  const days =
    isByDay(table) && month !== null
      ? `c.day BETWEEN DATE '${month}-01' AND DATE '${lastDayOf(month)}' AND `
      : ''
  const found = await ask(
    client,
    'import.held',
    `SELECT ${names.map((column) => `c.${column}`).join(', ')} FROM ${quoteTable(client.settings, coreName(table))} AS c WHERE ${days}c.${PART} = ${sqlString(path.basename(inside))}`,
    Object.fromEntries(columns.map((column) => [column.name, column.type])) as RowSchema,
    1,
  )
  if (found.length !== rows)
    throw new WarehouseError(
      'unavailable',
      'import.held',
      `Core has ${found.length} of the ${rows} rows of a part of ${table} (${month ?? 'all months'}): nothing was imported. Publish the data again.`,
    )
  const lines = await writeLines(`${name}.csv`, names)
  await lines.push(found)
  await lines.close()
  const held = `rows_of_${path.basename(name).replaceAll(/\W/g, '_')}`
  await scratch.run(createTable(held, table))
  await loadLines(scratch, held, lines, {}, table)
  const { file } = await copyRows(scratch, table, held, `${name}.parquet`)
  await scratch.run(`DROP TABLE ${held}`)
  return file
}
