import { expect, test, vi } from 'vitest'
import { ask } from '#tests/pages/ask.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { runCommand } from '#tests/pages/serve.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { messageOf, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = siteOfFile()
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
  const printed = await runCommand(['figures', ...asked, ...filters, '--data-dir', dataDir])
  const figures: { by: { month: string }; exact: string | null }[] = JSON.parse(
    printed.slice(printed.indexOf('[')),
  )
  const known = figures.filter(({ exact, by }) => exact !== null && (metric !== 'cost' || by.month <= LAST))
  return new Map(known.map(({ by, exact }) => [indexOf(by.month), Number(exact)]))
}

/** A month told at the end of another: that of a year before, times three months over the same three. */
function told(amounts: ReadonlyMap<number, number>, origin: number, month: number): number {
  const at = (index: number) => amounts.get(index) ?? Number.NaN
  const three = (end: number) => at(end) + at(end - 1) + at(end - 2)
  return (at(month - 12) * three(origin)) / three(origin - 12)
}

/** The errors of two months told at each quarter end, of all that the data can tell. */
function errorsOf(amounts: ReadonlyMap<number, number>): readonly number[] {
  return [...amounts.keys()]
    .filter((origin) => origin % 3 === 2)
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
      expect(errors.length).toBeGreaterThanOrEqual(4)
      expect(Math.abs(Number(printed.replace(',', '.')) - mean * 100)).toBeLessThanOrEqual(0.0500001)

      const year = Array.from(
        { length: 10 },
        (_, index) => amounts.get(indexOf('2026-01') + index) ?? Number.NaN,
      )
      const coming = COMING.map((month) => told(amounts, indexOf(LAST), indexOf(month)))
      const total = [...year, ...coming].reduce((sum, amount) => sum + amount, 0)
      const [, said = '', low = '', high = ''] =
        /(?:finirait à|would end at) (.*?), (?:entre|between) ([\d.,]+) (?:et|and) ([\d.,]+)/.exec(text) ?? []
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
    expect(links).toHaveLength(2)
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
  const rows = readCsv(text).filter(({ metric, by }) => metric === 'cost' && by.month !== undefined)
  const amounts = await amountsByMonth('cost')
  expect(new Map(rows.map(({ by, exact }) => [indexOf(by.month ?? ''), Number(exact)]))).toEqual(amounts)
  expect(monthOf(Math.max(...amounts.keys()))).toBe(LAST)
})
