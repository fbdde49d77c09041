import { expect, test } from 'vitest'
import {
  combinationStatement,
  factDayStatements,
  factMonthStatements,
} from '#app/warehouse/serve-statements.ts'
import { columnsOf, coreTables, serveTables } from '#app/warehouse/tables.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { openDuckdbMemory } from '#tests/warehouse/duckdb-memory.ts'
import { CASES } from '#tests/warehouse/silent-differences.ts'
import { RULES } from '#tests/warehouse/sql-lint/rules.ts'
import { lintStatement } from '#tests/warehouse/sql-lint.ts'
import { PAIRS } from '#tests/warehouse/sql-lint-cases.ts'

const testOnGoogleSql = googlesqlTest()
const rulesOf = async (sql: string) => (await lintStatement(sql)).map(({ rule }) => rule)

for (const { rule, refused, accepted } of PAIRS) {
  test(`${rule}: refuses ${refused}`, async () => {
    expect(await rulesOf(refused)).toContain(rule)
    expect(await lintStatement(accepted)).toEqual([])
  })
}

test('every rule has a refused statement and its rewriting', () => {
  expect([...new Set(PAIRS.map(({ rule }) => rule))].sort()).toEqual(Object.keys(RULES).sort())
})

const TABLES = [...new Set([...coreTables(), ...serveTables()])].map((name) => ({
  name: `vigie.${name}`,
  columns: columnsOf(name),
  rows: [],
}))

testOnGoogleSql('what the lint accepts, GoogleSQL accepts', async (engine) => {
  await engine.register(TABLES)
  const parameters = {
    list: { type: 'STRING[]', value: [] },
    model: { type: 'STRING', value: '' },
    eve: { type: 'DATE', value: null },
  } as const
  for (const { accepted } of PAIRS) {
    const sql = accepted.replaceAll(/\{(\w+)\}/g, '(SELECT * FROM `vigie.$1` AS scoped)')
    expect([accepted, await engine.analyze(sql, parameters)]).toEqual([accepted, null])
  }
})

test('what the lint accepts, DuckDB runs', async () => {
  const duckdb = await openDuckdbMemory(TABLES)
  for (const { accepted } of PAIRS) {
    const sql = accepted
      .replaceAll(/\{(\w+)\}/g, '(SELECT * FROM "vigie.$1" AS scoped)')
      .replace('@list', "['a']")
      .replaceAll(/@(model|eve)/g, 'NULL')
    expect(await duckdb.query(sql)).toBeInstanceOf(Array)
  }
  duckdb.close()
})

/** The cases' columns have the types of these columns of the schema. */
const OF_SCHEMA = { q: 'gpu_hours', m: 'cost', n: 'requests', u: 'model', d: 'day', g: 'project' }
const inSchema = (sql: string) =>
  Object.entries(OF_SCHEMA).reduce(
    (text, [name, column]) => text.replaceAll(new RegExp(`\\bt\\.${name}\\b`, 'g'), `t.${column}`),
    sql.replaceAll('{t}', '{fact_day}'),
  )

/** Differences that no text shows, each with what stands against it. */
const NOT_IN_THE_TEXT: Record<string, string> = {
  'SUM of INT64 past its limit': 'counts stay far below 2^63',
  'a float as BIGNUMERIC': 'no table has a column of floats',
  'a decimal text as INT64': 'GoogleSQL fails on it',
  'the order of NULLs, ascending': 'a setting of the DuckDB instance',
  'the order of NULLs, descending': 'a setting of the DuckDB instance',
  'an empty answer without a dimension': 'the same on both',
  'an expression of two types, over two tables, repeated in GROUP BY': 'GoogleSQL refuses it',
  'GROUP BY a name that two tables have': 'DuckDB refuses it',
}

for (const { difference, sql, instead } of CASES) {
  test(`the lint knows the difference: ${difference}`, async () => {
    const rules = await rulesOf(inSchema(sql))
    expect({ difference, refused: rules.length > 0 }).toEqual({
      difference,
      refused: !(difference in NOT_IN_THE_TEXT),
    })
    if (instead !== null) expect(await lintStatement(inSchema(instead.sql))).toEqual([])
  })
}

