import fc from 'fast-check'
import { expect } from 'vitest'
import { GoogleSqlError } from '#tests/googlesql/error.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { MESSAGE_LIMIT_BYTES } from '#tests/googlesql/service.ts'
import type { Table } from '#tests/googlesql/tables.ts'

const test = googlesqlTest()

const MONTHS: Table = {
  name: 'vigie.fact_month',
  columns: [
    { name: 'id', type: 'STRING' },
    { name: 'requests', type: 'INT64' },
    { name: 'cost', type: 'BIGNUMERIC' },
    { name: 'gpu_hours', type: 'DECIMAL(18,6)' },
    { name: 'day', type: 'DATE' },
    { name: 'share', type: 'FLOAT64' },
    { name: 'billed', type: 'BOOL' },
    { name: 'seen', type: 'TIMESTAMP' },
  ],
  rows: [
    {
      id: 'a',
      requests: 12,
      cost: '-1234567890.000000000000000001',
      gpu_hours: '0.500000',
      day: '2026-07-31',
      share: 0.1,
      billed: true,
      seen: '2026-07-31T12:00:00.25Z',
    },
    {
      id: 'b',
      requests: null,
      cost: null,
      gpu_hours: null,
      day: null,
      share: null,
      billed: null,
      seen: null,
    },
  ],
  key: ['id'],
}

test('query answers plain JSON values, decimals as canonical text', async (engine) => {
  await engine.register([MONTHS])
  const rows = await engine.query('SELECT m.* FROM `vigie.fact_month` AS m ORDER BY id')
  expect(rows).toEqual([{ ...MONTHS.rows[0], gpu_hours: '0.5' }, MONTHS.rows[1]])
})

test('query answers an INT64 beyond 2^53 as text and a list as a list', async (engine) => {
  const rows = await engine.query('SELECT 9007199254740993 AS big, 9007199254740991 AS safe, [1, 2] AS list')
  expect(rows).toEqual([{ big: '9007199254740993', safe: 9007199254740991, list: [1, 2] }])
})

test('query binds parameters of every type, lists empty or not, whatever the case of their names', async (engine) => {
  await engine.register([MONTHS])
  const sql =
    'SELECT COUNT(*) AS n FROM `vigie.fact_month` AS m WHERE m.id IN (SELECT * FROM UNNEST(@Ids)) AND (@day IS NULL OR m.day <= @day)'
  const count = (ids: string[], day: string | null) =>
    engine.query(sql, { Ids: { type: 'STRING[]', value: ids }, day: { type: 'DATE', value: day } })
  expect(await count(['a', 'b'], null)).toEqual([{ n: 2 }])
  expect(await count(['a', 'b'], '2026-07-31')).toEqual([{ n: 1 }])
  expect(await count([], null)).toEqual([{ n: 0 }])
})

test('any BIGNUMERIC, NUMERIC and INT64 comes back as it went in', async (engine) => {
  const decimal = (scale: number, whole: number) =>
    fc
      .tuple(fc.bigInt({ min: -(10n ** BigInt(whole)), max: 10n ** BigInt(whole) }), fc.nat({ max: 10 ** 6 }))
      .map(([digits, tail]) => (tail === 0 ? `${digits}` : `${digits}.${String(tail).padStart(scale, '0')}`))
      .map((text) => (text.includes('.') ? text.replace(/0+$/, '') : text).replace(/^-0$/, '0'))
  await fc.assert(
    fc.asyncProperty(
      decimal(18, 20),
      decimal(6, 11),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      async (big, numeric, int) => {
        const [row] = await engine.query('SELECT @big AS big, @numeric AS numeric, @int AS int', {
          big: { type: 'BIGNUMERIC', value: big },
          numeric: { type: 'DECIMAL(18,6)', value: numeric },
          int: { type: 'INT64', value: int.toString() },
        })
        expect({ ...row, int: String(row?.int) }).toEqual({ big, numeric, int: int.toString() })
      },
    ),
    { numRuns: 60 },
  )
})

test('queries asked at once are answered each with its own rows', async (engine) => {
  const answers = await Promise.all([1, 2, 3, 4].map((n) => engine.query(`SELECT ${n} AS n`)))
  expect(answers).toEqual([1, 2, 3, 4].map((n) => [{ n }]))
})

test('an error says the line and the column, and shows the place', async (engine) => {
  await engine.register([MONTHS])
  const error = await engine.query('SELECT\n  m.unknown\nFROM `vigie.fact_month` AS m').catch((e) => e)
  expect(error).toBeInstanceOf(GoogleSqlError)
  expect(error).toMatchObject({ line: 2, column: 5 })
  expect(error.message).toContain('\n    m.unknown\n      ^')
})

