import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInexact, readJsonLine } from '#app/imports/reading/json-line.ts'
import { jsonLinesSource } from '#app/imports/reading/read-json-lines.server.ts'
import { linesOf } from '#app/imports/reading/row-source.server.ts'
import { scanJsonLines } from '#app/imports/reading/scan-json-lines.server.ts'
import { openDuckDb, refusalOf, rowsOf, temporaryFile } from '#tests/imports/reading/temporary-files.ts'

const scanText = (text: string | Uint8Array) => scanJsonLines(temporaryFile(text, 'log.jsonl'))
const refuse = (text: string | Uint8Array) => refusalOf(scanText(text))

test('a scan gives names, records and physical lines', async () => {
  const scan = await scanText('{"b":1,"a":{"x":[1,{"y":2}]}}\r\n\n  \n{"c":null}')
  expect(scan).toMatchObject({
    kind: 'json-lines',
    header: ['b', 'a', 'c'],
    records: 2,
    blankLines: 2,
    physicalLines: 4,
  })
  expect(Object.fromEntries(await linesOf(scan, [2, 1]))).toEqual({ 1: 1, 2: 4 })
})

test('values are read as texts: digits as written, nested values as JSON, absent and empty as null', async () => {
  const lines = [
    '{"t":"2024-01-01","n":123456789012345678901234567890,"m":"0.1234567890123456789"}',
    '{"n":5e-06,"o":{"k":"v","l":[1,2]}}',
    '{"n":1.10,"t":"","o":null,"prompt":"never read"}',
    '{"n":true,"t":"caf\\u00e9 \\"x\\""}',
  ]
  const scan = await scanText(`${lines.join('\n')}\n`)
  const columns = { time: 't', n: 'n', m: 'm', o: 'o' }
  const connection = await openDuckDb()
  expect(await rowsOf(connection, jsonLinesSource(scan, { columns, recordNumbers: true }))).toEqual([
    ['1', '2024-01-01', '123456789012345678901234567890', '0.1234567890123456789', null],
    ['2', null, '5e-06', null, '{"k":"v","l":[1,2]}'],
    ['3', null, '1.1', null, null],
    ['4', 'café "x"', 'true', null, null],
  ])
})

test('a broken line, two objects on one line and an object over several lines name the physical line', async () => {
  for (const [text, line] of [
    ['{"a":1}\n\n{"a":}\n', 3],
    ['{"a":1}\n{"a":1}{"a":2}\n', 2],
    ['{"a":1}\n{"a":2', 2],
    ['{\n"a":1}\n', 1],
    ['{"a":1}\n[1]\n', 2],
    ['[{"a":1}]', 1],
    ['{"a":1}\n{"a":1,}\n', 2],
    ['{"a":NaN}', 1],
    ['{"a":01}', 1],
    ["{'a':1}", 1],
    ['{"a":"\\ud800"}', 1],
    ['{"a":"x\ty"}', 1],
    ['{"a":1}\r{"a":2}', 1],
    [`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 1],
  ] as const) {
    const refusal = await refuse(text)
    expect([text, refusal.reason, refusal.line]).toEqual([text, 'bad-json', line])
    expect(refusal.message).toContain(`log.jsonl, line ${line}`)
  }
})

test('a repeated name, a mark, Latin-1, NUL bytes, compression and emptiness are refused', async () => {
  const twice = await refuse('{"a":1}\n{"a":1,"\\u0061":2}\n')
  expect([twice.reason, twice.line, twice.column]).toEqual(['duplicate-key', 2, 'a'])
  expect((await refuse('\ufeff{"a":1}')).reason).toBe('byte-order-mark')
  const latin = await refuse(Buffer.from('{"a":1}\n{"a":"é"}', 'latin1'))
  expect([latin.reason, latin.line]).toEqual(['not-utf-8', 2])
  const nul = await refuse('{"a":1}\n{"a":"\u0000"}')
  expect([nul.reason, nul.line]).toEqual(['nul-byte', 2])
  expect((await refuse(Buffer.from([0x1f, 0x8b, 8]))).reason).toBe('compressed')
  expect((await refuse('')).reason).toBe('empty')
  expect((await refuse('\n \n')).reason).toBe('empty')
})

test('a number with more digits than a double keeps is refused only where it is wanted', async () => {
  const scan = await scanText('{"a":1,"cost":0.1}\n{"a":2,"cost":0.1234567890123456789}\n')
  expect(jsonLinesSource(scan, { columns: { a: 'a' } })).toContain('read_json')
  const refusal = await refusalOf((async () => jsonLinesSource(scan, { columns: { cost: 'cost' } }))())
  expect([refusal.reason, refusal.line, refusal.column]).toEqual(['inexact-number', 2, 'cost'])
  const missing = await refusalOf((async () => jsonLinesSource(scan, { columns: { x: 'x' } }))())
  expect(missing.reason).toBe('missing-column')
})

test('a line is accepted exactly when JSON.parse accepts it and it is one object', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  fc.assert(
    fc.property(
      value,
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom('', '"', '{', ',', ' ', '0', '\\'),
      (json, at, noise) => {
        const whole = JSON.stringify(json)
        const text = whole.slice(0, at) + noise + whole.slice(at)
        const seen = readJsonLine(text)
        expect([text, 'keys' in seen || seen.reason === 'duplicate-key']).toEqual([text, isObject(text)])
      },
    ),
    { numRuns: 3000 },
  )
})

function isObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}

test('a number that is called exact comes back from DuckDB with the same value', async () => {
  const connection = await openDuckDb()
  const literal = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
    fc.tuple(fc.nat(99999), fc.bigInt({ min: 0n, max: 10n ** 20n })).map(([a, b]) => `${a}.${b}`),
    fc.tuple(fc.nat(999999), fc.integer({ min: -25, max: 15 })).map(([a, b]) => `${a}e${b}`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(literal, { minLength: 50, maxLength: 50 }), async (literals) => {
      const exact = literals.filter((text) => !isInexact(text))
      fc.pre(exact.length > 0)
      const scan = await scanText(exact.map((text) => `{"n":${text}}\n`).join(''))
      const rows = await rowsOf(connection, jsonLinesSource(scan, { columns: { n: 'n' } }))
      expect(rows.map(([seen], index) => [exact[index], fraction(seen ?? '')])).toEqual(
        exact.map((text) => [text, fraction(text)]),
      )
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

/** A literal as digits × 10^power in lowest terms, by integers alone. */
function fraction(text: string): string {
  const [, sign, whole = '', decimals = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  let digits = BigInt(whole + decimals)
  let power = Number(exponent) - decimals.length
  if (digits === 0n) return '0'
  while (digits % 10n === 0n) {
    digits /= 10n
    power += 1
  }
  return `${sign}${digits}e${power}`
}
