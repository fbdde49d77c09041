import { afterAll, expect, test, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Figure, ReaderDimension } from '#app/figures/figure.ts'
import { loadBreakdowns, loadFigures, loadFiguresOver } from '#app/figures/load-figures.ts'
import { dimensionsOf } from '#app/figures/metric-dimensions.ts'
import { elapsedPart, quartersOfData } from '#app/filters/dataset-period.ts'
import { resolveCoefficients } from '#app/footprint/resolve-coefficients.ts'
import { METRIC_IDS, type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

/** Metrics whose parts add up: sums, and states of the last month. Means of months are left to the naive evaluator. */
const ADDITIVE = METRIC_IDS.filter((id) => {
  const { formula } = metricOf(id)
  return formula.kind === 'aggregate' && formula.of.kind !== 'mean_of_months'
})

/** The metrics that have the same dimensions are read together. */
const LISTS = [...new Set(ADDITIVE.map((id) => dimensionsOf(id).join(' ')))].map((dimensions) => ({
  metrics: ADDITIVE.filter((id) => dimensionsOf(id).join(' ') === dimensions),
  dimensions: dimensions.split(' ') as readonly ReaderDimension[],
}))

const demo = demoOf('tiny')
const served = serveFixture(
  { ...demo.tables, activity_daily: demo.rows },
  { info: { ...demo.info, name: 'demo', version: 'demo' }, resolveCoefficients },
)
afterAll(async () => (await served).release())

/** Decimal text in units of 10⁻²¹, of which every exact figure is a whole number. */
function units(exact: string): bigint {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,21}))?$/.exec(exact) ?? []
  if (whole === undefined) throw new Error(`« ${exact} » is no decimal.`)
  return BigInt(`${sign}${whole}${fraction.padEnd(21, '0')}`)
}

/** How many figures of each metric are withheld: of one to four people each. */
function withheldOf(figures: readonly Figure[]): Readonly<Record<string, bigint>> {
  const counts: Record<string, bigint> = {}
  for (const { metric, withheld } of figures)
    if (withheld !== null) counts[metric] = (counts[metric] ?? 0n) + 1n
  return counts
}

/** Exact sums by metric and currency; what is known of no part is no sum, rather than zero. */
function sumsOf(figures: readonly Figure[]): Readonly<Record<string, bigint>> {
  const sums: Record<string, bigint> = {}
  for (const { metric, currency, exact } of figures) {
    if (exact === null) continue
    const key = `${metric} ${currency ?? ''}`.trim()
    sums[key] = (sums[key] ?? 0n) + units(exact)
  }
  return sums
}

type Compared = {
  readonly wrong: readonly string[]
  readonly sums: number
  readonly nobody: number
  readonly withheld: number
}

/** The group's figures against the sums of its parts, over every quarter and the elapsed days of the open one. */
async function compareSums(
  warehouse: Warehouse,
  { metrics, dimensions }: (typeof LISTS)[number],
  parts: Warehouse = warehouse,
): Promise<Compared> {
  const scope = groupScope()
  const quarters = quartersOfData(warehouse.dataset)
  const open = quarters.map((quarter) => elapsedPart(quarter, warehouse.dataset)).at(-1)
  const whole = quarters.map(({ text }) => text)
  const elapsed = open?.elapsedDays == null ? [] : [open.text]
  const request = { metrics, filters: {} }
  const groups = [
    ...(await loadFiguresOver(warehouse, scope, { ...request, by: [] }, whole)),
    ...(await Promise.all(
      elapsed.map((period) => loadFigures(warehouse, scope, { ...request, by: [], period })),
    )),
  ]
  const periods = [...whole, ...elapsed]
  const wrong: string[] = []
  let [sums, nobody, withheld] = [0, 0, 0]
  for (const dimension of dimensions) {
    const [read = []] = await loadBreakdowns(parts, scope, { ...request, breakdowns: [[dimension]] }, periods)
    for (const [index, period] of periods.entries()) {
      const [group, added] = [sumsOf(groups[index] ?? []), sumsOf(read[index] ?? [])]
      const kept = withheldOf(read[index] ?? [])
      for (const key of new Set([...Object.keys(group), ...Object.keys(added)])) {
        sums += 1
        if (kept[key] !== undefined && kept[key] > 0n) {
          const lacking = (group[key] ?? 0n) - (added[key] ?? 0n)
          withheld += 1
          if (lacking < kept[key] * units('1') || lacking > kept[key] * units('4'))
            wrong.push(`${key} of ${period}: ${kept[key]} parts by ${dimension} hold ${lacking}`)
        } else if (group[key] !== added[key])
          wrong.push(`${key} of ${period}: ${group[key]} in all, ${added[key]} by ${dimension}`)
      }
      nobody += (read[index] ?? []).filter(
        ({ by, exact }) => by[dimension] === UNASSIGNED && exact !== null && units(exact) !== 0n,
      ).length
    }
  }
  return { wrong, sums, nobody, withheld }
}

