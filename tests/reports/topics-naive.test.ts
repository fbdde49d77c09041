import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { FigureRequest } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { isFullEffort } from '#tests/effort.ts'
import { differences } from '#tests/figures/compare-with-naive.ts'
import { everyRow } from '#tests/figures/every-row.ts'
import { type NaiveData, type NaiveFigure, naiveFigures } from '#tests/figures/naive-evaluator.ts'
import { naiveRows } from '#tests/figures/naive-rows.ts'
import { toDouble } from '#tests/figures/naive-sums.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { figuresTold, quantityOf, type Told } from '#tests/reports/page-parts.ts'
import { seeded } from '#tests/warehouse/random.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 })

const site = sharedSite()
const FIGURES = 300
const TOPICS = ['usage', 'cost', 'gpu-hours', 'carbon'] as const
const QUARTERS = ['2026-Q3', '2025-Q2', '2026-Q4'] as const

let warehouse: Warehouse
let naive: NaiveData
let told: readonly Told[]
let release = async () => {}

beforeAll(async () => {
  const { address, dataDir } = await site()
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  warehouse = await door.pin()
  release = async () => {
    warehouse.release()
    await door.close()
  }
  naive = await naiveDemo(warehouse)
  const pages: string[] = []
  for (const topic of TOPICS)
    for (const quarter of QUARTERS) pages.push((await ask(address, `/fr/${topic}?quarter=${quarter}`)).text)
  told = pages.flatMap(figuresTold).filter(({ said }) => said !== '–')
})
afterAll(() => release())

/** The demonstration's core rows as the generator makes them, with the coefficients that the factors gave the served file. */
async function naiveDemo(served: Warehouse): Promise<NaiveData> {
  const demo = demoOf('tiny')
  const [coefficients, combinations, keys] = await Promise.all(
    ['coefficient', 'factor_combination', 'factor_key'].map((table) => everyRow(served, table)),
  )
  const resolved = { coefficients, combinations, keys } as unknown as ResolvedCoefficients
  const core = { ...demo.tables, activity_daily: demo.rows }
  return { rows: naiveRows(core, resolved, served.dataset), resolved, info: served.dataset }
}

/** What the address of a receipt asks for, read apart from the product. */
function requestOf(href: string): FigureRequest {
  const search = new URL(href, 'http://localhost').searchParams
  const filters: Record<string, string[]> = {}
  for (const [name, value] of search)
    if (name.startsWith('filter.')) filters[name.slice(7)] = [...(filters[name.slice(7)] ?? []), value]
  return {
    metrics: search.getAll('metric') as MetricId[],
    by: [],
    period: search.get('period') ?? '',
    filters,
  }
}

/** Whether the text is what the loops over core rows give, within its printed digits. */
function isSaid(said: string, [figure, ...more]: readonly NaiveFigure[]): boolean {
  if (figure === undefined || more.length > 0) return false
  if (figure.isFew) return said === 'non montré'
  if (figure.value === null) return false
  const quantity = quantityOf(said)
  const { unit } = metricOf(figure.metric as MetricId)
  // The text is read in kilowatt-hours and kilograms, whatever the metric is kept in.
  const scale = unit === 'Wh' || unit === 'gCO2e' ? 1000 : 1
  return Math.abs(quantity.value * scale - toDouble(figure.value)) <= quantity.within * scale * 1.000001
}

test(`${FIGURES} figures of the four pages are what loops over the core rows give`, async () => {
  const random = seeded(31)
  const distinct = [...new Map(told.map((figure) => [figure.href, figure])).values()]
  expect(distinct.length).toBeGreaterThan(FIGURES * 2)
  const drawn = isFullEffort ? distinct : []
  const left = [...distinct]
  while (drawn.length < FIGURES) drawn.push(...left.splice(random.integer(left.length), 1))
  const wrong: string[] = []
  for (const { name, said, href } of drawn) {
    const request = requestOf(href)
    const expected = naiveFigures(naive, null, request)
    const values = expected.map(({ value }) => (value === null ? null : toDouble(value)))
    if (!isSaid(said, expected)) wrong.push(`${name}: « ${said} » and should be ${values} (${href})`)
    // The page prints three digits; the figure behind it is compared with all of its own.
    const figures = await loadFigures(warehouse, groupScope(), request)
    wrong.push(...differences(figures, expected).map((message) => `${href}: ${message}`))
  }
  expect(wrong).toEqual([])
  // Somebody’s small group is on these pages, and is not told there.
  const kept = distinct.filter(({ said }) => said === 'non montré')
  expect(kept.length).toBeGreaterThan(0)
  for (const { said, href } of kept)
    expect([href, isSaid(said, naiveFigures(naive, null, requestOf(href)))]).toEqual([href, true])
  expect(new Set(drawn.map(({ href }) => requestOf(href).metrics[0])).size).toBeGreaterThan(12)
})

test('a figure of another quarter, or without its filter, is not what the loops give', () => {
  const filtered = told.filter(({ href }) => href.includes('filter.') && href.includes('period=2026-Q3'))
  expect(filtered.length).toBeGreaterThan(50)
  let caught = 0
  for (const { said, href } of filtered.slice(0, 50)) {
    const request = requestOf(href)
    for (const other of [
      { ...request, period: '2026-Q2' },
      { ...request, filters: {} },
    ])
      if (!isSaid(said, naiveFigures(naive, null, other))) caught += 1
  }
  // A few figures are alike in two quarters to the digits printed.
  expect(caught).toBeGreaterThan(85)
})
