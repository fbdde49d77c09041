import path from 'node:path'
import { shortNames } from '#app/imports/short-names.ts'
import { append } from '#app/warehouse/build-serve.server.ts'
import { monthsBetween } from '#app/warehouse/calendar.ts'
import type { Manifest, ManifestPart } from '#app/warehouse/manifest.server.ts'
import { type PlainRow, type PlainTableName, UNASSIGNED } from '#app/warehouse/schema.ts'
import { openScratch, type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, coreTables, createTable } from '#app/warehouse/tables.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'

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
      account: [await write(scratch, temporary, 'account', await accounts(scratch))],
      subsidiary: [await write(scratch, temporary, 'subsidiary', await subsidiaries(scratch))],
      project: [await write(scratch, temporary, 'project', await projects(scratch))],
      model: [await write(scratch, temporary, 'model', await models(scratch))],
      source_month: [await write(scratch, temporary, 'source_month', await sourceMonths(scratch))],
    }
    return { ...files, ...derived }
  } finally {
    scratch.close()
  }
}

async function openTable(scratch: Scratch, table: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return await scratch.run(createTable(`core_${table}`, table))
  const columns = columnsOf(table).map(({ name }) => name)
  await scratch.run(
    `CREATE VIEW core_${table} AS SELECT ${columns.join(', ')} FROM read_parquet([${files.map(sqlText).join(', ')}], union_by_name = true)`,
  )
}

async function write<Table extends PlainTableName>(
  scratch: Scratch,
  temporary: string,
  table: Table,
  rows: readonly PlainRow<Table>[],
): Promise<string> {
  await scratch.run(createTable(table, table))
  await append(scratch.connection, table, rows)
  const file = path.join(temporary, `whole-${table}.parquet`)
  await scratch.run(`COPY ${table} TO ${sqlText(file)} (FORMAT parquet)`)
  return file
}

async function described<Table extends PlainTableName>(
  scratch: Scratch,
  table: Table,
): Promise<readonly PlainRow<Table>[]> {
  const columns = Object.fromEntries(columnsOf(table).map(({ name, type }) => [name, type])) as RowSchema
  return (await scratch.rows(
    `SELECT * FROM core_${table} ORDER BY ALL`,
    columns,
  )) as unknown as readonly PlainRow<Table>[]
}

/** Ids that activity holds in a dimension, with the value of another dimension where all their rows agree on one. */
async function seen(
  scratch: Scratch,
  dimension: string,
  agreed: readonly string[] = [],
): Promise<readonly Row[]> {
  const others = agreed.map(
    (name) => `CASE WHEN MIN(${name}) = MAX(${name}) THEN MIN(${name}) ELSE '${UNASSIGNED}' END AS ${name}`,
  )
  return await scratch.rows(
    `SELECT ${[`${dimension} AS id`, ...others].join(', ')} FROM core_activity_daily WHERE ${dimension} NOT IN ('${UNASSIGNED}', 'not_applicable') GROUP BY 1 ORDER BY 1`,
    Object.fromEntries(['id', ...agreed].map((name) => [name, 'STRING' as const])),
  )
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

/** A source is expected from its first month to the last one that any source of the same fact has. */
async function sourceMonths(scratch: Scratch): Promise<readonly PlainRow<'source_month'>[]> {
  const known = await described(scratch, 'source_month')
  const said = new Set(known.map((row) => JSON.stringify([row.source, row.supplied])))
  const loaded = await scratch.rows(
    `SELECT source, fact AS supplied, strftime(day, '%Y-%m') AS month FROM core_activity_daily GROUP BY ALL ORDER BY ALL`,
    { source: 'STRING', supplied: 'STRING', month: 'STRING' },
  )
  const last = new Map<string, string>()
  const months = new Map<string, Set<string>>()
  for (const row of loaded) {
    const supplied = String(row.supplied)
    const month = String(row.month)
    if ((last.get(supplied) ?? '') < month) last.set(supplied, month)
    const key = JSON.stringify([row.source, supplied])
    months.set(key, (months.get(key) ?? new Set()).add(month))
  }
  const derived = [...months]
    .filter(([key]) => !said.has(key))
    .flatMap(([key, present]) => {
      const [source, supplied] = JSON.parse(key) as [string, string]
      const first = [...present].sort()[0] ?? ''
      return monthsBetween(first, last.get(supplied) ?? first).map((month) => ({
        source,
        supplied,
        month,
        months_expected: 1,
        months_loaded: present.has(month) ? 1 : 0,
      }))
    })
  return [...known, ...derived]
}
