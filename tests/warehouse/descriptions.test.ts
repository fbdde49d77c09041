import { expect, test } from 'vitest'
import { columnDescription, tableDescription } from '#app/warehouse/descriptions.ts'
import { columnsOf, coreTables, serveTables } from '#app/warehouse/tables.ts'

test('no table and no column is without a description', () => {
  const tables = [...new Set([...coreTables(), ...serveTables()])]
  expect(tables.filter((table) => tableDescription(table) === '')).toEqual([])
  const columns = tables.flatMap((table) =>
    columnsOf(table)
      .filter(({ name }) => columnDescription(table, name) === '')
      .map(({ name }) => `${table}.${name}`),
  )
  expect(columns).toEqual([])
})
