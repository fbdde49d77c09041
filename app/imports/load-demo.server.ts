import { createHash } from 'node:crypto'
import path from 'node:path'
import { type Demo, generateDemo } from '#app/demo/generate-demo.ts'
import type { DatasetWriter } from '#app/imports/dataset-writer.server.ts'
import { loadLines, type OpenLines, writeLines } from '#app/imports/load-lines.server.ts'
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
    await writeMission(writer.folder, demo.mission)
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

/** Writes the mission that the demo is judged by, beside its data. */
export async function writeMission(folder: string, mission: Demo['mission']): Promise<void> {
  await replaceFile(folder, 'mission.json', `${JSON.stringify(mission, null, 2)}\n`)
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

/** Rows of a text that DuckDB reads while the next ones are generated. */
const ROWS_PER_TEXT = 40_000

/** One walk through the rows, which are made as they are asked for; each fact has texts of its own columns. */
async function loadActivity(scratch: Scratch, activity: Demo['activity'], folder: string): Promise<void> {
  await scratch.run(createTable('activity_daily', 'activity_daily'))
  const texts = new Map<DailyFact, OpenLines>()
  let count = 0
  let loading: Promise<void> = Promise.resolve()
  const load = async (lines: OpenLines) => {
    await lines.close()
    loading = loading.then(() => loadLines(scratch, 'activity_daily', lines, absentIn(lines)))
    // Awaited at the end; a failure must not count as unhandled while rows are still generated.
    loading.catch(() => undefined)
  }
  for (const { rows } of activity)
    for (const fact of DAILY_FACTS) {
      const ofFact = rows.filter((row) => row.fact === fact)
      if (ofFact.length === 0) continue
      const open =
        texts.get(fact) ?? (await writeLines(path.join(folder, `rows-${count++}.csv`), columnsOfFact(fact)))
      await open.push(ofFact)
      if (open.rows() < ROWS_PER_TEXT) texts.set(fact, open)
      else {
        texts.delete(fact)
        await load(open)
      }
    }
  for (const open of texts.values()) await load(open)
  await loading
}

/** Dimensions that the fact of a text does not have. */
function absentIn({ columns }: OpenLines): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columnsOf('activity_daily').flatMap(({ name }) =>
      name in SCHEMA.dimensions && !columns.includes(name) ? [[name, NOT_APPLICABLE] as const] : [],
    ),
  )
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
  const columns = columnsOf(table).map(({ name }) => name)
  const lines = await writeLines(path.join(folder, `${table}.csv`), columns)
  await lines.push(rows)
  await lines.close()
  await scratch.run(createTable(table, table))
  await loadLines(scratch, table, lines)
}
