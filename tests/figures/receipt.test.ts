import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import { loadReceipt } from '#app/figures/receipt.ts'
import { parseReceipt, type ReceiptRequest, receiptPath } from '#app/figures/receipt-path.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { FIXTURE_INFO, serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCoefficients } from '#tests/warehouse/random-coefficients.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const COST: ReceiptRequest = {
  metrics: ['cost'],
  by: ['provider'],
  period: '2025-Q4~47d',
  filters: { account: ['a1', 'a & b'] },
  version: '0123456789ab',
}

test('a receipt has a stable address, which names its figure again', () => {
  const path = receiptPath('fr', COST)
  expect(path).toBe(
    '/fr/receipt?metric=cost&by=provider&period=2025-Q4~47d&filter.account=a+%26+b&filter.account=a1&version=0123456789ab',
  )
  expect(parseReceipt(new URL(path, 'http://x').searchParams, FIXTURE_INFO)).toEqual({
    ...COST,
    filters: { account: ['a & b', 'a1'] },
  })
  const value = fc.string({ minLength: 1, unit: 'binary' })
  fc.assert(
    fc.property(value, (account) => {
      const request = { ...COST, filters: { account: [account] } }
      const { searchParams } = new URL(receiptPath('en', request), 'http://x')
      expect(parseReceipt(searchParams, FIXTURE_INFO)).toEqual(request)
    }),
  )
})

test('an address that names no figure is refused', () => {
  const parse = (search: string) => () => parseReceipt(new URLSearchParams(search), FIXTURE_INFO)
  expect(parse('period=2026-Q3')).toThrow(/No metric/)
  expect(parse('metric=cost&filter.colour=red')).toThrow(/filter\.colour/)
})

test('a receipt says rows, exclusions, missing months, and statements that give the figure again', async () => {
  const warehouse = await serveFixture(randomCore(41, 800), {
    info: { firstMonth: '2025-06' },
    resolveCoefficients: randomCoefficients(3),
  })
  const request: ReceiptRequest = {
    metrics: ['cost', 'energy_kwh'],
    by: [],
    period: '2026',
    filters: {},
    version: 'another',
  }
  const receipt = await loadReceipt(warehouse, groupScope(), request)
  expect(receipt.isVersionAsked).toBe(false)
  expect(receipt.dataVersion).toBe('fixture')
  expect(receipt.figures.map(({ unit }) => unit)).toEqual(['EUR', 'USD', 'kWh'])
  expect(receipt.definitions).toContainEqual({
    metric: 'energy_kwh',
    formula: 'sum(energy_wh) ÷ 1000',
    coverage: 'sum(activity_wh_assessed) ÷ sum(activity_wh)',
  })
  const [billing, estimated] = receipt.rows
  expect(billing?.facts).toEqual(['billing'])
  expect(billing?.rows).toBeGreaterThan(0)
  expect(billing?.unassigned.subsidiary?.share).toBeCloseTo(
    (billing?.unassigned.subsidiary?.rows ?? 0) / (billing?.rows ?? 1),
    12,
  )
  expect(billing?.notEstimated).toBeNull()
  expect(estimated?.facts).toEqual(['requests', 'gpu'])
  expect(estimated?.notEstimated?.rows).toBeGreaterThan(0)
  expect(receipt.missingMonths.length).toBeGreaterThan(0)
  expect(new Set(receipt.missingMonths.map(({ supplied }) => supplied))).toEqual(new Set(['billing']))
  for (const { sql, parameters } of receipt.statements) {
    expect(sql).not.toMatch(/\{\w+\}/)
    for (const [, name] of sql.matchAll(/@(\w+)/g)) expect(Object.keys(parameters)).toContain(name)
  }
  warehouse.release()
})

test('the statements of a limited reader show the limit and its subsidiaries', async () => {
  const warehouse = await serveFixture(randomCore(42, 200), { info: { firstMonth: '2025-06' } })
  const scope = subsidiaryScope(['beta', 'alpha'])
  if (scope === null) throw new Error('a scope of two subsidiaries resolves')
  const { statements } = await loadReceipt(warehouse, scope, { ...COST, filters: {}, version: null })
  expect(statements[0]?.sql).toContain('@scope')
  expect(statements[0]?.parameters.scope).toEqual({ type: 'STRING[]', value: ['alpha', 'beta'] })
  warehouse.release()
})

test('rows without an estimate are an exclusion of what rests on estimates, of nothing else', async () => {
  const warehouse = await serveFixture(randomCore(43, 800), { resolveCoefficients: randomCoefficients(4) })
  const excluded = async (metric: MetricId) => {
    const request: ReceiptRequest = { metrics: [metric], by: [], period: '2026', filters: {}, version: null }
    const { rows } = await loadReceipt(warehouse, groupScope(), request)
    return rows.some(({ notEstimated }) => (notEstimated?.rows ?? 0) > 0)
  }
  for (const metric of ['carbon_kg', 'energy_per_request', 'requests_assessed'] as const)
    expect([metric, await excluded(metric)]).toEqual([metric, true])
  for (const metric of ['requests', 'open_model_share', 'gpu_utilisation'] as const)
    expect([metric, await excluded(metric)]).toEqual([metric, false])
  warehouse.release()
})