test('two columns of one name are refused, since a row would lose one', async (engine) => {
  await expect(engine.query('SELECT 1 AS n, 2 AS n')).rejects.toThrow(
    'two columns of the answer are called n',
  )
})

test('a value that does not fit its column is refused with table, row and column', async (engine) => {
  const table: Table = { name: 'vigie.t', columns: [{ name: 'n', type: 'INT64' }], rows: [{ n: '1.5' }] }
  await expect(engine.register([table])).rejects.toThrow(
    'Row 1 of vigie.t, n: Error: « 1.5 » has more than 0 decimals',
  )
})

test('analyze accepts statements of every kind that BigQuery runs, and says what it refuses', async (engine) => {
  await engine.register([MONTHS])
  const accepted = [
    'CREATE TABLE `p.vigie.t` (d DATE, s STRING) PARTITION BY d CLUSTER BY s OPTIONS (description = "x")',
    'CREATE TABLE `vigie.copy` AS SELECT m.id FROM `vigie.fact_month` AS m',
    'CREATE VIEW `vigie.v` AS SELECT m.id FROM `vigie.fact_month` AS m',
    "INSERT INTO `vigie.fact_month` (id) VALUES ('c')",
    "UPDATE `vigie.fact_month` AS m SET requests = 1 WHERE m.id = 'a'",
    "DELETE FROM `vigie.fact_month` AS m WHERE m.id = 'a'",
    'MERGE `vigie.fact_month` AS m USING `vigie.fact_month` AS n ON m.id = n.id WHEN MATCHED THEN DELETE',
    "CREATE ROW ACCESS POLICY p ON `vigie.fact_month` GRANT TO ('user:a@b.example') FILTER USING (id = 'a')",
    'BEGIN TRANSACTION',
    'ASSERT (SELECT COUNT(*) FROM `vigie.fact_month` AS m) > 0',
  ]
  for (const sql of accepted) expect([sql, await engine.analyze(sql)]).toEqual([sql, null])
  const refused = await engine.analyze('SELECT m.id::TEXT FROM `vigie.fact_month` AS m')
  expect(refused).toMatchObject({ line: 1, column: 12 })
})

test('execute applies INSERT, UPDATE and DELETE to the registered rows', async (engine) => {
  await engine.register([MONTHS])
  const id = { id: { type: 'STRING', value: 'c' } } as const
  expect(await engine.execute('INSERT INTO `vigie.fact_month` (id, requests) VALUES (@id, 3)', id)).toBe(1)
  expect(await engine.execute('UPDATE `vigie.fact_month` AS m SET requests = 4 WHERE m.id = @id', id)).toBe(1)
  expect(await engine.execute("DELETE FROM `vigie.fact_month` AS m WHERE m.id = 'a'")).toBe(1)
  expect(await engine.execute("DELETE FROM `vigie.fact_month` AS m WHERE m.id = 'nobody'")).toBe(0)
  expect(engine.rows('vigie.fact_month').map(({ id, requests }) => [id, requests])).toEqual([
    ['b', null],
    ['c', 4],
  ])
  expect(await engine.query('SELECT SUM(m.requests) AS n FROM `vigie.fact_month` AS m')).toEqual([{ n: 4 }])
})

test('tables larger than one message are sent by the columns that a statement reads', async (engine) => {
  const names = Array.from({ length: 12 }, (_, index) => `c${index}`)
  const rows = Array.from({ length: 100_000 }, (_, row) =>
    Object.fromEntries(names.map((name) => [name, row])),
  )
  await engine.register([
    { name: 'vigie.wide', columns: names.map((name) => ({ name, type: 'INT64' })), rows },
  ])
  const answer = [{ n: 100_000, last: 99_999 }]
  expect(await engine.query('SELECT COUNT(*) AS n, MAX(w.c0) AS last FROM `vigie.wide` AS w')).toEqual(answer)
  const throughStar =
    'SELECT COUNT(*) AS n, MAX(w.c0) AS last FROM (SELECT * FROM `vigie.wide` AS w WHERE w.c1 >= 0) AS w'
  expect(await engine.query(throughStar)).toEqual(answer)
  await expect(engine.query('SELECT * FROM `vigie.wide` AS w')).rejects.toThrow(
    new RegExp(`bytes of tables, and one message holds ${MESSAGE_LIMIT_BYTES} .*100000 rows × 12 columns`),
  )
})
