import { expect, test, vi } from 'vitest'
import { forecastYear } from '#app/forecast/forecast-year.ts'
import { runFigures } from '#tests/figures/run-figures.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { messageOf, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const LANGUAGES = ['fr', 'en'] as const
/** The demonstration's « today » is 16 November 2026: October is its last whole month. */
const LAST = '2026-10'
const COMING = ['2026-11', '2026-12']

const monthOf = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1

/** The amounts by month that the command prints, whole months only. */
async function amountsByMonth(metric: string, ...filters: readonly string[]): Promise<Map<number, number>> {
  const { dataDir } = await site()
  const asked = ['--metric', metric, '--by', 'month', '--period', '2023-10..2026-12', '--json']
  const printed = await runFigures([...asked, ...filters, '--data-dir', dataDir])
  const figures: { by: { month: string }; exact: string | null }[] = JSON.parse(printed)
  const known = figures.filter(({ exact, by }) => exact !== null && (metric !== 'cost' || by.month <= LAST))
  return new Map(known.map(({ by, exact }) => [indexOf(by.month), Number(exact)]))
}

/** A month told at the end of another: that of a year before, times three months over the same three. */
function told(amounts: ReadonlyMap<number, number>, origin: number, month: number): number {
  const at = (index: number) => amounts.get(index) ?? Number.NaN
  const three = (end: number) => at(end) + at(end - 1) + at(end - 2)
  return (at(month - 12) * three(origin)) / three(origin - 12)
}

/** The errors of two months told at each month end, of all that the data can tell. */
function errorsOf(amounts: ReadonlyMap<number, number>): readonly number[] {
  return [...amounts.keys()]
    .map((origin) => {
      const forecast = told(amounts, origin, origin + 1) + told(amounts, origin, origin + 2)
      const actual = (amounts.get(origin + 1) ?? Number.NaN) + (amounts.get(origin + 2) ?? Number.NaN)
      return Math.abs(forecast / actual - 1)
    })
    .filter(Number.isFinite)
}

async function panelOf(path: string): Promise<{ html: string; text: string }> {
  const { address } = await site()
  const { status, text } = await ask(address, path)
  expect([path, status]).toEqual([path, 200])
  const html = text.split('id="year-end"')[1]?.split('<section class="section"')[0] ?? ''
  return { html, text: textOf(`<section ${html}`) }
}

test.each(LANGUAGES)(
  'the year’s end, its error and its tests are those of the figures (%s)',
  async (language) => {
    const search = { '': [], '&filter.subsidiary=lestrenn': ['--filter', 'subsidiary=lestrenn'] }
    for (const [filter, options] of Object.entries(search)) {
      const amounts = await amountsByMonth('cost', ...options)
      const { text } = await panelOf(`/${language}/cost?quarter=2026-Q3${filter}`)
      const errors = errorsOf(amounts)
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
      const [, printed = '', tests] =
        /(?:erreur moyenne|mean error) ([\d,.]+) ?% (?:sur|over) (\d+) (?:essais|tests)/.exec(text) ?? []
      expect([filter, Number(tests)]).toEqual([filter, errors.length])
      expect(errors.length).toBeGreaterThanOrEqual(9)
      expect(Math.abs(Number(printed.replace(',', '.')) - mean * 100)).toBeLessThanOrEqual(0.0500001)

      const year = Array.from(
        { length: 10 },
        (_, index) => amounts.get(indexOf('2026-01') + index) ?? Number.NaN,
      )
      const coming = COMING.map((month) => told(amounts, indexOf(LAST), indexOf(month)))
      const total = [...year, ...coming].reduce((sum, amount) => sum + amount, 0)
      const [, said = '', low = '', high = ''] =
        /(?:finirait à|would end at) (.*?), (?:entre|between) (\d+[\d.,]*\d) (?:et|and) (\d+[\d.,]*\d)/.exec(
          text,
        ) ?? []
      const { value, within } = quantityOf(said)
      expect(Math.abs(value - total)).toBeLessThanOrEqual(within * 1.000001)
      const ends = [low, high].map((end) => Number(end.replace(',', '.')))
      const shown = Number(said.replace(',', '.').replace(/[^\d.]/g, ''))
      expect((ends[0] ?? 0) <= shown && shown <= (ends[1] ?? 0)).toBe(true)
    }
  },
)

