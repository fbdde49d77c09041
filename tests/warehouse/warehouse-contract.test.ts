import { expect, test } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import type { RowSchema, SqlParameter, Statement, Warehouse } from '#app/warehouse/warehouse.ts'
import { ADAPTERS } from '#tests/warehouse/adapters.ts'

const project = (id: string, subsidiary: string, productionOn: string | null): PlainRow<'project'> => ({
  project: id,
  name: `Cas d’usage « ${id} »`,
  short_name: id,
  subsidiary,
  business_function: 'claims',
  approach: 'classic',
  built_by: 'ai_factory',
  owner: null,
  commitment: null,
  source: 'register',
  idea_on: '2025-02-28',
  framing_on: null,
  pilot_on: null,
  production_on: productionOn,
  stopped_on: null,
})

const ROWS = {
  project: [
    project('p1', 'north', '2025-03-01'),
    project('p2', 'north', null),
    project('p3', 'south', '2025-12-31'),
  ],
  model: ['0.5', '7', null].map((total, index) => ({
    model: `m${index}`,
    name: `m${index}`,
    short_name: `m${index}`,
    family: 'f',
    provider: 'P',
    openness: 'open',
    task: 'chat',
    standard_sibling: null,
    active_b: total,
    total_b: total,
    parameters_evidence: 'published',
  })),
}

type Ask = (
  sql: string,
  columns: RowSchema,
  parameters?: Record<string, SqlParameter>,
) => Promise<readonly Readonly<Record<string, unknown>>[]>

const statement = (
  sql: string,
  columns: RowSchema,
  parameters: Record<string, SqlParameter> = {},
): Statement => ({ name: 'contract', sql, columns, parameters })

/** What every adapter answers, in the port's own terms. */
const CONTRACT: Readonly<Record<string, (ask: Ask, warehouse: Warehouse) => Promise<void>>> = {
  'values come as plain JSON: whole numbers, decimal text, days, text as written, null for missing': async (
    ask,
  ) => {
    const rows = await ask(
      `SELECT p.project AS id, p.name AS name, p.production_on AS production_on, p.owner AS owner
FROM {project} AS p WHERE p.project IN ('p1', 'p2') ORDER BY 1`,
      { id: 'STRING', name: 'STRING', production_on: 'DATE', owner: 'STRING' },
    )
    expect(rows).toEqual([
      { id: 'p1', name: 'Cas d’usage « p1 »', production_on: '2025-03-01', owner: null },
      { id: 'p2', name: 'Cas d’usage « p2 »', production_on: null, owner: null },
    ])
  },
  'decimals are canonical text and counts are numbers': async (ask) => {
    const rows = await ask('SELECT SUM(m.total_b) AS total, COUNT(*) AS models FROM {model} AS m', {
      total: 'DECIMAL(18,6)',
      models: 'INT64',
    })
    expect(rows).toEqual([{ total: '7.5', models: 3 }])
  },
  'missing values sort first when ascending and last when descending': async (ask) => {
    const order = async (direction: string) =>
      (
        await ask(`SELECT m.total_b AS total FROM {model} AS m ORDER BY 1 ${direction}`, {
          total: 'DECIMAL(18,6)',
        })
      ).map(({ total }) => total)
    expect(await order('ASC')).toEqual([null, '0.5', '7'])
    expect(await order('DESC')).toEqual(['7', '0.5', null])
  },
  'lists are parameters, empty ones too': async (ask) => {
    const count = async (value: readonly string[]) =>
      await ask(
        'SELECT COUNT(*) AS found FROM {project} AS p WHERE p.project IN (SELECT * FROM UNNEST(@ids))',
        { found: 'INT64' },
        { ids: { type: 'STRING[]', value } },
      )
    expect(await count(['p1', 'p3', "o'neill"])).toEqual([{ found: 2 }])
    expect(await count([])).toEqual([{ found: 0 }])
  },
  'days, decimals and missing values are parameters with a declared type': async (ask) => {
    const rows = await ask(
      `SELECT COUNT(*) AS found FROM {project} AS p
WHERE p.production_on >= @day AND (@owner IS NULL OR p.owner = @owner)`,
      { found: 'INT64' },
      { day: { type: 'DATE', value: '2025-04-01' }, owner: { type: 'STRING', value: null } },
    )
    expect(rows).toEqual([{ found: 1 }])
  },
  'a scope limits every table that has one, through joins and subselects': async (_, warehouse) => {
    const south = subsidiaryScope(['south'])
    if (south === null) throw new Error('a scope of one subsidiary resolves')
    const asked = statement(
      `WITH mine AS (SELECT p.project FROM {project} AS p)
SELECT COUNT(*) AS found FROM mine AS a CROSS JOIN {project} AS b`,
      { found: 'INT64' },
    )
    expect(await warehouse.run(asked, south)).toEqual([{ found: 1 }])
    expect(await warehouse.run(asked, groupScope())).toEqual([{ found: 9 }])
  },
  'errors are typed and name the statement': async (ask) => {
    await expect(ask('SELECT p.nothing AS x FROM {project} AS p', { x: 'STRING' })).rejects.toMatchObject({
      kind: 'bad-statement',
      statement: 'contract',
    })
    await expect(ask('SELECT p.project AS x FROM {project} AS p', { y: 'STRING' })).rejects.toMatchObject({
      kind: 'bad-row',
    })
    await expect(ask('SELECT p.project AS x FROM {project} AS p', { x: 'INT64' })).rejects.toMatchObject({
      kind: 'bad-row',
    })
  },
  'a deadline is a typed error, and the next statement is answered': async (ask, warehouse) => {
    const slow = statement('SELECT COUNT(*) AS found FROM {project} AS p', { found: 'INT64' })
    await expect(warehouse.run(slow, groupScope(), { deadlineMs: 0 })).rejects.toMatchObject({
      kind: 'timeout',
    })
    expect(await ask('SELECT COUNT(*) AS found FROM {project} AS p', { found: 'INT64' })).toEqual([
      { found: 3 },
    ])
  },
}

for (const [name, adapter] of Object.entries(ADAPTERS))
  for (const [sentence, check] of Object.entries(CONTRACT))
    test(`${name}: ${sentence}`, async ({ skip }) => {
      const reason = adapter.absent()
      if (reason !== null) return skip(reason)
      const { warehouse, close } = await adapter.open(ROWS)
      try {
        await check(
          (sql, columns, parameters) => warehouse.run(statement(sql, columns, parameters), groupScope()),
          warehouse,
        )
      } finally {
        close()
      }
    })
