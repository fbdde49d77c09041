import path from 'node:path'
import { coreReader } from '#app/imports/core-reader.ts'
import { openTable, writeTable } from '#app/imports/core-tables.server.ts'
import { deriveTables } from '#app/imports/derive-tables.ts'
import type { Manifest, ManifestPart } from '#app/warehouse/manifest.server.ts'
import { openScratch } from '#app/warehouse/scratch.server.ts'
import { coreTables } from '#app/warehouse/tables.ts'

type CoreFiles = Readonly<Record<string, readonly string[]>>

/** The Parquet files of each core table, whole: what files alone cannot say is derived from the activity of all of them. */
export async function completeCore(
  parts: readonly ManifestPart[],
  folder: string,
  temporary: string,
  dataset: Manifest['dataset'],
): Promise<CoreFiles> {
  const files = Object.fromEntries(
    coreTables().map((table) => [
      table,
      parts.filter((part) => part.table === table).map((part) => path.join(folder, part.path)),
    ]),
  )
  if (dataset === 'demo') return files
  const scratch = await openScratch({ folder: temporary, threads: 1 })
  try {
    for (const table of coreTables()) await openTable(scratch, table, files[table] ?? [])
    const core = coreReader(scratch.rows, (table) => `core_${table}`)
    const { account, subsidiary, project, model, source_month } = await deriveTables(core)
    const derived: CoreFiles = {
      account: [await writeTable(scratch, temporary, 'account', account)],
      subsidiary: [await writeTable(scratch, temporary, 'subsidiary', subsidiary)],
      project: [await writeTable(scratch, temporary, 'project', project)],
      model: [await writeTable(scratch, temporary, 'model', model)],
      source_month: [await writeTable(scratch, temporary, 'source_month', source_month)],
    }
    return { ...files, ...derived }
  } finally {
    scratch.close()
  }
}