test.each(LANGUAGES)(
  'what is known of the year and its budget lead to receipts that say the same (%s)',
  async (language) => {
    const { address } = await site()
    const { html } = await panelOf(`/${language}/cost?quarter=2026-Q3`)
    const links = [...html.matchAll(/<a href="([^"]+)">([^<]*)<\/a>/g)]
    expect(links.length).toBeGreaterThanOrEqual(3)
    for (const [, href = '', label = ''] of links) {
      const receipt = await ask(address, href.replaceAll('&amp;', '&'))
      expect([href, receipt.status]).toEqual([href, 200])
      const [page, own] = [label, messageOf(receipt.text)].map((said) =>
        quantityOf(textOf(said).split(': ').at(-1)?.replace(/\.$/, '') ?? ''),
      )
      expect(Math.abs((page?.value ?? 0) - (own?.value ?? 1))).toBeLessThanOrEqual(
        Math.max(page?.within ?? 0, own?.within ?? 0) * 1.000001,
      )
    }
  },
)

test('the year is compared with the budget of its twelve months', async () => {
  const budgets = await amountsByMonth('budget')
  const months = [...budgets.keys()].filter((month) => monthOf(month).startsWith('2026'))
  expect(months.map(monthOf).sort().at(-1)).toBe('2026-12')
  const plan = months.reduce((sum, month) => sum + (budgets.get(month) ?? 0), 0)
  const { text } = await panelOf('/fr/cost?quarter=2026-Q3')
  expect(text).not.toContain('dernier budget connu')
  const { value, within } = quantityOf(/Budget, janv. 2026 à déc. 2026 : ([\d,.]+ .?€)/.exec(text)?.[1] ?? '')
  expect(Math.abs(value - plan)).toBeLessThanOrEqual(within * 1.000001)
})

test('a gap to the budget that leaves bills out says so in the first sentence', async () => {
  const { address } = await site()
  const first = async (quarter: string) => messageOf((await ask(address, `/fr/cost?quarter=${quarter}`)).text)
  expect(await first('2026-Q3')).toMatch(/budget ; \d+ % des factures mensuelles attendues manquent\./)
  expect(await first('2026-Q2')).not.toContain('manquent')
})

test.each(LANGUAGES)(
  'the running month is told beside its forecast, and beside what others had cost by the same day (%s)',
  async (language) => {
    const amounts = await amountsByMonth('cost')
    const by16 = async (month: number) => {
      const { dataDir } = await site()
      const asked = ['--metric', 'cost', '--period', `${monthOf(month)}~16d`, '--json', '--data-dir', dataDir]
      const printed = await runFigures([...asked])
      return Number(JSON.parse(printed)[0].exact)
    }
    const running = indexOf('2026-11')
    const forecast = told(amounts, running - 1, running)
    const spent = await by16(running)
    const parts: number[] = []
    for (let month = running - 6; month < running; month++)
      parts.push((await by16(month)) / (amounts.get(month) ?? Number.NaN))
    const { text } = await panelOf(`/${language}/cost?quarter=2026-Q3`)
    const share = (value: number) => `${Math.round(value * 100)} ?%`
    const [least, most] = [Math.min(...parts), Math.max(...parts)]
    expect(text).toMatch(new RegExp(`16 (?:jours|days), nov.*${share(spent / forecast)} (?:des|of the)`, 'i'))
    expect(text).toMatch(new RegExp(`(?:entre|between) ${share(least)} (?:et|and) ${share(most)}`))
    const isLow = forecast < spent / most
    const isHigh = forecast > spent / least
    expect(/paraît trop basse|looks too low/.test(text)).toBe(isLow)
    expect(/paraît trop haute|looks too high/.test(text)).toBe(isHigh)
  },
)

test.each(LANGUAGES)(
  'a service that came after the first month of the method is named with its cost (%s)',
  async (language) => {
    const { dataDir } = await site()
    const read = async (...asked: readonly string[]) => {
      const printed = await runFigures(['--metric', 'cost', ...asked, '--json', '--data-dir', dataDir])
      const figures: { by: { service: string; month: string }; exact: string | null }[] = JSON.parse(printed)
      return figures.filter(({ exact }) => exact !== null)
    }
    const [months, sums] = [
      await read('--by', 'service', '--by', 'month', '--period', '2025-08..2026-10'),
      await read('--by', 'service', '--period', '2026-08..2026-10'),
    ]
    const all = sums.reduce((sum, { exact }) => sum + Number(exact), 0)
    const late = sums.filter(({ by: { service }, exact }) => {
      const since = months.find(({ by, exact }) => by.service === service && Number(exact) > 0)?.by.month
      return since !== '2025-08' && Number(exact) / all >= 0.05
    })
    expect(late.map(({ by }) => by.service)).toContain('Cirrane Assistant')
    const { text } = await panelOf(`/${language}/cost?quarter=2026-Q3`)
    const note = /(?:Services récents|New services) (.*?) (?:Méthode|Method) /.exec(text)?.[1] ?? ''
    for (const { by } of sums)
      expect([by.service, note.includes(by.service)]).toEqual([
        by.service,
        late.some((each) => each.by.service === by.service),
      ])
  },
)

