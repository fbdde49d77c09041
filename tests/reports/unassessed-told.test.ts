import { expect, test, vi } from 'vitest'
import { splitChange } from '#app/footprint/bridge.ts'
import { runFigures } from '#tests/figures/run-figures.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const QUARTER = '2026-Q3'

type Printed = { metric: string; by: Record<string, string>; value: number | null }

async function figures(metrics: string, by: string, period = QUARTER): Promise<readonly Printed[]> {
  const { dataDir } = await site()
  const asked = ['--metric', metrics, '--by', by, '--period', period, '--json', '--data-dir', dataDir]
  const printed = await runFigures([...asked])
  return JSON.parse(printed)
}

/** The share of requests without an estimate, in whole per cent, and the model that makes most of them. */
async function lacking() {
  const byModel = await figures('requests,requests_assessed', 'model')
  const of = (metric: string, model?: string) =>
    byModel
      .filter((figure) => figure.metric === metric && (model === undefined || figure.by.model === model))
      .reduce((sum, { value }) => sum + (value ?? 0), 0)
  const models = [...new Set(byModel.map((figure) => figure.by.model))]
  const [largest] = models.sort(
    (a, b) => of('requests', b) - of('requests_assessed', b) - of('requests', a) + of('requests_assessed', a),
  )
  return { percent: Math.round(100 * (1 - of('requests_assessed') / of('requests'))), largest }
}

test.each([
  ['/fr/carbon', /(\d+)\s?% des requêtes ne sont pas dans ce total[^.]*\(([^)]*)\)/],
  ['/en/carbon', /(\d+)% of requests are not in this total[^.]*\(([^)]*)\)/],
  ['/fr', /(\d+)\s?% des requêtes n’ont ni électricité ni carbone estimés \(([^)]*)\)/],
  ['/en', /(\d+)% of requests have no electricity or carbon estimate \(([^)]*)\)/],
])(
  '%s says which requests its footprint leaves out, though they weigh little on coverage',
  async (path, said) => {
    const { address } = await site()
    const { text } = await ask(address, `${path}?quarter=${QUARTER}`)
    const [, percent, models] = said.exec(textOf(text)) ?? []
    const { percent: expected, largest } = await lacking()
    expect(expected).toBeGreaterThan(5)
    expect(Number(percent)).toBe(expected)
    expect(models?.toLowerCase().replaceAll(' ', '-')).toContain(largest)
  },
)

test('the bridge counts in its volume the requests that are estimated, no others', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/fr?quarter=${QUARTER}`)
  const metrics = 'carbon_kg,energy_kwh,gpu_hours,requests,requests_assessed'
  const [before, after] = await Promise.all([
    figures(metrics, 'phase', '2026-Q2'),
    figures(metrics, 'phase', QUARTER),
  ])
  const splitBy = (activity: string) =>
    splitChange(
      [...new Set([...before, ...after].map(({ by }) => by.phase))].map((phase) => {
        const end = (printed: readonly Printed[]) => {
          const of = (metric: string) =>
            printed.find((figure) => figure.metric === metric && figure.by.phase === phase)?.value ?? 0
          return {
            activity: of(phase === 'inference' ? activity : 'gpu_hours'),
            energy: of('energy_kwh'),
            carbon: of('carbon_kg'),
          }
        }
        return { before: end(before), after: end(after) }
      }),
    ).volume
  const row = /<th[^>]*>Volume<\/th><td[^>]*>([^<]*)<\/td>/.exec(text)
  const told = Number(row?.[1]?.replace(',', '.').replace('\u2212', '-').replace('+', ''))
  const [rightly, wrongly] = [splitBy('requests_assessed'), splitBy('requests')]
  // In whichever multiple of the kilogram the bridge is drawn.
  const scale = [1, 1e3].find((each) => Math.abs(told * each - rightly) < 0.06 * each)
  expect([told, rightly, scale === undefined]).toEqual([told, rightly, false])
  expect(Math.abs(told * (scale ?? 1) - wrongly)).toBeGreaterThan(0.1 * (scale ?? 1))
})
