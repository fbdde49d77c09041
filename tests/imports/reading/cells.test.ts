import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, decimalCell, integerCell, tagsCell, tagValue } from '#app/imports/reading/cells.ts'
import { sqlText } from '#app/imports/reading/sql-text.ts'
import { decimalText, parseDecimal } from '#tests/imports/reading/decimal-reference.ts'
import { openDuckDb, rowsOf } from '#tests/imports/reading/temporary-files.ts'

async function readCells(
  connection: DuckDBConnection,
  cell: Cell,
  texts: readonly (string | null)[],
  extra = "''",
) {
  const values = texts.map((text, index) => `(${index}, ${text === null ? 'NULL' : sqlText(text)})`)
  return rowsOf(
    connection,
    `SELECT ${cell.value}, ${cell.isBad}, ${extra} FROM (VALUES ${values.join(', ')}) rows(i, cell) ORDER BY i`,
  )
}

const decimal = decimalCell('cell')
const integer = integerCell('cell')
const GOOD = 'false'
const BAD = 'true'

test('a decimal is exact through exponents, signs and spaces', async () => {
  const connection = await openDuckDb()
  const texts = [
    '5e-06',
    '-1.50',
    '+2',
    ' 7 ',
    '.5',
    '5.',
    '1E2',
    '0.00000160599',
    '12345678901234567e-16',
    '0e999',
  ]
  expect(
    (await readCells(connection, decimal, texts)).map(([value, isBad]) => [Number(value), isBad]),
  ).toEqual(
    [0.000005, -1.5, 2, 7, 0.5, 5, 100, 0.00000160599, 1.2345678901234567, 0].map((value) => [value, GOOD]),
  )
})

test('a missing decimal is null and not bad', async () => {
  const rows = await readCells(await openDuckDb(), decimal, [null, '', '  ', 'NULL'], decimal.losesDigits)
  expect(rows).toEqual(Array(4).fill([null, GOOD, 'false']))
})

test('what only looks like a number is bad', async () => {
  const texts = [
    ...[
      'infinity',
      'inf',
      'nan',
      '1_000',
      '1,5',
      '1 000',
      '0x10',
      '1e',
      'e5',
      '.',
      '-',
      '--1',
      '1.2.3',
      '$5',
      'null',
      '\\N',
    ],
    ...[
      '1\u00a0000',
      '٣',
      '5%',
      '(5)',
      '100000000000000000000',
      '1e20',
      '-1e999',
      '1e9999999',
      '1;5',
      "1'000",
      '1e1.5',
      '+ 5',
    ],
  ]
  const rows = await readCells(await openDuckDb(), decimal, texts)
  expect(rows.map(([value, isBad], index) => [texts[index], value, isBad])).toEqual(
    texts.map((text) => [text, null, BAD]),
  )
})

test('digits past the 18th decimal are rounded and told', async () => {
  const texts = [
    '0.0000000000000000005',
    '0.00000000000000000049',
    '-0.0000000000000000015',
    '0.1000000000000000000',
    '1e-30',
    '0e-30',
  ]
  expect(await readCells(await openDuckDb(), decimal, texts, decimal.losesDigits)).toEqual([
    ['0.000000000000000001', GOOD, 'true'],
    ['0.000000000000000000', GOOD, 'true'],
    ['-0.000000000000000002', GOOD, 'true'],
    ['0.100000000000000000', GOOD, 'false'],
    ['0.000000000000000000', GOOD, 'true'],
    ['0.000000000000000000', GOOD, 'false'],
  ])
})

