import { expect, test } from 'vitest'
import { checkPeriod, checkRequest, type LooseRequest } from '#app/figures/check-request.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { FIXTURE_INFO } from '#tests/warehouse/fixture.ts'

const COST: LooseRequest = { metrics: ['cost'], by: [], period: '2026-Q3', filters: {} }

function refusal(run: () => unknown): FigureRefused {
  try {
    run()
  } catch (error) {
    if (error instanceof FigureRefused) return error
    throw error
  }
  throw new Error('The request was not refused.')
}
const refused = (request: Partial<LooseRequest>) => refusal(() => checkRequest({ ...COST, ...request }))
const refusedPeriod = (request: Partial<LooseRequest>) =>
  refusal(() => checkPeriod(checkRequest({ ...COST, ...request }), FIXTURE_INFO))

test('what is not in the catalogue is refused with what is', () => {
  expect(refused({ metrics: [] }).reason).toBe('no_metric')
  expect(refused({ metrics: ['toString'] }).reason).toBe('unknown_metric')
  expect(refused({ metrics: ['water'] }).message).toContain('energy_kwh')
  expect(refused({ by: ['colour'] }).reason).toBe('unknown_dimension')
  expect(refused({ filters: { colour: ['red'] } }).reason).toBe('unknown_dimension')
  expect(refused({ filters: { month: ['2026-07'] } }).message).toContain('the period says')
  expect(refused({ filters: { provider: [] } }).reason).toBe('empty_filter')
})

test('dimensions that serve the engine room are not for readers', () => {
  for (const dimension of ['factors', 'currency', 'supplied', 'fact'])
    expect(refused({ by: [dimension] }).reason).toBe('unknown_dimension')
})

test('a dimension that a metric lacks is a refusal that says which it has', () => {
  const { reason, message } = refused({ metrics: ['cost', 'energy_kwh'], by: ['accelerator'] })
  expect(reason).toBe('dimension_not_of_metric')
  expect(message).toMatch(/^« energy_kwh » is not known by accelerator\. It is known by subsidiary, /)
  expect(refused({ metrics: ['adoption_rate'], filters: { provider: ['P1'] } }).reason).toBe(
    'dimension_not_of_metric',
  )
})

test('a period is refused when it is none, when it has no data, and when its days are not kept', () => {
  expect(refusedPeriod({ period: '2026-13' }).reason).toBe('bad_period')
  expect(refusedPeriod({ period: '2024' }).message).toContain('from 2025-01 to 2026-11')
  expect(refusedPeriod({ period: '2025-Q3~10d' }).reason).toBe('days_not_known')
  expect(checkPeriod(checkRequest({ ...COST, period: '2025-Q4~47d' }), FIXTURE_INFO).lastDay).toBe(
    '2025-11-16',
  )
  expect(
    checkPeriod(checkRequest({ ...COST, metrics: ['headcount'], period: '2025-Q3~40d' }), FIXTURE_INFO).to,
  ).toBe('2025-08')
})

test('repeats are taken out and filters put in one order', () => {
  const checked = checkRequest({
    metrics: ['cost', 'cost'],
    by: ['provider', 'provider'],
    period: '2026',
    filters: { region: ['b', 'a', 'b'], account: ['x'] },
  })
  expect(checked).toEqual({
    metrics: ['cost'],
    by: ['provider'],
    period: '2026',
    filters: { account: ['x'], region: ['a', 'b'] },
  })
  expect(Object.keys(checked.filters)).toEqual(['account', 'region'])
})
