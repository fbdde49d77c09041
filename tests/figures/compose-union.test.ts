import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { composeUnion } from '#app/figures/compose-union.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const statement = (columns: Statement['columns'], value = 'requests'): Statement => ({
  name: 'one',
  sql: `SELECT ${Object.keys(columns)
    .map((column) => (column.startsWith('a') ? `NULL AS ${column}` : `@fact AS ${column}`))
    .join(', ')}`,
  parameters: { fact: { type: 'STRING', value } },
  columns,
})
const ONE = statement({ month: 'STRING', a1: 'INT64', a2: 'BIGNUMERIC' })
const OTHER = statement({ month: 'STRING', project: 'STRING', a1: 'DECIMAL(18,6)' })

test('rows are told apart by their part, unknown numbers are no zeros', () => {
  const [one, other] = composeUnion('page', [ONE, OTHER]).rowsOf([
    { part: 1, cells: '2026-07 chat ' },
    { part: 0, cells: '2026-07 12 ' },
    { part: 1, cells: '2026-08 a~1~0~1b -0.5' },
  ])
  expect(one?.rows).toEqual([['2026-07', '12', null]])
  expect(other?.rows).toEqual([
    ['2026-07', 'chat', null],
    ['2026-08', 'a ~ b', '-0.5'],
  ])
  expect([one?.placeOf('a2'), other?.placeOf('a1'), other?.placeOf('a2')]).toEqual([2, 2, -1])
})

test('a row that has not its cells is an error of the answer, not figures', () => {
  const { rowsOf } = composeUnion('page', [ONE])
  expect(() => rowsOf([{ part: 0, cells: '2026-07 12' }])).toThrow('in place of 3 cells')
})

test('a column of a type that no sum or dimension has is refused by its name', () => {
  expect(() => composeUnion('page', [statement({ share: 'FLOAT64' })])).toThrow('share is FLOAT64')
})

test('any text comes back as it is, spaces, escapes and signs of other alphabets too', async () => {
  const warehouse = await serveFixture(randomCore(51, 20))
  const text = fc.string({
    unit: fc.constantFrom(' ', '~', '0', '1', '~1', 'a', 'é', '𝔸', '\n', '|', "'"),
    minLength: 1,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
      const { statement: union, rowsOf } = composeUnion(
        'page',
        texts.map((value) => statement({ month: 'STRING', project: 'STRING', a1: 'INT64' }, value)),
      )
      const answers = rowsOf(await warehouse.run(union, groupScope()))
      expect(answers.map(({ rows }) => rows)).toEqual(texts.map((value) => [[value, value, null]]))
    }),
    { numRuns: 50 },
  )
  warehouse.release()
})
