import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const count = (tables: number): Statement => ({
  name: 'count',
  sql: `SELECT COUNT(*) AS found FROM ${Array.from({ length: tables }, (_, index) => `{fact_month} AS t${index}`).join(' CROSS JOIN ')}`,
  parameters: {},
  columns: { found: 'INT64' },
})

test('a statement without end stops at its deadline and gives its connection back', async () => {
  const warehouse = await serveFixture(randomCore(41, 3000))
  // As many endless statements as there are connections: a fifth would wait for ever if none came back.
  const endless = Array.from({ length: 4 }, () =>
    warehouse.run(count(9), groupScope(), { deadlineMs: 200 }).catch((error: unknown) => error),
  )
  for (const error of await Promise.all(endless)) expect(error).toMatchObject({ kind: 'timeout' })
  const [row] = await warehouse.run(count(1), groupScope(), { deadlineMs: 10_000 })
  expect(Number(row?.found)).toBeGreaterThan(1000)
  warehouse.release()
})

test('a reader who leaves stops its statement', async () => {
  const warehouse = await serveFixture(randomCore(42, 3000))
  const leaving = new AbortController()
  const running = warehouse.run(count(9), groupScope(), { signal: leaving.signal })
  setTimeout(() => leaving.abort(), 100)
  await expect(running).rejects.toMatchObject({ kind: 'timeout' })
  warehouse.release()
})
