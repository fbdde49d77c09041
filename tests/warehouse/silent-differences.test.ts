import { type DuckDBListValue, LIST, listValue, SQLNULL, VARCHAR } from '@duckdb/node-api'
import { afterAll, expect, test } from 'vitest'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { openDuckdbMemory } from '#tests/warehouse/duckdb-memory.ts'
import { type Answer, CASES, ROWS } from '#tests/warehouse/silent-differences.ts'

const testOnGoogleSql = googlesqlTest()
const duckdb = openDuckdbMemory([ROWS])
afterAll(async () => (await duckdb).close())

const onDuckdb = async (sql: string) => (await duckdb).query(sql.replaceAll('{t}', '"vigie.t"'))
const forGoogleSql = (sql: string) => sql.replaceAll('{t}', '`vigie.t`')

async function expectAnswer(
  rows: Promise<readonly Record<string, unknown>[]>,
  answer: Answer,
): Promise<void> {
  if (answer instanceof RegExp) await expect(rows).rejects.toThrow(answer)
  else expect((await rows).map(({ x }) => x)).toEqual(answer)
}

for (const { difference, sql, duckdb, googlesql, instead } of CASES) {
  test(`${difference}: what DuckDB answers`, async () => {
    await expectAnswer(onDuckdb(sql), duckdb)
    if (instead !== null) await expectAnswer(onDuckdb(instead.sql), instead.both)
  })

  testOnGoogleSql(`${difference}: what GoogleSQL answers`, async (engine) => {
    await engine.register([ROWS])
    await expectAnswer(engine.query(forGoogleSql(sql)), googlesql)
    if (instead !== null) await expectAnswer(engine.query(forGoogleSql(instead.sql)), instead.both)
  })
}

test('a NULL list parameter fails in DuckDB, an empty one is fine, and one bound as $list::VARCHAR[] too', async () => {
  const count = async (list: DuckDBListValue | null, written = '$list') =>
    (await duckdb).query(
      `SELECT COUNT(*) AS x FROM "vigie.t" AS t WHERE t.g IN (SELECT * FROM UNNEST(${written}))`,
      { list },
      { list: list === null && written !== '$list' ? SQLNULL : LIST(VARCHAR) },
    )
  await expectAnswer(count(listValue(['a'])), [1])
  await expectAnswer(count(listValue([])), [0])
  await expectAnswer(count(null), /UNNEST requires a single list/)
  await expectAnswer(count(null, '$list::VARCHAR[]'), [0])
})

test('a table made by CREATE TABLE AS holds sums as HUGEINT in DuckDB: declare it, then INSERT', async () => {
  const connection = await duckdb
  await connection.query('CREATE TABLE made AS SELECT SUM(t.n) AS x FROM "vigie.t" AS t')
  await expectAnswer(
    connection.query("SELECT data_type AS x FROM duckdb_columns() WHERE table_name = 'made'"),
    ['HUGEINT'],
  )
})

const INSERT = 'INSERT INTO {t} (g, m) SELECT t.g, t.q * t.m FROM {t} AS t WHERE t.g = '

test('INSERT of a product rounds to 18 decimals in DuckDB', async () => {
  const own = await openDuckdbMemory([ROWS])
  await own.query(`${INSERT.replaceAll('{t}', '"vigie.t"')}'a'`)
  await expectAnswer(own.query('SELECT t.m AS x FROM "vigie.t" AS t WHERE t.n IS NULL AND t.g = \'a\''), [
    '0.138698270356653826',
  ])
  own.close()
})

testOnGoogleSql('INSERT of a product is exact in GoogleSQL', async (engine) => {
  await engine.register([ROWS])
  await engine.execute(`${forGoogleSql(INSERT)}'a'`)
  expect(engine.rows(ROWS.name).at(-1)?.m).toBe('0.138698270356653826023168')
})
