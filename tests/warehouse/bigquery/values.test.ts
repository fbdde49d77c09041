import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePage, queryParameters } from '#app/warehouse/bigquery/values.ts'
import type { RowSchema, SqlScalar } from '#app/warehouse/warehouse.ts'

const field = (name: string, type: string, mode?: string) => ({ name, type, ...(mode ? { mode } : {}) })
const row = (...cells: (string | null)[]) => ({ f: cells.map((v) => ({ v })) })

/** What a page with one column answers. */
function decoded(declared: RowSchema[string], type: string, cell: string | null): SqlScalar | undefined {
  const page = { schema: { fields: [field('a', type)] }, rows: [row(cell)] }
  return decodePage('s', { a: declared }, page)[0]?.a
}

test('every parameter says its type, empty lists and NULL too', () => {
  expect(
    queryParameters({
      day: { type: 'DATE', value: '2026-07-01' },
      none: { type: 'BIGNUMERIC', value: null },
      few: { type: 'STRING[]', value: ['a', 'b'] },
      empty: { type: 'DATE[]', value: [] },
      count: { type: 'INT64', value: 3 },
      large: { type: 'INT64', value: '9007199254740993' },
      share: { type: 'FLOAT64', value: 3 },
      price: { type: 'DECIMAL(18,6)', value: '0.000001' },
    }),
  ).toEqual([
    { name: 'day', parameterType: { type: 'DATE' }, parameterValue: { value: '2026-07-01' } },
    { name: 'none', parameterType: { type: 'BIGNUMERIC' }, parameterValue: { value: null } },
    {
      name: 'few',
      parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
      parameterValue: { arrayValues: [{ value: 'a' }, { value: 'b' }] },
    },
    {
      name: 'empty',
      parameterType: { type: 'ARRAY', arrayType: { type: 'DATE' } },
      parameterValue: { arrayValues: [] },
    },
    { name: 'count', parameterType: { type: 'INT64' }, parameterValue: { value: '3' } },
    { name: 'large', parameterType: { type: 'INT64' }, parameterValue: { value: '9007199254740993' } },
    { name: 'share', parameterType: { type: 'FLOAT64' }, parameterValue: { value: '3' } },
    { name: 'price', parameterType: { type: 'NUMERIC' }, parameterValue: { value: '0.000001' } },
  ])
})

test('a parameter that would arrive as another value is refused', () => {
  for (const [type, value] of [
    ['FLOAT64', Number.NaN],
    ['FLOAT64', Number.POSITIVE_INFINITY],
    ['INT64', 2 ** 53],
    ['INT64', 1.5],
    ['DATE', '01/07/2026'],
    ['BIGNUMERIC', '1e5'],
    ['DECIMAL(18,6)', '0.0000001'],
  ] as const)
    expect(() => queryParameters({ p: { type, value } }), `${type} ${value}`).toThrow(/« p ».*does not fit/)
  expect(() => queryParameters({ p: { type: 'STRING[]', value: ['a', null] } })).toThrow(/NULL/)
})

test('decimals keep every digit and are written one way', () => {
  expect(decoded('BIGNUMERIC', 'BIGNUMERIC', '12345678901234567890.123456789012345678')).toBe(
    '12345678901234567890.123456789012345678',
  )
  expect(decoded('DECIMAL(18,6)', 'NUMERIC', '0012.500')).toBe('12.5')
  expect(decoded('BIGNUMERIC', 'NUMERIC', '-0.000')).toBe('0')
  expect(decoded('BIGNUMERIC', 'NUMERIC', '-0.10')).toBe('-0.1')
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.integer({ min: 0, max: 4 }),
      (value, zeros) => {
        const digits = String(value < 0n ? -value : value).padStart(19, '0')
        const text = `${value < 0n ? '-' : ''}${digits.slice(0, -18)}.${digits.slice(-18)}`
        const read = String(decoded('BIGNUMERIC', 'BIGNUMERIC', text + '0'.repeat(zeros)))
        const [whole = '', fraction = ''] = read.split('.')
        expect(BigInt(whole + fraction.padEnd(18, '0'))).toBe(value)
        expect(read).not.toMatch(/\.$|\.\d*0$|^-0$/)
      },
    ),
  )
})

test('integers beyond 2^53 stay text, NULL stays missing, NaN is an error and never a zero', () => {
  expect(decoded('INT64', 'INTEGER', '9007199254740993')).toBe('9007199254740993')
  expect(decoded('INT64', 'INT64', '42')).toBe(42)
  for (const type of ['INT64', 'FLOAT64', 'BIGNUMERIC', 'DATE', 'BOOL', 'STRING'] as const)
    expect(
      decoded(type, { INT64: 'INTEGER', FLOAT64: 'FLOAT', BOOL: 'BOOLEAN' }[type as 'INT64'] ?? type, null),
    ).toBe(null)
  for (const [declared, type, cell] of [
    ['FLOAT64', 'FLOAT', 'NaN'],
    ['FLOAT64', 'FLOAT', 'Infinity'],
    ['BIGNUMERIC', 'BIGNUMERIC', '1E+23'],
    ['BIGNUMERIC', 'BIGNUMERIC', '0.1234567890123456789'],
    ['INT64', 'INTEGER', '1.0'],
    ['DATE', 'DATE', '2026-7-1'],
    ['BOOL', 'BOOLEAN', '1'],
  ] as const)
    expect(() => decoded(declared, type, cell), cell).toThrow(/« s » with « .* » in the column « a »/)
})

test('columns are found by the names of the page’s own schema, whatever their order', () => {
  const columns = { month: 'STRING', cost: 'BIGNUMERIC' } as const
  const pages = [
    {
      schema: { fields: [field('month', 'STRING'), field('cost', 'BIGNUMERIC')] },
      rows: [row('2026-07', '1.5')],
    },
    {
      schema: { fields: [field('cost', 'BIGNUMERIC'), field('month', 'STRING')] },
      rows: [row('2', '2026-08')],
    },
  ]
  expect(pages.flatMap((page) => decodePage('s', columns, page))).toEqual([
    { month: '2026-07', cost: '1.5' },
    { month: '2026-08', cost: '2' },
  ])
  expect(decodePage('s', columns, { schema: pages[0]?.schema })).toEqual([])
})

test('an answer that is not what the statement declares is an error that names it', () => {
  const columns = { a: 'STRING' } as const
  const fields = [field('a', 'STRING')]
  for (const [page, says] of [
    [{ rows: [row('x')] }, 'no schema'],
    [{ schema: {}, rows: [] }, 'no schema'],
    [{ schema: { fields: [{}] }, rows: [] }, 'no schema'],
    [{ schema: { fields: [field('b', 'STRING')] }, rows: [row('x')] }, 'no column « a »'],
    [{ schema: { fields: [field('a', 'INTEGER')] }, rows: [row('1')] }, 'the type INTEGER'],
    [{ schema: { fields: [field('a', 'STRING', 'REPEATED')] }, rows: [] }, 'a list'],
    [{ schema: { fields }, rows: [row('x', 'y')] }, 'has not the 1 cells'],
    [{ schema: { fields }, rows: [null] }, 'has not the 1 cells'],
    [{ schema: { fields }, rows: [{ f: [{}] }] }, '« undefined »'],
    [{ schema: { fields }, rows: { 0: row('x') } }, 'no list'],
  ] as const)
    expect(() => decodePage('s', columns, page), says).toThrow(
      expect.objectContaining({ kind: 'bad-row', statement: 's', message: expect.stringContaining(says) }),
    )
})