test('every decimal equals the one that integers alone give', async () => {
  const connection = await openDuckDb()
  const digits = (max: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: max })
  const exponent = fc.option(
    fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.integer({ min: 0, max: 45 })),
  )
  const number = fc
    .tuple(fc.constantFrom('', '-', '+'), digits(30), fc.option(digits(40)), exponent)
    .map(
      ([sign, whole, decimals, power]) =>
        `${sign}${whole}${decimals === null ? '' : `.${decimals}`}${power?.join('') ?? ''}`,
    )
  const noise = fc
    .string({ unit: fc.constantFrom(...'0129.eE+- ,_'), maxLength: 12 })
    .filter((text) => text.trim() !== '')
  const money = fc.tuple(fc.integer({ min: -99999, max: 99999 }), digits(18)).map((parts) => parts.join('.'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(number, noise, money), { minLength: 300, maxLength: 300 }),
      async (texts) => {
        const expected = texts.map((text) => {
          const exact = parseDecimal(text)
          return exact ? [decimalText(exact), GOOD, String(exact.losesDigits)] : [null, BAD]
        })
        const rows = await readCells(connection, decimal, texts, decimal.losesDigits)
        const seen = rows.map((row) => (row[1] === BAD ? row.slice(0, 2) : row))
        expect(seen.map((row, index) => [texts[index], ...row])).toEqual(
          expected.map((row, index) => [texts[index], ...row]),
        )
      },
    ),
    { numRuns: 20, endOnFailure: true },
  )
})

test('a sum of decimals is exact', async () => {
  const connection = await openDuckDb()
  const [row] = await rowsOf(
    connection,
    `SELECT sum(${decimal.value}) FROM (SELECT '1e-06' AS cell FROM range(1000000))`,
  )
  expect(row).toEqual(['1.000000000000000000'])
})

test('an integer is whole or bad', async () => {
  const connection = await openDuckDb()
  const good = ['0', '-7', '+12', ' 4808 ', '4808.0', '007', '9223372036854775807', '5.']
  expect((await readCells(connection, integer, good)).map((row) => row.slice(0, 2))).toEqual(
    ['0', '-7', '12', '4808', '4808', '7', '9223372036854775807', '5'].map((value) => [value, GOOD]),
  )
  const wrong = [
    '1.5',
    '1_000',
    '1,000',
    '1e3',
    'infinity',
    '9223372036854775808',
    '0x1',
    'true',
    '--1',
    '1.00000001',
  ]
  expect((await readCells(connection, integer, wrong)).map((row) => row.slice(0, 2))).toEqual(
    wrong.map(() => [null, BAD]),
  )
  expect((await readCells(connection, integer, [null, '', 'NULL'])).map((row) => row.slice(0, 2))).toEqual(
    Array(3).fill([null, GOOD]),
  )
})

test('tags are a JSON object or bad, and a tag is read by its exact key', async () => {
  const connection = await openDuckDb()
  const tags = tagsCell('cell')
  const good = ['{"a/b":"x","c~d":"","it\'s":1,"n":null}', ' {} ', null, '', 'NULL', 'null']
  const rows = await readCells(connection, tags, good)
  expect(rows.map((row) => row[1])).toEqual(good.map(() => GOOD))
  expect(rows.map((row) => row[0])).toEqual([good[0], '{}', null, null, null, null])
  const wrong = ['[1]', '"x"', 'user:a=b', '{a:1}', "{'a': None}", '{"a":1', '5']
  expect((await readCells(connection, tags, wrong)).map((row) => row.slice(0, 2))).toEqual(
    wrong.map(() => [null, BAD]),
  )
  const values = ['a/b', 'c~d', "it's", 'n', 'absent', 'a'].map((key) =>
    tagValue(sqlText(good[0] ?? ''), key),
  )
  expect(await rowsOf(connection, `SELECT ${values.join(', ')}`)).toEqual([
    ['x', null, '1', null, null, null],
  ])
})

test('a short decimal, which is read in a narrower type, is what the widest type reads', async () => {
  const connection = await openDuckDb()
  const lengths = Array.from(
    { length: 12 * 19 },
    (_, index) => [1 + Math.floor(index / 19), index % 19] as const,
  )
  const texts = lengths.flatMap(([whole, decimals]) =>
    ['9', '1', '0'].flatMap((digit) => {
      const text = `${digit.repeat(whole)}${decimals === 0 ? '' : `.${digit.repeat(decimals)}`}`
      return [text, `-${text}`, `+${text}`]
    }),
  )
  const widest = { value: 'TRY_CAST(cell AS DECIMAL(38, 18))', isBad: 'false' }
  expect(await readCells(connection, decimal, texts)).toEqual(await readCells(connection, widest, texts))
})
