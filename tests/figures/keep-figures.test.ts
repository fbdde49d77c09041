import { expect, test } from 'vitest'
import { keepFigures } from '#app/figures/keep-figures.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'
import { prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { scopeOf } from '#tests/figures/random-requests.ts'
import { FIXTURE_INFO } from '#tests/warehouse/fixture.ts'

const REQUEST = { metrics: ['requests'], by: [], period: '2026-Q3', filters: {} } as const

test('figures are read once a version and a scope, however many readers ask, and a failure is not kept', async () => {
  const { warehouse } = await prepareBoth(44, {})
  let sent = 0
  let isOut = true
  const counted: Warehouse = {
    ...warehouse,
    dataset: { ...warehouse.dataset },
    run(statement, scope, options) {
      sent += 1
      return isOut
        ? Promise.reject(new WarehouseError('unavailable', statement.name, 'It is out.'))
        : warehouse.run(statement, scope, options)
    },
  }
  const ask = (from: Warehouse, subsidiaries: readonly string[] | null) =>
    loadFigures(from, scopeOf(subsidiaries), REQUEST)
  await expect(ask(counted, null)).rejects.toMatchObject({ kind: 'unavailable' })
  isOut = false
  sent = 0
  const [first, second] = await Promise.all([ask(counted, null), ask(counted, null)])
  await ask(counted, null)
  expect(second).toBe(first)
  expect(sent).toBe(1)
  const [limited] = await ask(counted, ['alpha'])
  expect(limited?.value).not.toBe(first?.[0]?.value)
  expect(sent).toBe(2)
  await ask({ ...counted, dataset: { ...warehouse.dataset, version: 'next' } }, null)
  expect(sent).toBe(3)
  warehouse.release()
})

test('what was asked for longest ago goes first', async () => {
  const dataset = { ...FIXTURE_INFO }
  const loads: string[] = []
  const ask = (key: string) =>
    keepFigures(
      { dataset },
      key,
      async () => {
        loads.push(key)
        return key
      },
      () => count,
    )
  let count = 25_000
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
  expect(loads).toEqual(['a', 'b', 'c', 'b'])
  count = 0
  for (let empty = 0; empty < 60_001; empty += 1) await ask(`nothing ${empty}`)
  await ask('b')
  expect(loads.at(-1)).toBe('b')
})
