import { appendFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { physicalLinesOf } from '#app/imports/reading/physical-lines.server.ts'
import { assertUnchanged } from '#app/imports/reading/read-bytes.server.ts'
import { csvSource } from '#app/imports/reading/read-csv.server.ts'
import { assertAllRead } from '#app/imports/reading/row-source.server.ts'
import { scanFile } from '#app/imports/reading/scan-file.server.ts'
import { byEffort } from '#tests/effort.ts'
import { openDuckDb, refusalOf, rowsOf, temporaryFile } from '#tests/imports/reading/temporary-files.ts'

async function read(content: string, columns: Record<string, string>, name = 'file.csv') {
  const scan = await scanFile(temporaryFile(content, name))
  return rowsOf(await openDuckDb(), csvSource(scan, { columns }))
}

const AB = { a: 'a', b: 'b' }

test('LF, CRLF, mixed line ends, a mark and no last newline give the same rows', async () => {
  const rows = [
    ['1', '2'],
    ['x\r\ny', 'say "hi"'],
    ['3', null],
  ]
  const lines = ['a,b', '1,2', '"x\r\ny","say ""hi"""', '3,']
  for (const text of [
    `${lines.join('\n')}\n`,
    `${lines.join('\r\n')}\r\n`,
    `\ufeff${lines.join('\n')}`,
    `${lines[0]}\r\n${lines[1]}\n${lines[2]}\r\n${lines[3]}`,
    `${lines[0]}\n${lines[1]}\r\n\n\r\n${lines[2]}\n${lines[3]}\n\n`,
  ]) {
    expect(await read(text, AB)).toEqual(rows)
  }
})

test('columns are found by their header, whatever their order, case or number', async () => {
  const rows = await read('B,x_extra,b,a\n1,2,3,4\n', { cost: 'a', other: 'B', 'odd "name"': 'b' })
  expect(rows).toEqual([['4', '1', '3']])
})

test('an empty cell and the bare word NULL are null, a quoted "NULL" and other words are texts', async () => {
  expect(await read('a,b\nNULL,"NULL"\n,""\nnull,\\N\n# x, y \n', AB)).toEqual([
    [null, 'NULL'],
    [null, null],
    ['null', '\\N'],
    ['# x', ' y '],
  ])
})

test('a column that the file lacks is refused with the names it has', async () => {
  const scan = await scanFile(temporaryFile('a,b\n1,2\n'))
  const refusal = await refusalOf((async () => csvSource(scan, { columns: { cost: 'BilledCost' } }))())
  expect([refusal.reason, refusal.column]).toEqual(['missing-column', 'BilledCost'])
  expect(refusal.problem).toContain('a, b')
})

test('a file name is taken literally, with quotes, glob characters and misleading endings', async () => {
  for (const name of ["it's.csv", 'a[1]*?.csv', 'plain.csv.gz', 'month=2024-09.csv']) {
    expect(await read('a,b\n1,2\n', AB, name)).toEqual([['1', '2']])
  }
})

test('one column with blank lines reads as the scan counts', async () => {
  const text = 'a\n1\n\n""\n2\n\n'
  const scan = await scanFile(temporaryFile(text))
  expect(await read(text, { a: 'a' })).toHaveLength(scan.records)
})

test('a record of several megabytes is read', async () => {
  const long = 'x'.repeat(5 * 1024 * 1024)
  const rows = await read(`a,b\n"${long}",1\n2,3\n`, AB)
  expect(rows.map(([a, b]) => [a?.length, b])).toEqual([
    [long.length, '1'],
    [1, '3'],
  ])
})

test('records are numbered in the order of the file, and found again on their physical line', async () => {
  const count = 200_000
  const lines = Array.from(
    { length: count },
    (_, index) => `${index + 1},"${index % 7 === 0 ? 'two\nlines' : 'one'}"\n`,
  )
  const scan = await scanFile(temporaryFile(`a,b\n\n${lines.join('')}`))
  const connection = await openDuckDb()
  const source = csvSource(scan, { columns: AB, recordNumbers: true })
  expect(await rowsOf(connection, `SELECT count(*) FROM (${source}) WHERE record <> a::BIGINT`)).toEqual([
    ['0'],
  ])
  const found = await physicalLinesOf(scan, [count, 1, 2, 9])
  const lineOf = (record: number) => 3 + (record - 1) + Math.ceil((record - 1) / 7)
  expect([...found].sort((a, b) => a[0] - b[0])).toEqual(
    [1, 2, 9, count].map((record) => [record, lineOf(record)]),
  )
})

test('at most a thousand lines are looked up', async () => {
  const scan = await scanFile(temporaryFile(`a,b\n${'1,2\n'.repeat(3000)}`))
  const found = await physicalLinesOf(
    scan,
    Array.from({ length: 2000 }, (_, index) => index + 1),
  )
  expect(found.size).toBe(1000)
  expect(found.get(1000)).toBe(1001)
  expect((await physicalLinesOf(scan, [])).size).toBe(0)
})

test('a file that changes after its scan is refused', async () => {
  const path = temporaryFile('a,b\n1,2\n')
  const scan = await scanFile(path)
  await assertUnchanged(path, scan.identity)
  appendFileSync(path, '3,4\n')
  expect((await refusalOf(assertUnchanged(path, scan.identity))).reason).toBe('changed-while-reading')
  expect((await refusalOf(physicalLinesOf(scan, [1]))).reason).toBe('changed-while-reading')
  writeFileSync(path, 'a,b\n1,2\n')
})

test('two readings that disagree refuse the file', async () => {
  const scan = await scanFile(temporaryFile('a,b\n1,2\n3,4\n'))
  assertAllRead(scan, 1, 1)
  expect(() => assertAllRead(scan, 1, 0)).toThrow(/2 records were counted, 1 loaded and 0 rejected/)
})

test('no row is lost around the eight megabytes where DuckDB splits a file', async () => {
  const connection = await openDuckDb()
  const records = [
    '"q ""x"" , ","zzzzzzzzzzzz",123',
    '"a\r\nb","zz",123',
    '"a, b","zzzzz",123',
    'plain,text,123',
  ]
  for (const record of records) {
    const pads = Array.from({ length: record.length + 2 }, (_, index) => index)
    const chosen = byEffort(
      pads,
      pads.filter((pad) => [4, 18, 27].includes(pad)),
    )
    for (const pad of chosen) {
      const count = Math.ceil(8_000_000 / (record.length + 2)) + 5000
      const text = `a,b,c\r\n"${'p'.repeat(pad)}",x,1\r\n${`${record}\r\n`.repeat(count)}`
      const scan = await scanFile(temporaryFile(text))
      expect(scan.records).toBe(count + 1)
      const source = csvSource(scan, { columns: { c: 'c' } })
      const rows = await rowsOf(connection, `SELECT count(*), sum(c::BIGINT) FROM (${source})`)
      expect([record, pad, rows]).toEqual([record, pad, [[String(count + 1), String(count * 123 + 1)]]])
    }
  }
}, 120_000)

test('every table that RFC 4180 can write is read back cell for cell', async () => {
  const connection = await openDuckDb()
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', 'é', ' ', '😀', '\\', "'", '#'),
  })
  const row = fc.tuple(cell, cell, fc.constantFrom('\n', '\r\n'), fc.boolean())
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const write = (text: string, always: boolean) =>
        always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      const body = rows.map(([a, b, end, always]) => `${write(a, always)},${write(b, always)}${end}`)
      const scan = await scanFile(temporaryFile(`a,b\n${body.join('')}`))
      const seen = await rowsOf(connection, csvSource(scan, { columns: AB }))
      expect(seen).toEqual(rows.map(([a, b]) => [a || null, b || null]))
    }),
    { numRuns: 200, endOnFailure: true },
  )
})
