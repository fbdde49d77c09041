import { expect, test } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import type { FigureRequest } from '#app/figures/figure.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCoefficients } from '#tests/warehouse/random-coefficients.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const ask = (request: Partial<FigureRequest>): FigureRequest => ({
  metrics: ['cost'],
  by: [],
  period: '2026-Q3',
  filters: {},
  ...request,
})

const users = (month: string, subsidiary: string, active: number) => ({
  month,
  subsidiary,
  source: 'directory',
  active_users: active,
  source_rows: 1,
})

test('people are the mean of the months known, never their sum', async () => {
  const warehouse = await serveFixture({
    active_users_month: [users('2026-07', 'a', 10), users('2026-09', 'a', 20), users('2026-09', 'b', 5)],
  })
  const by = async (dimensions: FigureRequest['by']) =>
    (await loadFigures(warehouse, groupScope(), ask({ metrics: ['active_users'], by: dimensions }))).map(
      ({ value, exact, period }) => ({ value, exact, period }),
    )
  expect(await by([])).toEqual([{ value: 17.5, exact: null, period: '2026-Q3' }])
  expect((await by(['subsidiary'])).map(({ value }) => value)).toEqual([15, 5])
  expect(await by(['month'])).toEqual([
    { value: 10, exact: null, period: '2026-07' },
    { value: 25, exact: null, period: '2026-09' },
  ])
  warehouse.release()
})

test('without rows a figure is unknown, not zero', async () => {
  const warehouse = await serveFixture({ active_users_month: [users('2026-07', 'a', 10)] })
  const figures = await loadFigures(warehouse, groupScope(), ask({ metrics: METRIC_IDS }))
  expect(figures).toHaveLength(METRIC_IDS.length)
  const known = figures.filter(({ value }) => value !== null)
  expect(known.map(({ metric }) => metric)).toEqual(['active_users'])
  expect(figures.filter(({ metric }) => metric === 'cost').map(spelledOut)).toMatchObject([
    {
      unit: 'money',
      currency: null,
      low: null,
      high: null,
      causes: [],
      evidence: [],
      coverage: null,
    },
  ])
  expect(await loadFigures(warehouse, groupScope(), ask({ by: ['provider'] }))).toEqual([])
  warehouse.release()
})

test('a figure of the end of the period never falls back on an earlier month', async () => {
  const warehouse = await serveFixture({
    headcount: [{ month: '2026-08', subsidiary: 'a', source: 'hr', headcount: 10, source_rows: 1 }],
    workshop: [
      {
        workshop: 'w',
        day: '2026-02-03',
        month: '2026-02',
        subsidiary: 'a',
        source: 'register',
        participants: 8,
        first_time_participants: 8,
        use_cases_given: 0,
      },
    ],
  })
  const metrics = ['trained_employees', 'trained_share'] as const
  const values = async (period: string) =>
    (await loadFigures(warehouse, groupScope(), ask({ metrics, period }))).map(({ value }) => value)
  expect(await values('2026-Q3')).toEqual([8, null])
  expect(await values('2026-08')).toEqual([8, 0.8])
  // The data end in November: the last month of the open quarter is November, not December.
  expect(await values('2026-Q4')).toEqual([8, null])
  expect(await values('2025')).toEqual([null, null])
  warehouse.release()
})

test('people trained where no headcount is known are in neither side of a share, and its coverage says so', async () => {
  const workshop = (subsidiary: string, count: number) => ({
    workshop: subsidiary,
    day: '2026-02-03',
    month: '2026-02',
    subsidiary,
    source: 'register',
    participants: count,
    first_time_participants: count,
    use_cases_given: 0,
  })
  const warehouse = await serveFixture({
    headcount: [{ month: '2026-08', subsidiary: 'a', source: 'hr', headcount: 40, source_rows: 1 }],
    workshop: [workshop('a', 10), workshop('no_headcount', 30)],
  })
  const request = ask({ metrics: ['trained_employees', 'trained_share'], period: '2026-08' })
  const [all, share] = await loadFigures(warehouse, groupScope(), request)
  expect([all?.value, share?.value, share?.coverage]).toEqual([40, 0.25, 0.25])
  warehouse.release()
})

