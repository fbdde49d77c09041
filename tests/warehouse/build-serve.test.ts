import { expect, test } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import type { ActivityRow } from '#app/warehouse/schema.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'
import { type CoreRows, serveFixture } from '#tests/warehouse/fixture.ts'

const billing: ActivityRow<'billing'> = {
  fact: 'billing',
  day: '2026-07-03',
  subsidiary: 'alpha',
  project: 'unassigned',
  approach: 'generative',
  provider: 'P1',
  publisher: 'P1',
  account: 'a1',
  service: 'S',
  service_category: 'Compute',
  charge_category: 'Usage',
  model: 'unassigned',
  accelerator: 'unassigned',
  region: 'r1',
  hosting: 'unassigned',
  invoice_month: '2026-07',
  source: 'bill',
  currency: 'EUR',
  source_rows: 2,
  cost: '0.100000000000000001',
  effective_cost: null,
  contracted_cost: null,
  list_cost: '3',
}

const gpu: ActivityRow<'gpu'> = {
  fact: 'gpu',
  day: '2026-07-03',
  subsidiary: 'alpha',
  project: 'p1',
  approach: 'generative',
  provider: 'P1',
  account: 'a1',
  model: 'm1',
  accelerator: 'l4',
  region: 'r1',
  hosting: 'on_premise',
  phase: 'inference',
  source: 'cluster',
  source_rows: 1,
  gpu_hours: '10',
  gpu_hours_used: '4.5',
  vcpu_hours: null,
  metered_kwh: null,
}

const request: ActivityRow<'requests'> = {
  fact: 'requests',
  day: '2026-07-03',
  subsidiary: 'beta',
  project: 'p2',
  approach: 'generative',
  provider: 'P1',
  account: 'a9',
  model: 'm2',
  region: 'r1',
  hosting: 'eu_us_cloud',
  phase: 'inference',
  source: 'gateway',
  source_rows: 1,
  requests: 3,
  input_tokens: '1000.5',
  output_tokens: '10',
  cached_tokens: null,
  reasoning_tokens: null,
}

const rows: CoreRows = {
  activity_daily: [
    billing,
    { ...billing, cost: '0.2', day: '2026-08-01' },
    gpu,
    request,
    { ...request, account: 'a1', model: 'm1' },
  ],
}

const sum = (fact: string, measure: string, type: 'INT64' | 'DECIMAL(18,6)' | 'BIGNUMERIC'): Statement => ({
  name: `sum-${measure}`,
  sql: `SELECT f.subsidiary, SUM(f.${measure}) AS total FROM {fact_month} AS f WHERE f.fact = @fact GROUP BY 1 ORDER BY 1`,
  parameters: { fact: { type: 'STRING', value: fact } },
  columns: { subsidiary: 'STRING', total: type },
})

test('money keeps eighteen decimals from core to the answer', async () => {
  const warehouse = await serveFixture(rows)
  expect(await warehouse.run(sum('billing', 'cost', 'BIGNUMERIC'), groupScope())).toEqual([
    { subsidiary: 'alpha', total: '0.300000000000000001' },
  ])
  warehouse.release()
})

test('a scope of one subsidiary never sees the rows of another', async () => {
  const warehouse = await serveFixture(rows)
  const scope = subsidiaryScope(['beta'])
  if (scope === null) throw new Error('unreachable')
  expect(await warehouse.run(sum('billing', 'cost', 'BIGNUMERIC'), scope)).toEqual([])
  expect(await warehouse.run(sum('requests', 'requests', 'INT64'), scope)).toEqual([
    { subsidiary: 'beta', total: 6 },
  ])
  warehouse.release()
})

test('requests served by GPU hours of the same account and model take no token coefficient', async () => {
  const met: string[] = []
  const warehouse = await serveFixture(rows, {
    resolveCoefficients: (combinations) => {
      met.push(...combinations.map(({ fact, route, model }) => `${fact} ${route} ${model}`))
      return { coefficients: [], combinations: [], keys: [] }
    },
  })
  expect(met.sort()).toEqual(['gpu gpu_hours_used m1', 'requests served_by_gpu m1', 'requests tokens m2'])
  expect(await warehouse.run(sum('gpu', 'gpu_hours_idle', 'DECIMAL(18,6)'), groupScope())).toEqual([
    { subsidiary: 'alpha', total: '5.5' },
  ])
  expect(await warehouse.run(sum('gpu', 'energy_wh', 'BIGNUMERIC'), groupScope())).toEqual([
    { subsidiary: 'alpha', total: null },
  ])
  warehouse.release()
})

test('a plan is kept to the end of the last year; nothing else has a month after « today »', async () => {
  const months = ['2026-11', '2026-12', '2027-01']
  const own = { subsidiary: 'alpha', source: 'plan', source_rows: 1 }
  const warehouse = await serveFixture({
    ...rows,
    budget: months.map((month) => ({ ...own, month, currency: 'EUR', budget: '100' })),
    headcount: months.map((month) => ({ ...own, month, headcount: 10 })),
    workshop: [
      {
        month: '2026-10',
        day: '2026-10-05',
        subsidiary: 'alpha',
        workshop: 'w1',
        source: 'plan',
        participants: 4,
        first_time_participants: 4,
        use_cases_given: 0,
      },
    ],
  })
  const found = await warehouse.run(
    {
      name: 'months',
      sql: 'SELECT f.fact, f.month FROM {fact_month} AS f WHERE f.month >= @month GROUP BY 1, 2 ORDER BY 1, 2',
      parameters: { month: { type: 'STRING', value: '2026-11' } },
      columns: { fact: 'STRING', month: 'STRING' },
    },
    groupScope(),
  )
  expect(found).toEqual([
    { fact: 'budget', month: '2026-11' },
    { fact: 'budget', month: '2026-12' },
    { fact: 'headcount', month: '2026-11' },
    { fact: 'trained', month: '2026-11' },
  ])
  warehouse.release()
})
