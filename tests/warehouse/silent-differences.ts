import type { Table } from '#tests/googlesql/tables.ts'

const LARGEST_INT64 = '9223372036854775807'

/** The table that every case reads, `{t}` in its statements. */
export const ROWS: Table = {
  name: 'vigie.t',
  columns: [
    { name: 'g', type: 'STRING' },
    { name: 'u', type: 'STRING' },
    { name: 'n', type: 'INT64' },
    { name: 'q', type: 'DECIMAL(18,6)' },
    { name: 'm', type: 'BIGNUMERIC' },
    { name: 'f', type: 'FLOAT64' },
    { name: 'd', type: 'DATE' },
  ],
  rows: [
    { g: 'a', u: 'A', n: LARGEST_INT64, q: '1.123456', m: '0.123456789012345678', f: 0.1, d: '2027-01-01' },
    { g: 'b', u: 'a', n: 3, q: '2.000001', m: '2', f: 0.2, d: '2026-01-04' },
    { g: 'c', u: null, n: null, q: null, m: null, f: null, d: null },
  ],
}

/** The values of column `x` in the order of the rows, or the error that an engine answers with. */
export type Answer = readonly unknown[] | RegExp

export type Case = {
  readonly difference: string
  readonly sql: string
  readonly googlesql: Answer
  readonly duckdb: Answer
  /** What shared SQL writes instead, and what both engines then answer; null where it does without. */
  readonly instead: { readonly sql: string; readonly both: readonly unknown[] } | null
}

const A = "FROM {t} AS t WHERE t.g = 'a'"
const B = "FROM {t} AS t WHERE t.g = 'b'"
const C = "FROM {t} AS t WHERE t.g = 'c'"
const EXACT = '0.138698270356653826023168'
const ROUNDED = '0.138698270356653826'

/** A product that meets a BIGNUMERIC keeps 24 decimals on one engine and 18 on the other. */
function productIn(place: string, around: (product: string) => string): Case {
  return {
    difference: `a product in ${place}`,
    sql: around('t.q * t.m'),
    googlesql: [EXACT],
    duckdb: [ROUNDED],
    instead: { sql: around('ROUND(t.q * t.m, 18)'), both: [ROUNDED] },
  }
}

