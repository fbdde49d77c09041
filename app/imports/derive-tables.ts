import type { CoreReader } from '#app/imports/core-reader.ts'
import { shortNames } from '#app/imports/short-names.ts'
import { sourceMonths } from '#app/imports/source-months.ts'
import { type PlainRow, UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** Tables of core whose rows depend on the activity of all files together. */
export type DerivedTables = {
  readonly account: readonly PlainRow<'account'>[]
  readonly subsidiary: readonly PlainRow<'subsidiary'>[]
  readonly project: readonly PlainRow<'project'>[]
  readonly model: readonly PlainRow<'model'>[]
  readonly source_month: readonly PlainRow<'source_month'>[]
}

/**
 * What files alone cannot say. Entities that rows name and that no part describes get a row with a unique short name,
 * accounts that two files name are one, and each source is expected every month from its first one on.
 */
export async function deriveTables(core: CoreReader): Promise<DerivedTables> {
  return {
    account: await accounts(core),
    subsidiary: await subsidiaries(core),
    project: await projects(core),
    model: await models(core),
    source_month: sourceMonths(await core.described('source_month'), await core.loadedMonths()),
  }
}

async function accounts(core: CoreReader): Promise<readonly PlainRow<'account'>[]> {
  const known = new Map((await core.described('account')).map((row) => [row.account, row]))
  return (await core.seen('account', ['provider'])).map((row) => {
    const id = String(row.id)
    return known.get(id) ?? { account: id, name: id, provider: String(row.provider) }
  })
}

async function subsidiaries(core: CoreReader): Promise<readonly PlainRow<'subsidiary'>[]> {
  const known = await core.described('subsidiary')
  const fresh = notIn(
    await core.seen('subsidiary'),
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

async function projects(core: CoreReader): Promise<readonly PlainRow<'project'>[]> {
  const known = await core.described('project')
  const rows = await core.seen('project', ['subsidiary', 'approach', 'source'])
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

async function models(core: CoreReader): Promise<readonly PlainRow<'model'>[]> {
  const known = await core.described('model')
  const fresh = notIn(
    await core.seen('model'),
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
