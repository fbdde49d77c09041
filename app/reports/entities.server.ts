import { type Scope, scopeKey } from '#app/access/scope.ts'
import type { DatasetInfo, Row, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

/** Something that has a page or a line of its own; `shortName` is unique and at most 20 characters. */
export type Entity = { readonly id: string; readonly name: string; readonly shortName: string }
export type Subsidiary = Entity & {
  readonly businessLine: string
  readonly joinedOn: string | null
  readonly leftOn: string | null
}
export type BusinessLine = {
  readonly id: string
  readonly name: { readonly fr: string; readonly en: string }
}
export type Project = Entity & { readonly subsidiary: string; readonly approach: string }
export type Model = Entity & {
  readonly task: string
  readonly openness: string
  readonly publisher: string
  readonly standardSibling: string | null
}

/** The entities that a reader may see, by id. */
export type Entities = {
  readonly subsidiaries: ReadonlyMap<string, Subsidiary>
  readonly businessLines: ReadonlyMap<string, BusinessLine>
  readonly projects: ReadonlyMap<string, Project>
  readonly models: ReadonlyMap<string, Model>
  /** Values met in the facts: dimension → values, `unassigned` included; for those of VALUES. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>
}

/** Dimensions whose values are read from the facts themselves: together they make few combinations. */
const VALUES = [
  'approach',
  'provider',
  'model',
  'openness',
  'accelerator',
  'region',
  'hosting',
  'phase',
  'service',
  'service_category',
  'charge_category',
] as const

const STATEMENTS = {
  subsidiaries: {
    name: 'reports.subsidiaries',
    sql: `SELECT s.subsidiary AS id, s.name, s.short_name, s.business_line, s.joined_on, s.left_on
FROM {subsidiary} AS s
ORDER BY s.short_name, s.subsidiary`,
    columns: {
      id: 'STRING',
      name: 'STRING',
      short_name: 'STRING',
      business_line: 'STRING',
      joined_on: 'DATE',
      left_on: 'DATE',
    },
    parameters: {},
  },
  businessLines: {
    name: 'reports.business_lines',
    sql: 'SELECT b.business_line AS id, b.name_fr, b.name_en FROM {business_line} AS b ORDER BY b.business_line',
    columns: { id: 'STRING', name_fr: 'STRING', name_en: 'STRING' },
    parameters: {},
  },
  projects: {
    name: 'reports.projects',
    sql: `SELECT p.project AS id, p.name, p.short_name, p.subsidiary, p.approach
FROM {project} AS p
ORDER BY p.short_name, p.project`,
    columns: {
      id: 'STRING',
      name: 'STRING',
      short_name: 'STRING',
      subsidiary: 'STRING',
      approach: 'STRING',
    },
    parameters: {},
  },
  models: {
    name: 'reports.models',
    sql: `SELECT m.model AS id, m.name, m.short_name, m.task, m.openness, m.provider, m.standard_sibling
FROM {model} AS m
ORDER BY m.short_name, m.model`,
    columns: {
      id: 'STRING',
      name: 'STRING',
      short_name: 'STRING',
      task: 'STRING',
      openness: 'STRING',
      provider: 'STRING',
      standard_sibling: 'STRING',
    },
    parameters: {},
  },
  values: {
    name: 'reports.values_met',
    sql: `SELECT ${VALUES.map((name) => `f.${name}`).join(', ')}
FROM {fact_month} AS f
WHERE f.fact = 'billing' OR f.fact = 'requests' OR f.fact = 'gpu'
GROUP BY ${VALUES.map((_, index) => index + 1).join(', ')}`,
    columns: Object.fromEntries(VALUES.map((name) => [name, 'STRING'] as const)),
    parameters: {},
  },
} as const satisfies Record<string, Statement>

/** By version of the data, so that a version that nobody serves any more takes its entities with it. */
const kept = new WeakMap<DatasetInfo, Map<string, Promise<Entities>>>()

/** The entities of the data served, read once per version and scope: they change with the data only. */
export async function loadEntities(warehouse: Warehouse, scope: Scope): Promise<Entities> {
  const byScope = kept.get(warehouse.dataset) ?? new Map<string, Promise<Entities>>()
  kept.set(warehouse.dataset, byScope)
  const key = scopeKey(scope)
  const reading = byScope.get(key) ?? readEntities(warehouse, scope)
  byScope.set(key, reading)
  try {
    return await reading
  } catch (error) {
    byScope.delete(key)
    throw error
  }
}

async function readEntities(warehouse: Warehouse, scope: Scope): Promise<Entities> {
  const read = async <Made>(statement: Statement, make: (row: Row) => readonly [string, Made]) =>
    new Map((await warehouse.run(statement, scope)).map(make))
  const text = (row: Row, column: string) => String(row[column] ?? '')
  const maybe = (row: Row, column: string) => (row[column] == null ? null : String(row[column]))
  const entity = (row: Row): Entity => ({
    id: text(row, 'id'),
    name: text(row, 'name'),
    shortName: text(row, 'short_name'),
  })
  const [subsidiaries, businessLines, projects, models, met] = await Promise.all([
    read(STATEMENTS.subsidiaries, (row): [string, Subsidiary] => [
      text(row, 'id'),
      {
        ...entity(row),
        businessLine: text(row, 'business_line'),
        joinedOn: maybe(row, 'joined_on'),
        leftOn: maybe(row, 'left_on'),
      },
    ]),
    read(STATEMENTS.businessLines, (row): [string, BusinessLine] => [
      text(row, 'id'),
      { id: text(row, 'id'), name: { fr: text(row, 'name_fr'), en: text(row, 'name_en') } },
    ]),
    read(STATEMENTS.projects, (row): [string, Project] => [
      text(row, 'id'),
      { ...entity(row), subsidiary: text(row, 'subsidiary'), approach: text(row, 'approach') },
    ]),
    read(STATEMENTS.models, (row): [string, Model] => [
      text(row, 'id'),
      {
        ...entity(row),
        task: text(row, 'task'),
        openness: text(row, 'openness'),
        publisher: text(row, 'provider'),
        standardSibling: maybe(row, 'standard_sibling'),
      },
    ]),
    warehouse.run(STATEMENTS.values, scope),
  ])
  const values = new Map(
    VALUES.map((name) => [name as string, new Set(met.map((row) => text(row, name)).filter(isMet))] as const),
  )
  return { subsidiaries, businessLines, projects, models, values }
}

/** What a fact lacks is no value of its. */
const isMet = (value: string) => value !== 'not_applicable'

/** How many subsidiaries of a business line are in the group on a day, YYYY-MM-DD. */
export function subsidiariesOn({ subsidiaries }: Entities, day: string): number {
  // What an import made of tags alone has no business line, and may be a team or a product: it is not counted.
  return [...subsidiaries.values()].filter(
    (subsidiary) => subsidiary.businessLine !== 'unassigned' && isInGroup(subsidiary, day),
  ).length
}

/** Whether a subsidiary is in the group on a day, YYYY-MM-DD. */
export function isInGroup(
  { joinedOn, leftOn }: Pick<Subsidiary, 'joinedOn' | 'leftOn'>,
  day: string,
): boolean {
  return (joinedOn === null || joinedOn <= day) && (leftOn === null || leftOn >= day)
}
