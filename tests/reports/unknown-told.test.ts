import { expect, test, vi } from 'vitest'
import { runFigures } from '#tests/figures/run-figures.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { cellsOf } from '#tests/reports/csv-rows.ts'
import { partsOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()

async function figure(metric: string, ...filters: readonly string[]): Promise<number> {
  const { dataDir } = await site()
  const printed = await runFigures([
    ...['--metric', metric, '--period', '2026-Q3', '--json', '--data-dir', dataDir],
    ...filters.flatMap((filter) => ['--filter', filter]),
  ])
  const [found] = JSON.parse(printed)
  return found?.value ?? 0
}

async function unknownOf(path: string): Promise<string> {
  const { address } = await site()
  const { text } = await ask(address, `${path}?quarter=2026-Q3`)
  return textOf(partsOf(text, 'id="unknown"', '</section>')[0] ?? '')
}

test('the usage page says how many requests no subsidiary answers for, though people are no sum', async () => {
  const [nobody, all] = [await figure('requests', 'subsidiary=unassigned'), await figure('requests')]
  expect(nobody).toBeGreaterThan(0)
  const share = ((100 * nobody) / all).toFixed(1)
  expect(await unknownOf('/en/usage')).toMatch(
    new RegExp(
      `Unassigned by subsidiary, in requests\\s+${share.replace('.', '\\.')}%\\s+counted in the total, on no line`,
    ),
  )
})

test('a use case whose utilisation misses hours says so', async () => {
  const { dataDir } = await site()
  const printed = await runFigures([
    ...['--metric', 'gpu_utilisation', '--by', 'project', '--period', '2026-Q3', '--json'],
    ...['--data-dir', dataDir],
  ])
  const all: { by: { project: string }; coverage: number | null }[] = JSON.parse(printed)
  const lacking = all.filter(
    ({ coverage, by }) => coverage !== null && coverage < 0.999 && by.project !== 'unassigned',
  )
  expect(lacking.length).toBeGreaterThan(0)
  for (const { by, coverage } of lacking.slice(0, 2)) {
    const share = ((1 - (coverage ?? 1)) * 100).toFixed(1)
    expect(await unknownOf(`/en/projects/${by.project}`)).toMatch(
      new RegExp(`Allocated hours whose use is not metered\\s+${share.replace('.', '\\.')}%`),
    )
  }
})

test('a cost that lacks a month says so beside its number, and the foot of the page says of which source', async () => {
  const { address } = await site()
  const { text } = await ask(address, '/en/cost?quarter=2026-Q3')
  const { dataDir } = await site()
  const printed = await runFigures([
    ...['--metric', 'cost', '--period', '2026-Q3', '--json', '--data-dir', dataDir],
  ])
  const [{ coverage }] = JSON.parse(printed)
  expect(coverage).toBeLessThan(1)
  expect(textOf(text)).toContain(`Partial: ${Math.round(coverage * 100)}% of the months expected`)
  expect(await unknownOf('/en/cost')).toContain('Months expected but not received: billing')
})

test('a page limited to a provider names the invoice that is missing, whoever else’s is there', async () => {
  const { address, dataDir } = await site()
  const read = async (...asked: readonly string[]) => {
    const printed = await runFigures([...asked, '--period', '2026-Q3', '--json', '--data-dir', dataDir])
    return JSON.parse(printed) as {
      by: { source: string; month: string; provider: string }
      value: number | null
    }[]
  }
  const months = await read('--metric', 'source_completeness', '--by', 'source', '--by', 'month')
  const lacking = new Set(months.filter(({ value }) => value === 0).map(({ by }) => by.source))
  expect(lacking.size).toBeGreaterThan(0)
  const billed = await read('--metric', 'cost', '--by', 'provider', '--by', 'source')
  const providers = [...new Set(billed.map(({ by }) => by.provider))].filter((id) => id !== 'unassigned')
  expect(providers.length).toBeGreaterThan(lacking.size)
  for (const provider of providers) {
    const own = billed.filter(({ by }) => by.provider === provider).map(({ by }) => by.source)
    const missing = own.filter((source) => lacking.has(source))
    const path = `/en/providers/${encodeURIComponent(provider)}`
    const page = textOf((await ask(address, `${path}?quarter=2026-Q3`)).text)
    const said = [...page.matchAll(/Partial: missing “([^:]+?)” \(Aug 2026\)\./g)].map(([, source]) => source)
    expect([provider, [...new Set(said)]]).toEqual([provider, missing])
    const foot = await unknownOf(path)
    for (const source of missing)
      expect(foot).toContain(`Months expected but not received: “${source}” (Aug 2026) 1 month`)
    if (missing.length === 0) expect(foot).not.toContain('Months expected')
  }
})

test('a limited page whose base lacks a month does not tell a rise without it, and its file names what is missing', async () => {
  const { address } = await site()
  const limited = 'filter.provider=Altonimbe'
  const lacks = 'missing “Facturation Altonimbe” (Aug 2026)'
  const messageOf = async (quarter: string) => {
    const { text } = await ask(address, `/en/cost?quarter=${quarter}&${limited}`)
    return { message: textOf(partsOf(text, '<h1', '</h1>')[0] ?? ''), page: textOf(text) }
  }
  const open = await messageOf('2026-Q4')
  expect(open.message).toContain(`Compared with a partial period (Q3 2026, first 47 days): ${lacks}.`)
  const group = await ask(address, '/en/cost?quarter=2026-Q4')
  expect(textOf(partsOf(group.text, '<h1', '</h1>')[0] ?? '')).toContain(
    `Compared with a partial period (Q3 2026, first 47 days): ${lacks}.`,
  )
  const whole = await messageOf('2026-Q3')
  expect(whole.message).toContain(`; ${lacks}.`)
  expect(whole.page).toMatch(/Cost per thousand requests €[\d.,]+ ?partial/)
  expect(whole.page).toContain('neither counted nor forecast: Aug 2026')
  expect((await messageOf('2026-Q2')).page).not.toMatch(/artial/)
  const { text } = await ask(address, `/en/export/cost.csv?quarter=2026-Q3&${limited}`)
  const [header = '', ...lines] = text.trim().split('\r\n')
  const [period, metric, lacking] = ['period', 'metric', 'lacking'].map((name) =>
    cellsOf(header).indexOf(name),
  )
  const cells = lines.map(cellsOf)
  const at = (line: readonly string[], place = -1) => line[place] ?? ''
  const quarter = cells.filter((line) => at(line, metric) === 'cost' && at(line, period) === '2026-Q3')
  expect(quarter.length).toBeGreaterThan(3)
  for (const line of quarter) expect(at(line, lacking)).toBe('Facturation Altonimbe 2026-08')
  for (const line of cells.filter((each) => at(each, period) === '2026-Q2'))
    expect(at(line, lacking)).toBe('')
})