test('a CTE is a table only where it is visible', async () => {
  const cte =
    'WITH a AS (SELECT f.month FROM {fact_month} AS f), b AS (SELECT a.month FROM a) SELECT b.month FROM b'
  expect(await lintStatement(cte)).toEqual([])
  const forward =
    'WITH b AS (SELECT a.month FROM a), a AS (SELECT f.month FROM {fact_month} AS f) SELECT b.month FROM b'
  expect(await rulesOf(forward)).toEqual(['bare-table'])
  const inner =
    'SELECT x.month FROM (WITH a AS (SELECT f.month FROM {fact_month} AS f) SELECT a.month FROM a) AS x JOIN a ON a.month = x.month'
  expect(await rulesOf(inner)).toEqual(['bare-table'])
  const itself = 'WITH project AS (SELECT p.project FROM project AS p) SELECT project.project FROM project'
  expect(await rulesOf(itself)).toEqual(['bare-table'])
  const otherSchema = 'WITH a AS (SELECT f.month FROM {fact_month} AS f) SELECT a.month FROM main.a'
  expect(await rulesOf(otherSchema)).toEqual(['bare-table'])
})

test('a bare table is found wherever it hides', async () => {
  const hidden = [
    'SELECT (SELECT MAX(s.cost) FROM secret AS s) AS n',
    'SELECT f.month FROM {fact_month} AS f WHERE EXISTS (SELECT 1 FROM secret AS s)',
    'SELECT f.month FROM {fact_month} AS f WHERE f.model IN (SELECT s.model FROM secret AS s)',
    'SELECT f.month FROM {fact_month} AS f LEFT JOIN secret AS s ON s.month = f.month',
    'SELECT f.month FROM {fact_month} AS f JOIN {project} AS p ON p.project = (SELECT MAX(s.p) FROM secret AS s)',
    'SELECT f.month FROM {fact_month} AS f UNION ALL SELECT s.month FROM secret AS s',
    'SELECT f.month FROM {fact_month} AS f ORDER BY (SELECT MAX(s.p) FROM secret AS s)',
    'SELECT f.month FROM {fact_month} AS f GROUP BY 1 HAVING COUNT(*) > (SELECT MAX(s.p) FROM secret AS s)',
    'SELECT f.month FROM {fact_month} AS f LIMIT (SELECT COUNT(*) FROM secret AS s)',
    'SELECT SUM(f.cost) OVER (PARTITION BY (SELECT MAX(s.p) FROM secret AS s)) AS n FROM {fact_month} AS f',
    'SELECT CASE WHEN f.fact = @fact THEN (SELECT MAX(s.p) FROM secret AS s) END AS n FROM {fact_month} AS f',
    'WITH a AS (WITH b AS (SELECT s.month FROM secret AS s) SELECT b.month FROM b) SELECT a.month FROM a',
    "SELECT s.n FROM 'secret.csv' AS s",
    'SELECT f.month FROM {fact_month} AS f -- {fact_month}\n, secret AS s',
    "SELECT f.month FROM {fact_month} AS f WHERE f.model = '--' AND EXISTS (SELECT 1 FROM secret AS s)",
    'SELECT f.month FROM {fact_month} AS f /* */ , secret AS s /* */',
  ]
  for (const sql of hidden)
    expect([sql, await rulesOf(sql)]).toEqual([sql, expect.arrayContaining(['bare-table'])])
})

test('comments and literals that only look like tables, casts or parameters deceive nobody', async () => {
  const sql = `SELECT f.month -- FROM secret, a::text, "x", 0.5
FROM {fact_month} AS f /* JOIN secret ON true */
WHERE f.model = 'FROM secret; SELECT 0.5 AS select'`
  expect(await lintStatement(sql)).toEqual([])
})

test('each finding says what, why and what to write instead', async () => {
  const [found] = await lintStatement('SELECT CONCAT(f.model, f.region) AS n FROM {fact_month} AS f')
  expect(found).toEqual({ rule: 'concat', found: 'concat(f.model, f.region)', ...RULES.concat })
})

test('the statements that fill the serve tables are shared SQL', async () => {
  const statements = [...factMonthStatements(), ...factDayStatements()].map(({ sql }) => sql)
  for (const sql of [...statements, combinationStatement('requests'), combinationStatement('gpu')]) {
    expect(await lintStatement(sql)).toEqual([])
  }
})
