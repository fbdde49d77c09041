import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { decimalCell, tagsCell } from '#app/imports/reading/cells.ts'
import { parquetSource } from '#app/imports/reading/parquet-source.server.ts'
import { linesOf } from '#app/imports/reading/row-source.server.ts'
import { scanParquet } from '#app/imports/reading/scan-parquet.server.ts'
import { readingTime } from '#app/imports/reading/time-cells.ts'
import {
  openDuckDb,
  refusalOf,
  rowsOf,
  temporaryFile,
  temporaryFolder,
} from '#tests/imports/reading/temporary-files.ts'

async function writeParquet(
  connection: DuckDBConnection,
  select: string,
  name = 'file.parquet',
): Promise<string> {
  const path = join(temporaryFolder(), name)
  await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`)
  return path
}

test('every type becomes the text that a CSV would hold', async () => {
  const connection = await openDuckDb()
  await connection.run("SET TimeZone = 'America/New_York'")
  const columns = {
    text: "'é'",
    empty: "''",
    nothing: 'NULL::VARCHAR',
    money: "'12345678901234567890.123456789012345678'::DECIMAL(38, 18)",
    small: '5e-06::DOUBLE',
    single: '0.1::FLOAT',
    whole: '42::BIGINT',
    flag: 'true',
    day: "DATE '2024-02-29'",
    wall: "TIMESTAMP '2024-09-18 22:00:00.5'",
    nano: "'2024-09-18 22:00:00.123456789'::TIMESTAMP_NS",
    instant: "TIMESTAMPTZ '2024-10-27 00:30:00+00'",
    map: "MAP {'business_unit': 'a\"b', 'x': NULL}",
    struct: "{'k': 'v', 'n': 2}",
    labels: "[{'key': 'team', 'value': 'é'}, {'key': 'void', 'value': NULL}]",
    none: '[]::STRUCT(key VARCHAR, value VARCHAR)[]',
    list: "['a', 'b']",
  }
  const path = await writeParquet(
    connection,
    `SELECT ${Object.entries(columns)
      .map(([name, sql]) => `${sql} AS "${name}"`)
      .join(', ')}`,
  )
  const scan = await scanParquet(connection, path)
  expect(scan).toMatchObject({ kind: 'parquet', records: 1, header: Object.keys(columns) })
  const wanted = Object.fromEntries(scan.header.map((name) => [name, name]))
  const [row] = await rowsOf(connection, parquetSource(scan, { columns: wanted }))
  expect(Object.fromEntries(scan.header.map((name, index) => [name, row?.[index]]))).toEqual({
    text: 'é',
    empty: null,
    nothing: null,
    money: '12345678901234567890.123456789012345678',
    small: '5e-06',
    single: '0.1',
    whole: '42',
    flag: 'true',
    day: '2024-02-29',
    wall: '2024-09-18 22:00:00.5',
    nano: '2024-09-18 22:00:00.123456789',
    instant: '2024-10-27T00:30:00.000000Z',
    map: '{"business_unit":"a\\"b","x":null}',
    struct: '{"k":"v","n":2}',
    labels: '{"team":"é","void":null}',
    none: '{}',
    list: '["a","b"]',
  })
})

test('the cells of other files read these texts too', async () => {
  const connection = await openDuckDb()
  const path = await writeParquet(
    connection,
    "SELECT 1e-07::DOUBLE AS cost, TIMESTAMPTZ '2024-12-31 23:30:00+00' AS time, MAP {'a': 'b'} AS tags FROM range(3)",
    "it's [one] month=1.parquet",
  )
  const scan = await scanParquet(connection, path)
  const source = parquetSource(scan, { columns: { c: 'cost', t: 'time', g: 'tags' }, recordNumbers: true })
  const cells = [decimalCell('c'), readingTime('t', { zone: 'Europe/Paris' }), tagsCell('g')].map(
    ({ value }) => value,
  )
  expect(
    await rowsOf(connection, `SELECT record, ${cells.join(', ')} FROM (${source}) ORDER BY record`),
  ).toEqual(
    ['1', '2', '3'].map((record) => [record, '0.000000100000000000', '2025-01-01 00:30:00', '{"a":"b"}']),
  )
  expect(Object.fromEntries(await linesOf(scan, [2]))).toEqual({ 2: 2 })
  expect((await refusalOf((async () => parquetSource(scan, { columns: { x: 'x' } }))())).reason).toBe(
    'missing-column',
  )
})

test('a file that only has the name, is cut, damaged, empty or without rows is refused', async () => {
  const connection = await openDuckDb()
  const refuse = (content: string | Uint8Array) =>
    refusalOf(scanParquet(connection, temporaryFile(content, 'x.parquet')))
  const whole = readFileSync(
    await writeParquet(connection, "SELECT i, 'text ' || i AS t FROM range(5000) r(i)"),
  )
  const named = await refuse('a,b\n1,2\n')
  expect([named.reason, named.problem]).toEqual([
    'not-parquet',
    'the name says Parquet, and the content is something else',
  ])
  expect((await refuse(whole.subarray(0, whole.length - 100))).problem).toContain('cut')
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, 4, 2000)
  expect((await refuse(damaged)).problem).toContain('damaged')
  const footer = Buffer.from(whole)
  footer.fill(0xff, whole.length - 200, whole.length - 8)
  expect((await refuse(footer)).problem).toContain('damaged')
  expect((await refuse('')).reason).toBe('empty')
  expect((await refuse('PAR1PAR1')).reason).toBe('not-parquet')
  const path = await writeParquet(connection, 'SELECT 1 AS a WHERE false')
  expect((await refusalOf(scanParquet(connection, path))).reason).toBe('header-only')
  expect((await refusalOf(scanParquet(connection, join(temporaryFolder(), 'no.parquet')))).reason).toBe(
    'missing',
  )
  writeFileSync(path, whole)
  expect((await scanParquet(connection, path)).records).toBe(5000)
})