test('each amount is by currency, and `unassigned` comes last', async () => {
  const core = randomCore(31, 400)
  const warehouse = await serveFixture(core, { info: { firstMonth: '2025-06' } })
  const figures = await loadFigures(warehouse, groupScope(), ask({ by: ['subsidiary'], period: '2026' }))
  expect(new Set(figures.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'USD']))
  expect(figures.at(-1)?.by).toEqual({ subsidiary: 'unassigned' })
  expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length)
  warehouse.release()
})

test('parts add up to the whole, to the last digit', async () => {
  const warehouse = await serveFixture(randomCore(32, 500), {
    info: { firstMonth: '2025-06' },
    resolveCoefficients: randomCoefficients(3),
  })
  const metrics = ['requests', 'gpu_hours', 'energy_kwh', 'carbon_kg'] as const
  const whole = await loadFigures(warehouse, groupScope(), ask({ metrics, period: '2026' }))
  for (const by of ['subsidiary', 'hosting', 'month', 'quarter', 'model'] as const) {
    const parts = await loadFigures(warehouse, groupScope(), ask({ metrics, by: [by], period: '2026' }))
    for (const { metric, exact } of whole) {
      const sum = parts
        .filter((part) => part.metric === metric)

        .reduce((total, part) => total + scaled(part.exact), 0n)
      expect(sum, `${metric} by ${by}`).toBe(scaled(exact))
    }
  }
  warehouse.release()
})

function scaled(text: string | null): bigint {
  const [whole = '0', fraction = ''] = (text ?? '0').split('.')
  return BigInt(`${whole}${fraction.padEnd(21, '0')}`)
}

test('one request sends one statement for all its facts, and factor keys once per version', async () => {
  const inner = await serveFixture(randomCore(33, 200), { info: { firstMonth: '2025-06' } })
  const sent: string[] = []
  const warehouse: Warehouse = {
    ...inner,
    run(statement, scope, options) {
      sent.push(statement.name)
      return inner.run(statement, scope, options)
    },
  }
  const metrics = ['cost', 'effective_cost', 'cost_per_request', 'energy_kwh', 'carbon_kg'] as const
  await loadFigures(warehouse, groupScope(), ask({ metrics }))
  await loadFigures(warehouse, groupScope(), ask({ metrics, period: '2026-Q2' }))
  expect(sent.toSorted()).toEqual([
    'figures.factor_combinations',
    'figures.factor_keys',
    'figures.several_by_month',
    'figures.several_by_month',
  ])
  inner.release()
})

test('a reader of one subsidiary sees its rows only, and no coverage that the group alone knows', async () => {
  const warehouse = await serveFixture(randomCore(34, 400), { info: { firstMonth: '2025-06' } })
  const scope = subsidiaryScope(['alpha'])
  if (scope === null) throw new Error('a scope of one subsidiary resolves')
  const figures = await loadFigures(warehouse, scope, ask({ by: ['subsidiary'], period: '2026' }))
  expect(new Set(figures.map(({ by }) => by.subsidiary))).toEqual(new Set(['alpha']))
  expect(new Set(figures.map(({ coverage }) => coverage))).toEqual(new Set([null]))
  warehouse.release()
})

test('a figure is the same on one thread and on several', async () => {
  const core = randomCore(35, 900)
  const answers = await Promise.all(
    [1, 4].map(async (threads) => {
      const warehouse = await serveFixture(core, {
        threads,
        info: { firstMonth: '2025-06' },
        resolveCoefficients: randomCoefficients(3),
      })
      const figures = await loadFigures(
        warehouse,
        groupScope(),
        ask({ metrics: METRIC_IDS, by: ['month'], period: '2026' }),
      )
      warehouse.release()
      return figures
    }),
  )
  expect(answers[0]).toEqual(answers[1])
})

test('the first days of an open quarter are open, those of a past one closed', async () => {
  const warehouse = await serveFixture(randomCore(36, 200), { info: { firstMonth: '2025-06' } })
  const state = async (period: string) =>
    (await loadFigures(warehouse, groupScope(), ask({ metrics: ['requests'], period })))[0]?.state
  expect(await state('2026-Q4~47d')).toBe('open')
  expect(await state('2025-Q4~47d')).toBe('closed')
  expect(await state('2026-Q4')).toBe('open')
  expect(await state('2026-10')).toBe('closed')
  warehouse.release()
})