/** Every difference between the engines that no error shows, and some that one does; an upgrade that changes one is seen. */
export const CASES: readonly Case[] = [
  {
    difference: 'division by zero',
    sql: 'SELECT 1 / 0 AS x',
    googlesql: /division by zero/,
    duckdb: [Infinity],
    instead: { sql: 'SELECT 1 / NULLIF(0, 0) AS x', both: [null] },
  },
  {
    difference: 'CONCAT with a NULL',
    sql: `SELECT CONCAT('a', t.u) AS x ${C}`,
    googlesql: [null],
    duckdb: ['a'],
    instead: { sql: `SELECT 'a' || t.u AS x ${C}`, both: [null] },
  },
  {
    difference: 'GREATEST with a NULL',
    sql: `SELECT GREATEST(1, t.n) AS x ${C}`,
    googlesql: [null],
    duckdb: [1],
    instead: { sql: `SELECT CASE WHEN t.n > 1 THEN t.n ELSE 1 END AS x ${C}`, both: [1] },
  },
  {
    difference: 'LEAST with a NULL',
    sql: `SELECT LEAST(1, t.n) AS x ${C}`,
    googlesql: [null],
    duckdb: [1],
    instead: { sql: `SELECT CASE WHEN t.n < 1 THEN t.n ELSE 1 END AS x ${C}`, both: [1] },
  },
  {
    difference: 'a decimal literal',
    sql: 'SELECT 0.1 + 0.2 AS x',
    googlesql: [0.30000000000000004],
    duckdb: ['0.3'],
    instead: {
      sql: "SELECT CAST('0.1' AS BIGNUMERIC) + CAST('0.2' AS BIGNUMERIC) AS x",
      both: ['0.3'],
    },
  },
  {
    difference: 'ROUND of a decimal literal',
    sql: 'SELECT ROUND(1.005, 2) AS x',
    googlesql: [1],
    duckdb: ['1.01'],
    instead: { sql: "SELECT ROUND(CAST('1.005' AS BIGNUMERIC), 2) AS x", both: ['1.01'] },
  },
  {
    difference: 'a decimal as text',
    sql: 'SELECT CAST(1.0 AS STRING) AS x',
    googlesql: ['1'],
    duckdb: ['1.0'],
    instead: null,
  },
  {
    difference: 'a BIGNUMERIC as text',
    sql: `SELECT CAST(t.m AS STRING) AS x ${B}`,
    googlesql: ['2'],
    duckdb: ['2.000000000000000000'],
    instead: { sql: `SELECT t.m AS x ${B}`, both: ['2'] },
  },
  {
    difference: 'NaN beside NaN',
    sql: "SELECT CAST('NaN' AS FLOAT64) = CAST('NaN' AS FLOAT64) AS x",
    googlesql: [false],
    duckdb: [true],
    instead: null,
  },
  {
    difference: 'EXTRACT of the week',
    sql: `SELECT EXTRACT(WEEK FROM t.d) AS x ${A}`,
    googlesql: [0],
    duckdb: [53],
    instead: { sql: `SELECT EXTRACT(QUARTER FROM t.d) AS x ${A}`, both: [1] },
  },
  {
    difference: 'EXTRACT of the day of the week',
    sql: `SELECT EXTRACT(DAYOFWEEK FROM t.d) AS x ${B}`,
    googlesql: [1],
    duckdb: [0],
    instead: { sql: `SELECT EXTRACT(DAY FROM t.d) AS x ${B}`, both: [4] },
  },
  {
    difference: 'division of a DECIMAL(18,6)',
    sql: `SELECT t.q / 3 AS x ${A}`,
    googlesql: ['0.374485333'],
    duckdb: [0.37448533333333334],
    instead: null,
  },
  {
    difference: 'division of a BIGNUMERIC',
    sql: `SELECT t.m / 3 AS x ${A}`,
    googlesql: ['0.041152263004115226'],
    duckdb: [0.041152263004115223],
    instead: null,
  },
  {
    difference: 'GROUP BY an alias that hides a column',
    sql: 'SELECT LOWER(t.u) AS u, COUNT(*) AS x FROM {t} AS t GROUP BY u ORDER BY 2',
    googlesql: [1, 2],
    duckdb: [1, 1, 1],
    instead: {
      sql: 'SELECT LOWER(t.u) AS u, COUNT(*) AS x FROM {t} AS t GROUP BY 1 ORDER BY 2',
      both: [1, 2],
    },
  },
  {
    difference: 'DECIMAL(18,6) × DECIMAL(18,6)',
    sql: `SELECT t.q * t.q AS x ${A}`,
    googlesql: ['1.262153384'],
    duckdb: ['1.262153383936'],
    instead: { sql: `SELECT t.q * CAST(t.q AS BIGNUMERIC) AS x ${A}`, both: ['1.262153383936'] },
  },
  {
    difference: 'a DECIMAL(18,6) × a literal of twelve decimals',
    sql: `SELECT t.q * 1.123456789012 AS x ${A}`,
    googlesql: ['1.26215427'],
    duckdb: ['1.262154270356265472'],
    instead: {
      sql: `SELECT t.q * CAST('1.123456789012' AS BIGNUMERIC) AS x ${A}`,
      both: ['1.262154270356265472'],
    },
  },
  productIn('COALESCE', (product) => `SELECT COALESCE(${product}, t.m) AS x ${A}`),
  productIn('IFNULL', (product) => `SELECT IFNULL(${product}, t.m) AS x ${A}`),
  productIn('IF', (product) => `SELECT IF(t.g = 'a', ${product}, t.m) AS x ${A}`),
  productIn('CASE', (product) => `SELECT CASE WHEN t.g = 'a' THEN ${product} ELSE t.m END AS x ${A}`),
  {
    ...productIn('GREATEST', (product) => `SELECT GREATEST(${product}, t.m) AS x ${A}`),
    instead: {
      sql: `SELECT CASE WHEN t.q * t.m > t.m THEN ROUND(t.q * t.m, 18) ELSE t.m END AS x ${A}`,
      both: [ROUNDED],
    },
  },
  productIn(
    'UNION ALL',
    (product) => `SELECT ${product} AS x ${A} UNION ALL SELECT t.m FROM {t} AS t WHERE t.g = 'z'`,
  ),
  productIn('CAST AS BIGNUMERIC', (product) => `SELECT CAST(${product} AS BIGNUMERIC) AS x ${A}`),
  {
    difference: 'AVG of a BIGNUMERIC',
    sql: 'SELECT AVG(t.m) AS x FROM {t} AS t',
    googlesql: ['1.061728394506172839'],
    duckdb: [1.0617283945061728],
    instead: { sql: 'SELECT SUM(t.m) AS x FROM {t} AS t', both: ['2.123456789012345678'] },
  },
  {
    difference: 'a backslash in a literal',
    sql: "SELECT 'a\\nb' AS x",
    googlesql: ['a\nb'],
    duckdb: ['a\\nb'],
    instead: null,
  },
  {
    difference: 'the sum of sums of INT64',
    sql: `SELECT SUM(t.n) + SUM(t.n) + SUM(t.n) + SUM(t.n) AS x ${A}`,
    googlesql: /int64 overflow/,
    duckdb: ['36893488147419103228'],
    instead: null,
  },
  {
    difference: 'SUM of INT64 past its limit',
    sql: 'SELECT SUM(t.n) AS x FROM {t} AS t',
    googlesql: /int64 overflow/,
    duckdb: ['9223372036854775810'],
    instead: null,
  },
  {
    difference: 'SUBSTR from 0',
    sql: "SELECT SUBSTR('abc', 0, 2) AS x",
    googlesql: ['ab'],
    duckdb: ['a'],
    instead: { sql: "SELECT SUBSTR('abc', 1, 2) AS x", both: ['ab'] },
  },
  {
    difference: 'an element of a list by [0]',
    sql: "SELECT SPLIT('a,b', ',')[0] AS x",
    googlesql: ['a'],
    duckdb: [null],
    instead: null,
  },
  {
    difference: 'FORMAT',
    sql: "SELECT FORMAT('%d', 3) AS x",
    googlesql: ['3'],
    duckdb: ['%d'],
    instead: null,
  },
  {
    difference: 'NUMERIC without precision',
    sql: "SELECT CAST('1.23456' AS NUMERIC) AS x",
    googlesql: ['1.23456'],
    duckdb: ['1.235'],
    instead: { sql: "SELECT CAST('1.23456' AS DECIMAL(18,6)) AS x", both: ['1.23456'] },
  },
  {
    difference: 'ORDER BY an expression over an alias that hides a column',
    sql: 'SELECT -t.m AS m, t.g AS x FROM {t} AS t ORDER BY m + 0',
    googlesql: ['c', 'b', 'a'],
    duckdb: ['c', 'a', 'b'],
    instead: { sql: 'SELECT -t.m AS opposite, t.g AS x FROM {t} AS t ORDER BY 1', both: ['c', 'b', 'a'] },
  },
  {
    difference: 'the operator ^',
    sql: 'SELECT 5 ^ 2 AS x',
    googlesql: [7],
    duckdb: [25],
    instead: { sql: 'SELECT 5 * 5 AS x', both: [25] },
  },
  {
    difference: 'the operator >> on a negative number',
    sql: 'SELECT -1 >> 1 AS x',
    googlesql: [LARGEST_INT64],
    duckdb: [-1],
    instead: null,
  },
  {
    difference: 'LOG of one argument',
    sql: 'SELECT LOG(100) AS x',
    googlesql: [4.605170185988092],
    duckdb: [2],
    instead: null,
  },
  {
    difference: 'LOG of two arguments',
    sql: 'SELECT LOG(8, 2) AS x',
    googlesql: [3],
    duckdb: [0.33333333333333337],
    instead: null,
  },
  {
    difference: 'POW that has no value',
    sql: 'SELECT POW(0, -1) AS x',
    googlesql: /Floating point error/,
    duckdb: [Infinity],
    instead: null,
  },
  {
    difference: 'MOD by zero',
    sql: 'SELECT MOD(7, 0) AS x',
    googlesql: /division by zero/,
    duckdb: [null],
    instead: { sql: 'SELECT MOD(7, NULLIF(0, 0)) AS x', both: [null] },
  },
  {
    difference: 'a float as INT64',
    sql: 'SELECT CAST(CAST(2.5 AS FLOAT64) AS INT64) AS x',
    googlesql: [3],
    duckdb: [2],
    instead: null,
  },
  {
    difference: 'a float as BIGNUMERIC',
    sql: `SELECT CAST(t.f AS BIGNUMERIC) AS x ${A}`,
    googlesql: ['0.10000000000000000555111512312578270212'],
    duckdb: ['0.1'],
    instead: null,
  },
  {
    difference: 'a decimal text as INT64',
    sql: "SELECT CAST('1.5' AS INT64) AS x",
    googlesql: /Bad int64 value/,
    duckdb: [2],
    instead: null,
  },
  {
    difference: 'an expression of two types, over two tables, repeated in GROUP BY',
    sql: 'SELECT a.g, b.q - a.m AS x FROM {t} AS a JOIN {t} AS b ON b.g = a.g GROUP BY a.g, b.q - a.m ORDER BY 1',
    googlesql: /b.q which is neither grouped nor aggregated/,
    duckdb: ['0.999999210987654322', '0.000001', null],
    instead: {
      sql: 'SELECT a.g, b.q - a.m AS x FROM {t} AS a JOIN {t} AS b ON b.g = a.g GROUP BY 1, 2 ORDER BY 1',
      both: ['0.999999210987654322', '0.000001', null],
    },
  },
  {
    difference: 'GROUP BY a name that two tables have',
    sql: 'SELECT a.g, COUNT(*) AS x FROM {t} AS a JOIN {t} AS b ON b.g = a.g GROUP BY g',
    googlesql: [1, 1, 1],
    duckdb: /Ambiguous reference/,
    instead: {
      sql: 'SELECT a.g, COUNT(*) AS x FROM {t} AS a JOIN {t} AS b ON b.g = a.g GROUP BY 1',
      both: [1, 1, 1],
    },
  },
  {
    difference: 'the order of NULLs, ascending',
    sql: 'SELECT t.u AS x FROM {t} AS t ORDER BY t.u',
    googlesql: [null, 'A', 'a'],
    duckdb: [null, 'A', 'a'],
    instead: null,
  },
  {
    difference: 'the order of NULLs, descending',
    sql: 'SELECT t.u AS x FROM {t} AS t ORDER BY t.u DESC',
    googlesql: ['a', 'A', null],
    duckdb: ['a', 'A', null],
    instead: null,
  },
  {
    difference: 'an empty answer without a dimension',
    sql: "SELECT SUM(t.n) AS x FROM {t} AS t WHERE t.g = 'z'",
    googlesql: [null],
    duckdb: [null],
    instead: { sql: "SELECT t.g, SUM(t.n) AS x FROM {t} AS t WHERE t.g = 'z' GROUP BY 1", both: [] },
  },
]
