import { expect } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import type { DatasetInfo, RowSchema, Statement } from '#app/warehouse/warehouse.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'

const test = googlesqlTest()

const DATASET: DatasetInfo = {
  name: 'group',
  version: 'v1',
  asOf: '2026-11-16',
  firstMonth: '2026-01',
  lastMonth: '2026-10',
  fiscalStart: 1,
  groupName: null,
}
const subsidiary = (id: string) => ({ subsidiary: id, name: id, short_name: id, business_line: 'retail' })
const open = (engine: Engine) =>
  googlesqlWarehouse(engine, DATASET, {
    subsidiary: [subsidiary('north'), subsidiary('south')],
    headcount: [
      { month: '2026-01', subsidiary: 'north', source: 'hr', headcount: 12, source_rows: 1 },
      { month: '2026-01', subsidiary: 'south', source: 'hr', headcount: 30, source_rows: 1 },
    ],
  })
const TOTAL: Statement = {
  name: 'total',
  sql: 'SELECT SUM(h.headcount) AS people FROM {headcount} AS h JOIN {subsidiary} AS s ON s.subsidiary = h.subsidiary WHERE h.month = @month',
  parameters: { month: { type: 'STRING', value: '2026-01' } },
  columns: { people: 'INT64' },
}

test('a statement sees the rows of the scope only', async (engine) => {
  const warehouse = await open(engine)
  const south = subsidiaryScope(['south'])
  if (south === null) throw new Error('a scope of one subsidiary resolves')
  expect(await warehouse.run(TOTAL, groupScope())).toEqual([{ people: 42 }])
  expect(await warehouse.run(TOTAL, south)).toEqual([{ people: 30 }])
  expect(warehouse.asSent(TOTAL, south)).toContain('(SELECT * FROM `vigie.headcount` AS scoped WHERE')
})

test('an answer that lacks a declared column, or has another type, is a bad row', async (engine) => {
  const warehouse = await open(engine)
  const wrongSchemas: RowSchema[] = [{ heads: 'INT64' }, { people: 'STRING' }]
  for (const columns of wrongSchemas) {
    const wrong = warehouse.run({ ...TOTAL, columns }, groupScope())
    await expect(wrong).rejects.toMatchObject({ kind: 'bad-row', statement: 'total' })
  }
})

test('errors of the engine become typed errors that name the statement', async (engine) => {
  const warehouse = await open(engine)
  const run = (sql: string) => warehouse.run({ ...TOTAL, sql }, groupScope())
  await expect(run('SELECT 1 AS people FROM {project} AS p')).rejects.toMatchObject({ kind: 'missing-table' })
  await expect(run('SELECT nothing AS people')).rejects.toMatchObject({ kind: 'bad-statement' })
  await expect(run('SELECT 1 / 0 AS people')).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(warehouse.run(TOTAL, groupScope(), { deadlineMs: 0 })).rejects.toMatchObject({
    kind: 'timeout',
  })
})
