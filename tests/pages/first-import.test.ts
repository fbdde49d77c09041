import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { hiddenWidth, misplacedTexts } from '#tests/pages/measure.ts'
import { runCommand } from '#tests/pages/serve.ts'
import { plain } from '#tests/pages/words.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { headlinesOf, messageOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Month, service, business unit of the tag, invoiced, list price. */
const CHARGES = [
  ['2026-04', 'Large Models', 'retail', '40000.50', '44000.00'],
  ['2026-05', 'Large Models', 'retail', '41152.26', '45000.00'],
  ['2026-06', 'Large Models', '', '12304.02', '13000.00'],
  ['2026-06', 'Vision API', 'claims', '30000.00', '31000.00'],
  ['2026-06', 'Vision API', 'claims', '-500.00', '0'],
] as const

const TOTAL = 122_956.78
const LARGE_MODELS = 93_456.78

const HEADER = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'ResourceId',
  'ServiceCategory',
  'ServiceName',
  'SkuId',
  'SubAccountId',
  'Tags',
]

function csvCell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function focusFile(): string {
  const lines = CHARGES.map(([month, service, unit, billed, list]) => {
    const [year = '', number = ''] = month.split('-')
    const end = `${year}-${String(Number(number) + 1).padStart(2, '0')}-01T00:00:00Z`
    const start = `${month}-01T00:00:00Z`
    const cells: Record<string, string> = {
      BilledCost: billed,
      EffectiveCost: billed,
      ListCost: list,
      BillingAccountId: 'b-1',
      BillingAccountName: 'Group',
      BillingCurrency: 'EUR',
      BillingPeriodStart: start,
      BillingPeriodEnd: end,
      ChargePeriodStart: start,
      ChargePeriodEnd: end,
      ChargeCategory: billed.startsWith('-') ? 'Credit' : 'Usage',
      ChargeDescription: 'Tokens',
      InvoiceIssuerName: 'Nimbus',
      ProviderName: 'Nimbus',
      PublisherName: 'Nimbus',
      RegionId: 'eu-1',
      ResourceId: 'r-1',
      ServiceCategory: 'AI and Machine Learning',
      ServiceName: service,
      SkuId: 's-1',
      SubAccountId: 'a-1',
      Tags: unit === '' ? '{}' : JSON.stringify({ business_unit: unit }),
    }
    return HEADER.map((name) => csvCell(cells[name] ?? '')).join(',')
  })
  return `${[HEADER.join(','), ...lines].join('\n')}\n`
}

const MAP = {
  assign: [
    { from: 'tag:business_unit', to: 'subsidiary', values: { retail: 'Retail Bank', claims: 'Claims' } },
  ],
}

async function importFirstFile(dataDir: string): Promise<void> {
  const [file, map] = [join(dataDir, 'focus.csv'), join(dataDir, 'map.json')]
  writeFileSync(file, focusFile())
  writeFileSync(map, JSON.stringify(MAP))
  await runCommand(['import', file, '--format', 'focus', '--map', map, '--data-dir', dataDir])
}

const site = siteOfFile(importFirstFile)
const bounded = siteOfFile(async (dataDir) => {
  const [file, map] = [join(dataDir, 'focus.csv'), join(dataDir, 'map.json')]
  writeFileSync(file, focusFile())
  writeFileSync(map, JSON.stringify({ perimeter: [{ from: 'service', values: ['Large Models'], is: 'ai' }] }))
  await runCommand(['import', file, '--format', 'focus', '--map', map, '--data-dir', dataDir])
})
const inBrowser = browserTest()

test('with a perimeter the page counts AI only, and says what no rule decides', async () => {
  const { address } = await bounded()
  for (const [language, amount] of [
    ['fr', '29,5 k€'],
    ['en', '€29.5k'],
  ] as const) {
    const said = textOf((await ask(address, `/${language}`)).text)
    const say = messagesFor(language).synthese.standfirst.perimeter
    expect(said).toContain(plain(`${say.everywhere} ${say.undecided(amount)}`))
    expect(said).not.toContain(plain(say.nowhere))
  }
  const rows = readCsv((await ask(address, '/en/export/synthese.csv?format=machine')).text)
  const cost = rows.find(({ metric, period, by }) => {
    return metric === 'cost' && period === '2026-Q2' && Object.keys(by).length === 0
  })
  expect(cost?.exact).toBe(LARGE_MODELS.toFixed(2))
})

