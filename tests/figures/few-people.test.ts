import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { type Figure, FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { parseFiguresCommand, printFigures } from '#app/figures/figures-command.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { resolveCoefficients } from '#app/footprint/resolve-coefficients.ts'
import { METRIC_IDS, type MetricId } from '#app/metrics/catalog.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'

/** Subsidiaries named by how many use it and how many work there; a headcount of `null` is not supplied. */
const GROUPS: Readonly<Record<string, readonly [users: number, employees: number | null]>> = {
  nobody: [0, 40],
  one: [1, 40],
  four: [4, 40],
  five: [5, 40],
  tiny: [3, 3],
  crowded: [12, 4],
  silent: [2, null],
}

const month = '2026-08'
const people = () =>
  serveFixture({
    active_users_month: Object.entries(GROUPS).map(([subsidiary, [active_users]]) => ({
      month,
      subsidiary,
      source: 'directory',
      active_users,
      source_rows: 1,
    })),
    headcount: Object.entries(GROUPS).flatMap(([subsidiary, [, headcount]]) =>
      headcount === null ? [] : [{ month, subsidiary, source: 'hr', headcount, source_rows: 1 }],
    ),
  })

const ask = (metric: MetricId, more: Partial<FigureRequest> = {}): FigureRequest => ({
  metrics: [metric],
  by: ['subsidiary'],
  period: month,
  filters: {},
  ...more,
})

/** What is told of each subsidiary: its value, that it is withheld, or that it is not known. */
const told = (figures: readonly Figure[]) =>
  Object.fromEntries(figures.map(({ by, value, withheld }) => [by.subsidiary, withheld ?? value]))

test('one to four people are not told, zero and five are, and so is what they are divided by or into', async () => {
  const warehouse = await people()
  const of = async (metric: MetricId) => told(await loadFigures(warehouse, groupScope(), ask(metric)))
  const few = 'few_people'
  expect(await of('active_users')).toEqual({
    nobody: 0,
    one: few,
    four: few,
    five: 5,
    tiny: few,
    crowded: 12,
    silent: few,
  })
  expect(await of('headcount')).toEqual({
    nobody: 40,
    one: 40,
    four: 40,
    five: 40,
    tiny: few,
    crowded: few,
  })
  // Without a headcount there is no rate to keep back: that is missing.
  expect(await of('adoption_rate')).toEqual({
    nobody: 0,
    one: few,
    four: few,
    five: 0.125,
    tiny: few,
    crowded: few,
    silent: null,
  })
  warehouse.release()
})

test('all are told together, however few some of them are', async () => {
  const warehouse = await people()
  const [figure] = await loadFigures(warehouse, groupScope(), ask('active_users', { by: [] }))
  expect([figure?.value, figure?.withheld]).toEqual([27, null])
  warehouse.release()
})

test('a coverage counted in people says nothing of a few of them, one of files blames none', async () => {
  const warehouse = await people()
  const coverage = async (metric: MetricId, subsidiary: string) =>
    (
      await loadFigures(
        warehouse,
        groupScope(),
        ask(metric, { by: [], filters: { subsidiary: [subsidiary] } }),
      )
    ).map((figure) => figure.coverage)
  expect(await coverage('adoption_rate', 'five')).toEqual([1])
  expect(await coverage('adoption_rate', 'four')).toEqual([null])
  expect(await coverage('adoption_rate', 'silent')).toEqual([0])
  warehouse.release()
})

test('nothing of a figure that is withheld tells its number, in any form that it takes', async () => {
  const demo = demoOf('tiny')
  const warehouse = await serveFixture(
    { ...demo.tables, activity_daily: demo.rows },
    { info: { ...demo.info, name: 'demo', version: 'demo' }, resolveCoefficients },
  )
  const withheld = new Set<MetricId>()
  for (const metric of METRIC_IDS) {
    const request = ask(metric, {
      by: ['quarter'],
      period: '2026-Q1..2026-Q3',
      filters: { subsidiary: ['stivor'] },
    })
    const figures = await loadFigures(warehouse, groupScope(), request).catch((error: unknown) => {
      if (!(error instanceof FigureRefused)) throw error
      return []
    })
    for (const figure of figures.filter((each) => each.withheld !== null)) {
      withheld.add(metric)
      expect(spelledOut(figure)).toMatchObject({
        value: null,
        exact: null,
        low: null,
        high: null,
        causes: [],
        evidence: [],
      })
    }
  }
  expect([...withheld].sort()).toEqual(
    expect.arrayContaining([
      'active_users',
      'adoption_rate',
      'carbon_per_active_user',
      'cost_per_active_user',
      'requests_per_active_user',
    ]),
  )
  const asked = ['--metric', 'carbon_per_active_user', '--by', 'quarter', '--filter', 'subsidiary=stivor']
  const print = async (format: string[]) => {
    const command = parseFiguresCommand([...asked, '--period', '2026-Q3', ...format])
    if (command === null) throw new Error('The command asks for help.')
    return await printFigures(command, warehouse, groupScope())
  }
  expect(JSON.parse(await print(['--json']))).toMatchObject([{ value: null, withheld: 'few_people' }])
  expect(await print([])).toMatch(/carbon_per_active_user +2026-Q3 +2026-Q3 +few_people +kgCO2e +– +–/)
  expect(readCsv(await print(['--csv']))).toMatchObject([
    { value: null, exact: '', low: null, high: null, withheld: 'few_people' },
  ])
  warehouse.release()
})
