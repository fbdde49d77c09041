import { expect, test } from 'vitest'
import { composeUnion } from '#app/figures/compose-union.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'

const statement = (columns: Statement['columns']): Statement => ({
  name: 'one',
  sql: 'SELECT month, a1 FROM {fact_month} WHERE fact = @fact',
  parameters: { fact: { type: 'STRING', value: 'requests' } },
  columns,
})
const ONE = statement({ month: 'STRING', a1: 'INT64', a2: 'BIGNUMERIC' })
const OTHER = statement({ month: 'STRING', project: 'STRING', a1: 'DECIMAL(18,6)' })

test('rows are told apart by their part, unknown numbers are no zeros', () => {
  const { rowsOf } = composeUnion('page', [ONE, OTHER])
  const [one, other] = rowsOf([
    { part: 1, s1: '2026-07', s2: 'chat', numbers: '' },
    { part: 0, s1: '2026-07', s2: null, numbers: '12 ' },
    { part: 1, s1: '2026-08', s2: 'chat', numbers: '-0.5' },
  ])
  expect(one?.rows.map((row) => one.numbersOf(row))).toEqual([['12', null]])
  expect(other?.rows.map((row) => [row[other.placeOf('project')], ...other.numbersOf(row)])).toEqual([
    ['chat', null],
    ['chat', '-0.5'],
  ])
  expect(one?.numberAt('a2')).toBe(1)
  expect(other?.numberAt('a2')).toBe(-1)
})

test('numbers that are not there are an error of the answer, not figures', () => {
  const [one] = composeUnion('page', [ONE]).rowsOf([{ part: 0, s1: '2026-07', numbers: '12' }])
  expect(() => one?.rows.map((row) => one.numbersOf(row))).toThrow('in place of 2 numbers')
})

test('a column of a type that no sum or dimension has is refused by its name', () => {
  expect(() => composeUnion('page', [statement({ share: 'FLOAT64' })])).toThrow('share is FLOAT64')
})
