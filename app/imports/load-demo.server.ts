import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { type Demo, generateDemo } from '#app/demo/generate-demo.ts'
import type { DatasetWriter } from '#app/imports/dataset-writer.server.ts'
import type { OnProgress } from '#app/imports/progress.ts'
import { replaceFile } from '#app/imports/replace-file.server.ts'
import { type StagedPart, writeActivityParts, writePlainPart } from '#app/imports/write-parts.server.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import { NOT_APPLICABLE } from '#app/warehouse/schema.ts'
import { openScratch, type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable, SCHEMA } from '#app/warehouse/tables.ts'
import type { SqlScalar } from '#app/warehouse/warehouse.ts'

export type DemoChoice = { readonly seed: number; readonly scale: 'tiny' | 'full' }

/** Generates the demo group and publishes it as the only content of its data set, with its mission. */
export async function loadDemo(
  writer: DatasetWriter,
  choice: DemoChoice,
  onProgress: OnProgress,
): Promise<Manifest> {
  onProgress({ stage: 'generating' })
  const demo = generateDemo(choice)
  const digest = demoDigest(choice)
  const scratch = await openScratch({ folder: writer.temporary })
  try {
    onProgress({ stage: 'loading' })
    const add = await writeTables(scratch, demo, writer.temporary, onProgress, digest)
    await replaceFile(writer.folder, 'mission.json', `${JSON.stringify(demo.mission, null, 2)}\n`)
    return await writer.publish({
      dataset: 'demo',
      ...demo.info,
      keep: [],
      add,
      imports: [],
      demo: { ...choice, digest },
    })
  } finally {
    scratch.close()
  }
}

/**
 * What a demo is made of, in short: the tiny group of its seed, row by row. It changes with the generator, so that a
 * demo of another Vigie is known without making the whole again.
 */
export function demoDigest({ seed }: DemoChoice): string {
  const { info, tables, activity, mission } = generateDemo({ seed, scale: 'tiny' })
  return createHash('sha256')
    .update(JSON.stringify([info, tables, activity, mission]))
    .digest('hex')
}

async function writeTables(
  scratch: Scratch,
  demo: Demo,
  folder: string,
  onProgress: OnProgress,
  digest: string,
): Promise<readonly StagedPart[]> {
  const origin = { sha256: digest, mapDigest: '', origin: '' }
  const loaded = [...Object.entries(demo.tables), ['activity_daily', activityRows(demo)] as const]
  for (const [table, rows] of loaded) await loadRows(scratch, table, rows, folder)
  onProgress({ stage: 'writing' })
  const parts: StagedPart[] = []
  for (const table of Object.keys(demo.tables))
    parts.push(
      ...(await writePlainPart(scratch, table, table, folder, { ...origin, month: null, source: 'demo' })),
    )
  parts.push(...(await writeActivityParts(scratch, 'activity_daily', folder, origin)))
  return parts
}

/** A dimension that a fact does not have holds `not_applicable`. */
function* activityRows(demo: Demo): Iterable<Readonly<Record<string, SqlScalar>>> {
  const absent = Object.fromEntries(Object.keys(SCHEMA.dimensions).map((name) => [name, NOT_APPLICABLE]))
  for (const { rows } of demo.activity) for (const row of rows) yield { ...absent, ...row }
}

/** Through a text file that DuckDB reads with every type given: four times faster than appending rows one by one. */
async function loadRows(
  scratch: Scratch,
  table: string,
  rows: Iterable<Readonly<Record<string, SqlScalar>>>,
  folder: string,
): Promise<void> {
  const columns = columnsOf(table)
  const file = path.join(folder, `${table}.csv`)
  await writeLines(
    file,
    rows,
    columns.map(({ name }) => name),
  )
  await scratch.run(createTable(table, table))
  const types = columns.map(({ name, type }) => `${name}: '${TEXT_TYPES[type] ?? type}'`)
  await scratch.run(
    `INSERT INTO ${table} SELECT * FROM read_csv(${sqlText(file)}, columns = {${types.join(', ')}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false)`,
  )
}

/** Names that DuckDB knows in a list of columns, where BIGNUMERIC is not one. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  STRING: 'VARCHAR',
  INT64: 'BIGINT',
  BIGNUMERIC: 'DECIMAL(38,18)',
}

async function writeLines(
  file: string,
  rows: Iterable<Readonly<Record<string, SqlScalar>>>,
  columns: readonly string[],
): Promise<void> {
  const stream = createWriteStream(file)
  let lines: string[] = []
  const flush = async () => {
    if (!stream.write(lines.join(''))) await once(stream, 'drain')
    lines = []
  }
  for (const row of rows) {
    lines.push(`${columns.map((name) => csvCell(row[name] ?? null)).join(',')}\n`)
    if (lines.length >= 5_000) await flush()
  }
  await flush()
  stream.end()
  await finished(stream)
}

function csvCell(value: SqlScalar): string {
  if (value === null) return '\\N'
  const text = String(value)
  return /[",\r\n\\]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text
}