test('of past forecasts, about nine in ten would have been in the interval, in the group and in its parts', async () => {
  const { dataDir } = await site()
  const asked = [
    '--metric',
    'cost',
    '--by',
    'subsidiary',
    '--by',
    'month',
    '--period',
    '2023-10..2026-10',
    '--json',
  ]
  const printed = await runFigures([...asked, '--data-dir', dataDir])
  const figures: { by: { subsidiary: string; month: string }; exact: string | null }[] = JSON.parse(printed)
  const parts = new Map<string, Map<string, number>>()
  for (const { by, exact } of figures) {
    if (exact === null) continue
    const amounts = parts.get(by.subsidiary) ?? new Map<string, number>()
    parts.set(by.subsidiary, amounts.set(by.month, Number(exact)))
  }
  const year = { from: '2026-01', to: '2026-12' }
  const held = [...parts.values()].map((amounts) => forecastYear(amounts, year, LAST)?.basis?.backTest.held)
  const [times, of] = (['times', 'of'] as const).map((key) =>
    held.reduce((sum, each) => sum + (each?.[key] ?? 0), 0),
  )
  expect(of).toBeGreaterThan(100)
  expect((times ?? 0) / (of ?? 1)).toBeGreaterThan(0.86)
  expect((times ?? 0) / (of ?? 1)).toBeLessThan(0.97)
  const { text } = await panelOf('/fr/cost?quarter=2026-Q3')
  const amounts = new Map(
    [...(await amountsByMonth('cost'))].map(([month, amount]) => [monthOf(month), amount]),
  )
  const own = forecastYear(amounts, year, LAST)?.basis?.backTest.held
  expect(text).toContain(`${own?.times} fois sur ${own?.of}`)
  expect((own?.times ?? 0) / (own?.of ?? 1)).toBeGreaterThan(0.8)
})

test('a year that is over says what it cost, and forecasts nothing', async () => {
  const { html, text } = await panelOf('/fr/cost?quarter=2025-Q2')
  expect(text).toMatch(/L’année 2025 a coûté/)
  expect(text).not.toMatch(/finirait|erreur moyenne/)
  expect(html).not.toContain('class="current open"')
  // The table holds the twelve months and their total.
  expect(partsOf(html, '<th scope="row">', '</th>')).toHaveLength(13)
})

test('only the page on cost says where the year ends', async () => {
  const { address } = await site()
  for (const page of ['usage', 'gpu-hours', 'carbon'])
    expect((await ask(address, `/fr/${page}`)).text).not.toContain('id="year-end"')
})

test('the page’s file holds the months that the forecast is made from', async () => {
  const { address } = await site()
  const { text } = await ask(address, '/fr/export/cost.csv?quarter=2026-Q3&format=machine')
  const rows = readCsv(text).filter(
    ({ metric, by, state }) => metric === 'cost' && by.month !== undefined && state !== 'forecast',
  )
  const amounts = await amountsByMonth('cost')
  expect(new Map(rows.map(({ by, exact }) => [indexOf(by.month ?? ''), Number(exact)]))).toEqual(amounts)
  expect(monthOf(Math.max(...amounts.keys()))).toBe(LAST)
})

test('the page’s file holds the forecast that the page tells, month by month and for the year', async () => {
  const { address } = await site()
  const read = async (quarter: string) =>
    readCsv((await ask(address, `/fr/export/cost.csv?quarter=${quarter}&format=machine`)).text).filter(
      ({ state }) => state === 'forecast',
    )
  const rows = await read('2026-Q3')
  const year = rows.find(({ by }) => by.month === undefined)
  const months = rows.filter(({ by }) => by.month !== undefined)
  expect(months.map(({ period }) => period)).toEqual(['2026-11', '2026-12'])
  expect(year?.period).toBe('2026')
  const known = [...(await amountsByMonth('cost'))].filter(([month]) => monthOf(month) >= '2026-01')
  const total = [...known.map(([, amount]) => amount), ...months.map(({ value }) => value ?? 0)]
  expect(year?.value).toBeCloseTo(
    total.reduce((sum, amount) => sum + amount, 0),
    3,
  )
  const { text } = await panelOf('/en/cost?quarter=2026-Q3')
  const millions = (value: number | null | undefined) => ((value ?? 0) / 1e6).toFixed(2)
  expect(text).toContain(
    `would end at €${millions(year?.value)}m, between ${millions(year?.low)} and ${millions(year?.high)},`,
  )
  expect(await read('2025-Q2')).toEqual([])
})