const nameOf = ({ metrics, dimensions }: (typeof LISTS)[number]) =>
  `${metrics.join(', ')} by ${dimensions.length} dimensions`

test.each(LISTS.map((list) => [nameOf(list), list] as const))(
  'the parts of the group are the group: %s',
  async (_, list) => {
    const { wrong, sums, nobody, withheld } = await compareSums(await served, list)
    expect(wrong).toEqual([])
    // 13 quarters, of which sources may not have opened in the first.
    expect(sums).toBeGreaterThan(list.metrics.length * list.dimensions.length * 8)
    if (list.metrics.includes('cost')) expect(nobody).toBeGreaterThan(0)
    if (list.metrics.includes('trained_employees')) expect(withheld).toBeGreaterThan(0)
  },
)

test('every additive metric is summed, by every dimension that it has', () => {
  const summed = LISTS.flatMap(({ metrics, dimensions }) =>
    metrics.flatMap((metric) => dimensions.map((dimension) => `${metric} ${dimension}`)),
  )
  const known = ADDITIVE.flatMap((metric) =>
    dimensionsOf(metric).map((dimension) => `${metric} ${dimension}`),
  )
  expect([...summed].sort()).toEqual([...known].sort())
  expect(new Set(ADDITIVE)).toEqual(new Set<MetricId>(ADDITIVE_BY_NAME))
})

/** Written out, so that a metric that stops being additive is seen. */
const ADDITIVE_BY_NAME: readonly MetricId[] = [
  'requests',
  'requests_assessed',
  'input_tokens',
  'output_tokens',
  'cost',
  'effective_cost',
  'contracted_cost',
  'list_cost',
  'budget',
  'gpu_hours',
  'gpu_hours_used',
  'gpu_hours_idle',
  'energy_kwh',
  'carbon_kg',
  'use_cases',
  'use_cases_in_production',
  'workshops',
  'workshop_participants',
  'trained_employees',
]

const FAULTS: Readonly<Record<string, (rows: readonly object[]) => readonly object[]>> = {
  'a row counted twice': (rows) => [...rows, ...rows.slice(0, 1)],
  'a row lost': (rows) => rows.slice(1),
}

test.each(Object.entries(FAULTS))('the sums see %s', async (_, fault) => {
  const warehouse = await served
  const [list] = LISTS.filter(({ metrics }) => metrics.includes('cost'))
  if (list === undefined) throw new Error('No list of metrics has the cost.')
  const faulty: Warehouse = {
    ...warehouse,
    // Figures are kept by this object: a copy of it has none.
    dataset: { ...warehouse.dataset },
    run: async (statement, scope, options) => {
      const rows = await warehouse.run(statement, scope, options)
      return fault(rows) as typeof rows
    },
  }
  const { wrong } = await compareSums(warehouse, { ...list, dimensions: ['service', 'region'] }, faulty)
  expect(wrong.length).toBeGreaterThan(0)
})
