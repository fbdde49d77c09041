import { createHash } from 'node:crypto'
import path from 'node:path'
import { type Demo, generateDemo } from '#app/demo/generate-demo.ts'
import type { DatasetWriter } from '#app/imports/dataset-writer.server.ts'
import { loadLines, type RowLines, writeLines } from '#app/imports/load-lines.server.ts'
import type { OnProgress } from '#app/imports/progress.ts'
import { replaceFile } from '#app/imports/replace-file.server.ts'
import { type StagedPart, writeActivityParts, writePlainPart } from '#app/imports/write-parts.server.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import { DAILY_FACTS, type DailyFact, NOT_APPLICABLE } from '#app/warehouse/schema.ts'
import { openScratch, type Scratch } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable, SCHEMA } from '#app/warehouse/tables.ts'
import type { SqlScalar } from '#app/warehouse/warehouse.ts'

export type DemoChoice = { readonly seed: number; readonly scale: 'tiny' | 'full' }

/** Generates the demo group and publishes it as the only content of its data set, with its mission. */
export async function loadDemo(
  writer: DatasetWriter,
  choice: DemoChoice,
  onProgress: OnProgress,
  threads?: number,
): Promise<Manifest> {
  onProgress({ stage: 'generating' })
  const demo = generateDemo(choice)
  const digest = demoDigest(choice)
  const scratch = await openScratch({ folder: writer.temporary, threads })
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
  await loadActivity(scratch, demo.activity, folder)
  for (const [table, rows] of Object.entries(demo.tables)) await loadPlain(scratch, table, rows, folder)
  onProgress({ stage: 'writing' })
  const parts: StagedPart[] = []
  for (const table of Object.keys(demo.tables))
    parts.push(
      ...(await writePlainPart(scratch, table, table, folder, { ...origin, month: null, source: 'demo' })),
    )
  parts.push(...(await writeActivityParts(scratch, 'activity_daily', folder, origin, 'source')))
  return parts
}

/** One text for each fact, in one walk through the rows, which are made as they are asked for. */
async function loadActivity(scratch: Scratch, activity: Demo['activity'], folder: string): Promise<void> {
  const lines = new Map<DailyFact, RowLines>(
    DAILY_FACTS.map((fact) => [fact, writeLines(path.join(folder, `${fact}.csv`), columnsOfFact(fact))]),
  )
  for (const { rows } of activity) for (const row of rows) await lines.get(row.fact)?.push(row)
  await scratch.run(createTable('activity_daily', 'activity_daily'))
  for (const written of lines.values()) {
    await written.close()
    const absent = columnsOf('activity_daily').flatMap(({ name }) =>
      name in SCHEMA.dimensions && !written.columns.includes(name) ? [[name, NOT_APPLICABLE] as const] : [],
    )
    await loadLines(scratch, 'activity_daily', written, Object.fromEntries(absent))
  }
}

function columnsOfFact(fact: DailyFact): readonly string[] {
  const has = (name: string) => (SCHEMA.dimensions[name] ?? SCHEMA.measures[name])?.facts.includes(fact)
  return columnsOf('activity_daily').flatMap(({ name }) =>
    name === 'day' || name === 'fact' || has(name) === true ? [name] : [],
  )
}

async function loadPlain(
  scratch: Scratch,
  table: string,
  rows: readonly Readonly<Record<string, SqlScalar>>[],
  folder: string,
): Promise<void> {
  const lines = writeLines(
    path.join(folder, `${table}.csv`),
    columnsOf(table).map(({ name }) => name),
  )
  for (const row of rows) await lines.push(row)
  await lines.close()
  await scratch.run(createTable(table, table))
  await loadLines(scratch, table, lines)
}
