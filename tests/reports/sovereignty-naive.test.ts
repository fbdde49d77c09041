import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FigureRequest } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { everyRow } from '#tests/figures/every-row.ts'
import { type NaiveData, naiveFigures } from '#tests/figures/naive-evaluator.ts'
import { naiveRows } from '#tests/figures/naive-rows.ts'
import { toDouble } from '#tests/figures/naive-sums.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { onlyPart, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 })

const site = sharedSite()
const RUNGS = ['on_premise', 'secnumcloud', 'eu_external_keys', 'eu_us_cloud', 'outside_eu', 'unassigned']
const KINDS = ['open', 'open_weight', 'closed', 'unassigned']
const TOKENS: readonly MetricId[] = ['input_tokens', 'output_tokens']

let naive: NaiveData
let release = async () => {}

beforeAll(async () => {
  const { dataDir } = await site()
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  const warehouse = await door.pin()
  release = async () => {
    warehouse.release()
    await door.close()
  }
  naive = await naiveDemo(warehouse)
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

/** What loops over the core rows add up to; null where no row speaks of it. */
function summed(metrics: readonly MetricId[], period: string, filters: FigureRequest['filters']) {
  const values = metrics
    .flatMap((metric) => naiveFigures(naive, null, { metrics: [metric], by: [], period, filters }))
    .flatMap(({ value }) => (value === null ? [] : [toDouble(value)]))
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
}

/** The shares of each value of a dimension, and of the first ones in what is known. */
function sharesOf(
  metrics: readonly MetricId[],
  period: string,
  filters: FigureRequest['filters'],
  dimension: string,
  values: readonly string[],
  first: number,
) {
  const parts = values.map((value) => summed(metrics, period, { ...filters, [dimension]: [value] }))
  const sum = (own: readonly (number | null)[]) => own.reduce<number>((all, one) => all + (one ?? 0), 0)
  const shares = parts.map((part, index) =>
    // Nothing left unassigned is known where something is known; a rung without rows is not known to be zero.
    part === null ? (index === values.length - 1 ? 0 : null) : part / sum(parts),
  )
  return { shares, first: sum(parts.slice(0, first)) / sum(parts.slice(0, -1)) }
}

const percent = (share: number | null) =>
  share === null
    ? '–'
    : share > 0 && share < 0.005
      ? '<1%'
      : `${Math.round(Number((share * 100).toPrecision(12)))}%`

/** The rows of a section's table: what each cell says, in small too, and the receipt that it leads to. */
const rowsOf = (html: string, section: string) => {
  const from = html.indexOf(`<section class="section" id="${section}"`)
  const to = html.indexOf('<section class="section"', from + 1)
  const whole = html.slice(from, to < 0 ? html.length : to)
  return partsOf(onlyPart(whole, '<tbody>', '</tbody>'), '<tr', '</tr>').map((row) => ({
    name: textOf(onlyPart(`<tr${row}`, '<th scope="row">', '</th>')),
    cells: partsOf(row, '<td', '</td>').map((cell) => {
      const html = cell.slice(cell.indexOf('>') + 1)
      const [, href = ''] = /<a href="([^"]+)"/.exec(html) ?? []
      return {
        text: textOf(html.replace(/<small>.*?<\/small>/gs, '')),
        small: textOf(/<small>(.*?)<\/small>/s.exec(html)?.[1] ?? ''),
        href: href.replaceAll('&amp;', '&'),
      }
    }),
  }))
}

/** What the address of a receipt asks for, read apart from the product. */
function requestOf(href: string) {
  const search = new URL(href, 'http://localhost').searchParams
  const filters: Record<string, string[]> = {}
  for (const [name, value] of search)
    if (name.startsWith('filter.')) filters[name.slice(7)] = [...(filters[name.slice(7)] ?? []), value]
  return { metrics: search.getAll('metric') as MetricId[], period: search.get('period') ?? '', filters }
}