test('after a first import the page says the total of the file, and what of it no rule assigns', async () => {
  const { address } = await site()
  const fr = await ask(address, '/fr')
  expect(fr.status).toBe(200)
  const said = textOf(fr.text)
  const share = Math.round((LARGE_MODELS / TOTAL) * 100)
  expect(messageOf(fr.text)).toBe(`123 k€ facturés au T2 2026, dont ${share} % pour Large Models.`)
  expect(
    headlinesOf(fr.text.replace(/<article class="headline"><h3>[^<]*<\/h3><div.*?<\/article>/gs, ''))[0]
      ?.said,
  ).toBe('123 k€')
  expect(said).toContain('10,0 % de la dépense (12,3 k€) ne se rattache à aucune filiale.')
  const en = await ask(address, '/en')
  expect(messageOf(en.text)).toBe(`€123k invoiced in Q2 2026, ${share}% of it for Large Models.`)
  const rows = readCsv((await ask(address, '/en/export/synthese.csv?format=machine')).text)
  const cost = rows.find(({ metric, period, by }) => {
    return metric === 'cost' && period === '2026-Q2' && Object.keys(by).length === 0
  })
  expect(cost?.exact).toBe(TOTAL.toFixed(2))
})

test('each empty panel says which file fills it, or that its source cannot be read yet', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const { shell, synthese } = messagesFor(language)
    const { text } = await ask(address, `/${language}`)
    const said = textOf(text)
    for (const need of [synthese.wall.need, synthese.headlines.users.need, synthese.change.need])
      expect([need, said]).toEqual([need, expect.stringContaining(plain(shell.panel.emptyFill(need)).trim())])
    expect(said).toContain(plain(shell.panel.emptyUnreadable(synthese.headlines.gpu.need)))
    expect(said).toContain('npm run import -- FILE --format llm-requests')
    expect(said).toContain('mission.json')
    expect(said).toContain(plain(synthese.standfirst.noMission))
    expect(said).toContain(plain(synthese.standfirst.perimeter.nowhere))
  }
})

test('a filter that leaves a figure is not blamed for the sources that no file gave', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const { shell, synthese } = messagesFor(language)
    const said = textOf((await ask(address, `/${language}?filter.provider=Nimbus`)).text)
    expect(said).toContain(plain(shell.panel.emptyUnreadable(synthese.headlines.gpu.need)))
    expect(said).not.toContain(plain(shell.panel.emptyFilters))
  }
})

test('nothing on the page speaks of a demonstration, and every link of it answers', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const { text } = await ask(address, `/${language}`)
    expect(text).not.toMatch(/d[ée]mo|Trévarn|fictif|fictional/i)
    expect(text).not.toMatch(/NaN|undefined|null|\[object/)
    const links = [...text.matchAll(/<a [^>]*?href="([^"#]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    )
    expect(links.length).toBeGreaterThan(4)
    for (const link of links) expect([link, (await ask(address, link)).status]).toEqual([link, 200])
  }
})

inBrowser('the page of a first import is whole at each width', async (open) => {
  const { address } = await site()
  for (const width of [390, 1440]) {
    const page = await (await open({ javaScriptEnabled: false, viewport: { width, height: 900 } })).newPage()
    for (const language of ['fr', 'en']) {
      await page.goto(`${address}/${language}`)
      expect(await page.locator('h1').count()).toBe(1)
      expect([width, await page.evaluate(hiddenWidth)]).toEqual([width, 0])
      expect([width, await page.evaluate(misplacedTexts)]).toEqual([width, []])
    }
  }
})

test('a bill that says no hosting is one whole of what nobody assigned, and no share of any rung', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const { status, text } = await ask(address, `/${language}/sovereignty`)
    expect([language, status]).toEqual([language, 200])
    const [message, page] = [messageOf(text), textOf(text)]
    const say = messagesFor(language).sovereignty
    expect(message).not.toContain('%')
    const [, period = ''] = /(T2 2026|Q2 2026)/.exec(message) ?? []
    expect(message).toBe(plain(say.lead.noHosting(messagesFor(language).synthese.during(period))))
    expect(page).toContain(plain(say.providers.titleOne('Nimbus', language === 'fr' ? '100\u202f%' : '100%')))
    // No GPU hours, no requests and no electricity were imported: nothing stands for them.
    expect(page).toContain(plain(messagesFor(language).shell.panel.emptyTitle))
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
  }
})
