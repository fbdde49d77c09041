import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { resolveCoefficients } from '#app/footprint/resolve-coefficients.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'

const MODEL: PlainRow<'model'> = {
  model: 'open-7b',
  name: 'Open 7B',
  short_name: 'Open 7B',
  family: 'Open',
  provider: 'Cirrane',
  openness: 'open',
  task: 'dialogue',
  standard_sibling: null,
  active_b: '7',
  total_b: '7',
  parameters_evidence: 'published',
}
const ROW = {
  day: '2026-07-15',
  subsidiary: 'unassigned',
  project: 'unassigned',
  approach: 'generative',
  provider: 'Cirrane',
  model: 'open-7b',
  region: 'fr',
  hosting: 'on_premise',
  phase: 'inference',
  source: 'test',
  source_rows: 1,
}
const GPU = { ...ROW, fact: 'gpu', accelerator: 'a100-80-sxm', gpu_hours: '10' }
const REQUESTS = {
  ...ROW,
  fact: 'requests',
  requests: 1000,
  input_tokens: '1000000',
  output_tokens: '200000',
}

test('energy and emissions of the rows that pages read are coefficients times activity, each counted once', async () => {
  const warehouse = await serveFixture(
    {
      model: [MODEL],
      activity_daily: [
        { ...GPU, account: 'used', gpu_hours_used: '6' },
        { ...GPU, account: 'metered', accelerator: 'unassigned', metered_kwh: '2' },
        { ...GPU, account: 'nowhere', region: 'zz-nowhere1' },
        { ...REQUESTS, account: 'used' },
        { ...REQUESTS, account: 'hosted', hosting: 'eu_us_cloud' },
        { ...REQUESTS, account: 'silent', model: 'never-seen' },
      ],
    },
    { resolveCoefficients },
  )
  const rows = await warehouse.run(
    {
      name: 'energy by account',
      sql: `SELECT f.fact, f.account, SUM(f.energy_wh) AS energy_wh, SUM(f.carbon_g) AS carbon_g,
        SUM(f.activity_wh_assessed) AS assessed, COUNT(k.factor_key) AS key_rows
        FROM {fact_month} AS f LEFT JOIN {factor_key} AS k ON k.factors = f.factors AND k.measure = 'carbon_g'
        GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters: {},
      columns: {
        fact: 'STRING',
        account: 'STRING',
        energy_wh: 'BIGNUMERIC',
        carbon_g: 'BIGNUMERIC',
        assessed: 'BIGNUMERIC',
        key_rows: 'INT64',
      },
    },
    groupScope(),
  )
  warehouse.release()
  const rowOf = (fact: string, account: string) =>
    rows.find((row) => row.fact === fact && row.account === account)
  const shared = (row: ReturnType<typeof rowOf>, column: 'energy_wh' | 'carbon_g') =>
    Number(row?.[column]) / Number(row?.key_rows)
  // Joined to its keys, a row counts once per key.
  expect(rowOf('gpu', 'used')).toMatchObject({ key_rows: 4 })
  expect(shared(rowOf('gpu', 'used'), 'energy_wh')).toBe(6 * 480 + 4 * 159)
  expect(shared(rowOf('gpu', 'metered'), 'energy_wh')).toBe(3000)
  expect(shared(rowOf('gpu', 'metered'), 'carbon_g')).toBeCloseTo(3 * 15.83, 9)
  expect(shared(rowOf('requests', 'hosted'), 'energy_wh')).toBeCloseTo(
    ((1.2e6 * 2 * 7e9) / (0.1 * 989e12)) * ((0.8 * 700) / 3600) * 1.13,
    5,
  )
  for (const row of [rowOf('gpu', 'nowhere'), rowOf('requests', 'silent')])
    expect(row).toMatchObject({ energy_wh: null, carbon_g: null, assessed: '0', key_rows: 0 })
  expect(rowOf('requests', 'used')).toMatchObject({ energy_wh: null, carbon_g: null, key_rows: 0 })
})