const moved = (quarter: string, by: number) => {
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`
}

const PAGES = [
  { quarter: '2026-Q3', filters: {}, columns: 12 },
  { quarter: '2025-Q2', filters: {}, columns: 7 },
  { quarter: '2026-Q3', filters: { approach: ['generative'] }, columns: 12 },
] as const

const addressOf = ({ quarter, filters }: (typeof PAGES)[number]) =>
  `/en/sovereignty?quarter=${quarter}${Object.entries(filters)
    .map(([dimension, [value]]) => `&filter.${dimension}=${value}`)
    .join('')}`

test('every share of the ladder, quarter by quarter and by measure, is what loops over the core rows give', async () => {
  const { address } = await site()
  for (const asked of PAGES) {
    const path = addressOf(asked)
    const { status, text } = await ask(address, path)
    expect([path, status]).toEqual([path, 200])
    const quarters = rowsOf(text, 'ladder')
    expect([path, quarters.length]).toEqual([path, asked.columns])
    for (const [index, row] of quarters.entries()) {
      const quarter = moved(asked.quarter, -index)
      const { shares, first } = sharesOf(['cost'], quarter, asked.filters, 'hosting', RUNGS, 3)
      expect([path, row.name, ...row.cells.slice(0, 7).map((cell) => cell.text)]).toEqual([
        path,
        `Q${quarter.slice(6)} ${quarter.slice(0, 4)}`,
        ...shares.map(percent),
        percent(first),
      ])
    }
    const measures = [['cost'], TOKENS, ['gpu_hours']] as const
    for (const [index, row] of rowsOf(text, 'measures').entries()) {
      const { shares, first } = sharesOf(
        measures[index] ?? [],
        asked.quarter,
        asked.filters,
        'hosting',
        RUNGS,
        3,
      )
      const told = [...shares.map(percent), percent(first)]
      expect([path, row.name, ...row.cells.slice(0, 7).map((cell) => cell.text)]).toEqual([
        path,
        row.name,
        ...told,
      ])
    }
    const opened = [['requests'], TOKENS, ['cost']] as const
    for (const [index, row] of rowsOf(text, 'openness').entries()) {
      const { shares, first } = sharesOf(
        opened[index] ?? [],
        asked.quarter,
        asked.filters,
        'openness',
        KINDS,
        2,
      )
      const told = [...shares.map(percent), percent(first)]
      expect([path, row.name, ...row.cells.slice(0, 5).map((cell) => cell.text)]).toEqual([
        path,
        row.name,
        ...told,
      ])
    }
  }
})

test('every amount of the page is what its receipt asks of the core rows', async () => {
  const { address } = await site()
  let compared = 0
  for (const asked of PAGES) {
    const { text } = await ask(address, addressOf(asked))
    const linked = ['measures', 'openness', 'providers'].flatMap((section) =>
      rowsOf(text, section).flatMap(({ cells }) =>
        cells
          .filter(({ href }) => href !== '')
          .map(({ text: said, small, href }) => ({ said: small || said, href })),
      ),
    )
    for (const { said, href } of linked) {
      const { metrics, period, filters } = requestOf(href)
      const value = summed(metrics, period, filters)
      const quantity = quantityOf(said)
      expect([
        href,
        said,
        value !== null && Math.abs(quantity.value - value) <= quantity.within * 1.000001,
      ]).toEqual([href, said, true])
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(90)
})

test('regions stand from the least carbon in a kilowatt-hour to the most; electricity × grid is the carbon', async () => {
  const { address } = await site()
  for (const asked of PAGES) {
    const { text } = await ask(address, addressOf(asked))
    const rows = rowsOf(text, 'places')
    const grids: number[] = []
    for (const { name, cells } of rows.filter((row) => row.name !== 'Total')) {
      const [energy, grid, carbon] = [1, 3, 5].map((at) => {
        const { href = '', text: said = '' } = cells[at] ?? {}
        if (href === '') return { said, value: null }
        const { metrics, period, filters } = requestOf(href)
        return { said, value: summed(metrics, period, filters) }
      })
      if (energy?.value == null || grid?.value == null || carbon?.value == null) {
        expect([name, energy?.said, carbon?.said]).toEqual([name, '–', '–'])
        continue
      }
      grids.push(grid.value)
      expect([name, (energy.value * grid.value) / 1000 / carbon.value]).toEqual([name, expect.closeTo(1, 6)])
      expect([name, grid.said]).toEqual([name, String(Math.round(grid.value))])
    }
    expect(grids.length).toBeGreaterThan(2)
    expect(grids).toEqual([...grids].sort((a, b) => a - b))
    // The total is of every row, those of no region included.
    const total = rows.find(({ name }) => name === 'Total')
    const sums = [1, 5].map((at) => {
      const column = rows.filter(({ name }) => name !== 'Total').map(({ cells }) => cells[at]?.href ?? '')
      const own = column
        .filter((href) => href !== '')
        .map((href) => {
          const { metrics, period, filters } = requestOf(href)
          return summed(metrics, period, filters) ?? 0
        })
      const { metrics, period, filters } = requestOf(total?.cells[at]?.href ?? '')
      return [own.reduce((sum, one) => sum + one, 0), summed(metrics, period, filters) ?? 0] as const
    })
    for (const [parts, whole] of sums) expect(parts / whole).toBeCloseTo(1, 9)
  }
})

test('an open quarter is compared with the same days a year before, in the sentence and in the table alike', async () => {
  const { address } = await site()
  const { text } = await ask(address, '/en/sovereignty?quarter=2026-Q4')
  const rows = rowsOf(text, 'ladder')
  const told = (name: string) => rows.find((row) => row.name === name)?.cells[6]?.text
  const first = (period: string) => percent(sharesOf(['cost'], period, {}, 'hosting', RUNGS, 3).first)
  const [days, whole] = [first('2025-Q4~47d'), first('2025-Q4')]
  expect([told('Q4 2025, first 47 days'), told('Q4 2025')]).toEqual([days, whole])
  const message = textOf(onlyPart(text, '<h1', '</h1>'))
  expect(message).toContain(`(${whole} over that whole quarter)`)
  expect(message).toContain(
    days === first('2026-Q4~47d') ? 'as it did over the same days' : `against ${days}`,
  )
  // A whole quarter says nothing of days.
  expect((await ask(address, '/en/sovereignty?quarter=2026-Q3')).text).not.toContain('same days')
})

test('the carbon of regions says its change since the quarter before, as loops over the core rows give it', async () => {
  const { address } = await site()
  const { text } = await ask(address, '/en/sovereignty?quarter=2026-Q3')
  let compared = 0
  for (const { name, cells } of rowsOf(text, 'places')) {
    const { href = '' } = cells[5] ?? {}
    if (href === '') continue
    const { metrics, period, filters } = requestOf(href)
    const [now, before] = [period, '2026-Q2'].map((each) => summed(metrics, each, filters))
    const said = cells[6]?.text ?? ''
    if (now == null || before == null) {
      expect([name, said]).toEqual([name, '–'])
      continue
    }
    const change = (now / before - 1) * 100
    const told = Number(said.replace('−', '-').replace(/[+%]/g, ''))
    expect([name, said, Math.abs(told - change) <= 0.5]).toEqual([name, said, true])
    compared += 1
  }
  expect(compared).toBeGreaterThan(3)
})

test('providers are sorted by what the address asks, nobody last', async () => {
  const { address } = await site()
  const namesBy = async (sort: string) =>
    rowsOf((await ask(address, `/en/sovereignty?quarter=2026-Q3${sort}`)).text, 'providers').filter(
      ({ name }) => name !== 'Total',
    )
  const opened = await namesBy('')
  const known = (rows: typeof opened) => rows.filter(({ name }) => name !== 'Unassigned')
  const costs = known(opened).map(({ cells }) => quantityOf(cells[1]?.text ?? '').value)
  expect(costs).toEqual([...costs].sort((a, b) => b - a))
  const names = known(await namesBy('&sort.provider=name')).map(({ name }) => name)
  expect(names).toEqual(
    known(opened)
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b)),
  )
  const changes = known(await namesBy('&sort.provider=-change'))
    .map(({ cells }) => cells[5]?.text ?? '')
    .filter((text) => text !== '–')
    .map((text) => Number.parseFloat(text.replace('−', '-').replace('+', '')))
  expect(changes).toEqual([...changes].sort((a, b) => b - a))
  expect((await ask(address, '/en/export/sovereignty.csv?sort.provider=name')).status).toBe(200)
})
