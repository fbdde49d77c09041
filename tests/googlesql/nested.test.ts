import { expect } from 'vitest'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import type { Table } from '#tests/googlesql/tables.ts'

const test = googlesqlTest()

const BILL: Table = {
  name: 'vigie.bill',
  columns: [
    { name: 'cost', type: 'FLOAT64' },
    { name: 'at', type: 'TIMESTAMP' },
    {
      name: 'project',
      type: { struct: { id: 'STRING', labels: { list: { struct: { key: 'STRING', value: 'STRING' } } } } },
    },
    { name: 'price', type: { struct: { list_price: 'DECIMAL(18,6)', exact: 'BIGNUMERIC' } } },
    { name: 'credits', type: { list: { struct: { name: 'STRING', amount: 'FLOAT64' } } } },
    { name: 'names', type: 'STRING[]' },
  ],
  rows: [
    {
      cost: 5e-6,
      at: '2026-03-01T07:59:59.999999Z',
      project: { id: 'p1', labels: [{ key: 'bu', value: 'bank' }, null] },
      price: { list_price: '0.5', exact: '0.000000000000000001' },
      credits: [
        { name: 'a', amount: -0.1 },
        { name: 'b', amount: -0.2 },
      ],
      names: ['x', 'y'],
    },
    { cost: null, at: null, project: null, price: null, credits: [], names: [] },
  ],
}

test('structs and lists of structs are read field by field, an unknown one as NULL', async (engine) => {
  await engine.register([BILL])
  const rows = await engine.query(
    `SELECT b.project.id AS id, b.price.list_price AS list, b.price.exact AS exact,
       (SELECT l.value FROM UNNEST(b.project.labels) AS l WHERE l.key = 'bu') AS bu,
       ARRAY_LENGTH(b.project.labels) AS labels,
       (SELECT SUM(CAST(CAST(c.amount AS STRING) AS BIGNUMERIC)) FROM UNNEST(b.credits) AS c) AS credit,
       CAST(CAST(b.cost AS STRING) AS BIGNUMERIC) AS cost, ARRAY_LENGTH(b.names) AS names
     FROM \`vigie.bill\` AS b ORDER BY id DESC`,
  )
  expect(rows).toEqual([
    {
      id: 'p1',
      list: '0.5',
      exact: '0.000000000000000001',
      bu: 'bank',
      labels: 2,
      credit: '-0.3',
      cost: '0.000005',
      names: 2,
    },
    { id: null, list: null, exact: null, bu: null, labels: null, credit: null, cost: null, names: 0 },
  ])
})

test('days are read on a clock, months parsed and printed', async (engine) => {
  await engine.register([BILL])
  const rows = await engine.query(
    `SELECT DATE(b.at, 'America/Los_Angeles') AS day, FORMAT_DATE('%Y-%m', SAFE.PARSE_DATE('%Y%m', '202603')) AS month,
       SAFE.PARSE_DATE('%Y%m', 'x') AS none, FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', b.at, 'UTC') AS instant,
       JSON_VALUE('{"a.b":"c"}', '$."a.b"') AS tag
     FROM \`vigie.bill\` AS b WHERE b.at IS NOT NULL`,
  )
  expect(rows).toEqual([
    { day: '2026-02-28', month: '2026-03', none: null, instant: '2026-03-01T07:59:59.999999Z', tag: 'c' },
  ])
})

test('a nested value that does not fit is refused with table, row and column', async (engine) => {
  const first = BILL.rows[0] ?? {}
  const refused = (project: object) => engine.register([{ ...BILL, rows: [{ ...first, project } as never] }])
  await expect(refused({ id: 'p' })).rejects.toThrow(
    'Row 1 of vigie.bill, project: Error: The struct lacks labels',
  )
  await expect(refused({ id: 'p', labels: [], more: 1 })).rejects.toThrow('The struct has no field more')
  await expect(refused({ id: 'p', labels: 'x' })).rejects.toThrow('A list of structs was given « "x" »')
})
