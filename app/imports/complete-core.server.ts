import path from 'node:path'
import { described, loadedMonths, openTable, seen, writeTable } from '#app/imports/core-tables.server.ts'
import { shortNames } from '#app/imports/short-names.ts'
import { sourceMonths } from '#app/imports/source-months.ts'
import type { Manifest, ManifestPart } from '#app/warehouse/manifest.server.ts'
import { type PlainRow, UNASSIGNED } from '#app/warehouse/schema.ts'
import { openScratch, type Scratch } from '#app/warehouse/scratch.server.ts'
import { coreTables } from '#app/warehouse/tables.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

type CoreFiles = Readonly<Record<string, readonly string[]>>

/**
 * The Parquet files of each core table, whole: what files alone cannot say is derived here from the activity of all of
 * them. Entities that rows name and that no part describes get a row with a unique short name, accounts that two files
 * name are one, and each source is expected every month from its first one on.
 */
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
    const derived: CoreFiles = {
      account: [await writeTable(scratch, temporary, 'account', await accounts(scratch))],
      subsidiary: [await writeTable(scratch, temporary, 'subsidiary', await subsidiaries(scratch))],
      project: [await writeTable(scratch, temporary, 'project', await projects(scratch))],
      model: [await writeTable(scratch, temporary, 'model', await models(scratch))],
      source_month: [
        await writeTable(
          scratch,
          temporary,
          'source_month',
          sourceMonths(await described(scratch, 'source_month'), await loadedMonths(scratch)),
        ),
      ],
    }
    return { ...files, ...derived }
  } finally {
    scratch.close()
  }
}

async function accounts(scratch: Scratch): Promise<readonly PlainRow<'account'>[]> {
  const known = new Map((await described(scratch, 'account')).map((row) => [row.account, row]))
  return (await seen(scratch, 'account', ['provider'])).map((row) => {
    const id = String(row.id)
    return known.get(id) ?? { account: id, name: id, provider: String(row.provider) }
  })
}

async function subsidiaries(scratch: Scratch): Promise<readonly PlainRow<'subsidiary'>[]> {
  const known = await described(scratch, 'subsidiary')
  const fresh = notIn(
    await seen(scratch, 'subsidiary'),
    known.map((row) => row.subsidiary),
  )
  const short = shortNames(
    fresh,
    known.map((row) => row.short_name),
  )
  return [
    ...known,
    ...[...fresh].map(([id, name]) => ({
      subsidiary: id,
      name,
      short_name: short.get(id) ?? name,
      business_line: UNASSIGNED,
      joined_on: null,
      left_on: null,
    })),
  ]
}

async function projects(scratch: Scratch): Promise<readonly PlainRow<'project'>[]> {
  const known = await described(scratch, 'project')
  const rows = await seen(scratch, 'project', ['subsidiary', 'approach', 'source'])
  const fresh = notIn(
    rows,
    known.map((row) => row.project),
  )
  const short = shortNames(
    fresh,
    known.map((row) => row.short_name),
  )
  const dates = { idea_on: null, framing_on: null, pilot_on: null, production_on: null, stopped_on: null }
  const added = rows
    .filter((row) => fresh.has(String(row.id)))
    .map((row) => ({
      project: String(row.id),
      name: String(row.id),
      short_name: short.get(String(row.id)) ?? String(row.id),
      subsidiary: String(row.subsidiary),
      business_function: UNASSIGNED,
      approach: String(row.approach),
      built_by: UNASSIGNED,
      owner: null,
      commitment: null,
      source: String(row.source),
      ...dates,
    }))
  return [...known, ...added]
}

async function models(scratch: Scratch): Promise<readonly PlainRow<'model'>[]> {
  const known = await described(scratch, 'model')
  const fresh = notIn(
    await seen(scratch, 'model'),
    known.map((row) => row.model),
  )
  const short = shortNames(
    fresh,
    known.map((row) => row.short_name),
  )
  return [
    ...known,
    ...[...fresh].map(([id, name]) => ({
      model: id,
      name,
      short_name: short.get(id) ?? name,
      family: UNASSIGNED,
      provider: UNASSIGNED,
      openness: UNASSIGNED,
      task: UNASSIGNED,
      standard_sibling: null,
      active_b: null,
      total_b: null,
      parameters_evidence: UNASSIGNED,
    })),
  ]
}

function notIn(rows: readonly Row[], known: readonly string[]): ReadonlyMap<string, string> {
  const described = new Set(known)
  const ids = rows.map((row) => String(row.id)).filter((id) => !described.has(id))
  return new Map(ids.map((id) => [id, id]))
}
