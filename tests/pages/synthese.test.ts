import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { isFullEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { cutTexts, hiddenWidth, meetingTexts, misplacedTexts, saidOnPage } from '#tests/pages/measure.ts'
import { foreignTexts, plain } from '#tests/pages/words.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const inBrowser = browserTest()

const LANGUAGES = ['fr', 'en'] as const
/** A phone, the narrowest window with the whole wall, a desk; each quarter once, the last closed one in the dark too. */
const EVERY_VIEW = [390, 1181, 1440].flatMap((width, turn) => [
  { width, turn, scheme: 'light' as const, quarters: ['', '?quarter=2026-Q4', '?quarter=2023-Q4'] },
  { width, turn: turn + 1, scheme: 'dark' as const, quarters: [''] },
])
/** At full effort all in both languages, otherwise each in one, by turns. */
const viewsIn = (language: (typeof LANGUAGES)[number]) =>
  EVERY_VIEW.filter(({ turn }) => isFullEffort || turn % LANGUAGES.length === LANGUAGES.indexOf(language))

/** What the page complains of, and whom it asks. */
function listen(page: Page) {
  const heard: string[] = []
  const hosts = new Set<string>()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // Leaving a page stops what it was still fetching.
    if (reason !== 'net::ERR_ABORTED') heard.push(`${request.url()}: ${reason}`)
  })
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  return { heard, hosts }
}

for (const language of LANGUAGES) {
  inBrowser(
    `the Synthèse is whole without a script, at each width and in each theme (${language})`,
    async (open) => {
      const { address } = await site()
      for (const { width, scheme, quarters } of viewsIn(language)) {
        const context = await open({
          javaScriptEnabled: false,
          viewport: { width, height: 900 },
          colorScheme: scheme,
        })
        const page = await context.newPage()
        const { heard, hosts } = listen(page)
        for (const quarter of quarters) {
          const seen = `${language}${quarter} ${width} ${scheme}`
          const response = await page.goto(`${address}/${language}${quarter}`)
          expect([seen, response?.status()]).toEqual([seen, 200])
          expect([seen, await page.locator('html').getAttribute('lang')]).toEqual([seen, language])
          expect([seen, await page.locator('h1').count()]).toEqual([seen, 1])
          expect([seen, await page.evaluate(hiddenWidth)]).toEqual([seen, 0])
          expect([seen, await page.evaluate(misplacedTexts)]).toEqual([seen, []])
          expect([seen, await page.evaluate(meetingTexts)]).toEqual([seen, []])
          expect([seen, await page.evaluate(cutTexts)]).toEqual([seen, []])
          expect(await page.locator('svg[role=img]').count()).toBeGreaterThan(12)
          const background = await page.evaluate(
            () => getComputedStyle(document.documentElement).backgroundColor,
          )
          expect([seen, background]).toEqual([
            seen,
            scheme === 'dark' ? 'rgb(14, 22, 30)' : 'rgb(251, 250, 246)',
          ])
        }
        expect(heard).toEqual([])
        expect([...hosts]).toEqual([address])
      }
    },
  )

  inBrowser(`no word of the other language is on the page (${language})`, async (open) => {
    const { address } = await site()
    const page = await (await open({ javaScriptEnabled: false })).newPage()
    const ownTexts = foreignTexts(language === 'fr' ? 'en' : 'fr')
    const told = [
      '/definitions',
      '/definitions/gpu_idle_cost',
      '/explore',
      '/explore?metric=active_users&by=model',
    ]
    for (const path of ['', '?quarter=2026-Q4', '/nothing/there', ...told]) {
      await page.goto(`${address}/${language}${path}`)
      const said = plain(await page.evaluate(saidOnPage))
      expect([path, foreignTexts(language).filter((text) => said.includes(text))]).toEqual([path, []])
      // Were nothing of the page's own language found either, the search itself would be wrong.
      expect(ownTexts.filter((text) => said.includes(text)).length).toBeGreaterThan(2)
    }
  })
}

inBrowser('with scripts, pages complain of nothing', async (open) => {
  const { address } = await site()
  const page = await (await open({ viewport: { width: 1440, height: 900 } })).newPage()
  const { heard, hosts } = listen(page)
  for (const language of LANGUAGES) {
    await page.goto(`${address}/${language}`, { waitUntil: 'networkidle' })
    await page.locator('[data-tip]').first().hover()
    await page.goto(`${address}${await page.locator('.c-name a').first().getAttribute('href')}`)
  }
  expect(heard).toEqual([])
  expect([...hosts]).toEqual([address])
})

test('every link of the page leads somewhere', async () => {
  const { address } = await site()
  const links = new Set<string>()
  for (const language of LANGUAGES) {
    const html = await (await fetch(`${address}/${language}`)).text()
    for (const [, href = ''] of html.matchAll(/\shref="([^"]+)"/g)) {
      if (href.startsWith('#')) expect(html).toContain(`id="${href.slice(1)}"`)
      else links.add(href.replaceAll('&amp;', '&'))
    }
  }
  expect(links.size).toBeGreaterThan(20)
  for (const link of links) {
    const { status } = await fetch(new URL(link, address), { redirect: 'manual' })
    expect([link, status]).toEqual([link, 200])
  }
})

test('the page carries no style of its own, and needs none of its scripts', async () => {
  const { address } = await site()
  for (const path of ['/fr', '/en', '/fr?quarter=2026-Q4', '/fr/nothing']) {
    const html = await (await fetch(address + path)).text()
    expect([path, html.match(/<[^>]*\sstyle=/)]).toEqual([path, null])
    for (const [script, attributes = '', body] of html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)) {
      expect([script, body]).toEqual([script, ''])
      expect(attributes).toMatch(/ type="module" src="\/assets\/[\w.-]+\.js"/)
    }
  }
})

/** Bytes of a page and its style sheet as they are sent, compressed. */
async function weightOf(path: string): Promise<number> {
  const { address } = await site()
  const page = await ask(address, path)
  expect([path, page.status]).toEqual([path, 200])
  const styles = [...page.text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
    ([, href = '']) => href,
  )
  expect(styles).toHaveLength(1)
  const weights = await Promise.all(styles.map(async (href) => (await ask(address, href)).bytes))
  return weights.reduce((sum, bytes) => sum + bytes, page.bytes)
}

test('the Synthèse, its styles included, weighs at most 25 kB as it is served', async () => {
  for (const path of ['/fr', '/en', '/fr?quarter=2026-Q4', '/en?quarter=2025-Q1']) {
    const whole = await weightOf(path)
    expect(whole).toBeGreaterThan(5_000)
    expect(whole).toBeLessThanOrEqual(25_000)
  }
})

test('every other page, its styles included, weighs at most 40 kB as it is served', async () => {
  const { address } = await site()
  const topics = ['usage', 'cost', 'gpu-hours', 'carbon', 'sovereignty'].map((topic) => `/fr/${topic}`)
  const { text } = await ask(address, '/fr/cost')
  const linked = ['receipt\\?', 'models/', 'projects/', 'providers/'].map(
    (folder) => new RegExp(`href="(/fr/${folder}[^"#]+)`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? folder,
  )
  const english = topics.map((path) => path.replace('/fr', '/en'))
  const open = topics.map((path) => `${path}?quarter=2026-Q4`)
  const told = ['/fr/data', '/fr/definitions', '/fr/definitions/carbon_kg', '/fr/dictionary']
  for (const path of [...topics, ...english, ...open, ...linked, ...told]) {
    const whole = await weightOf(path)
    expect([path, whole]).toEqual([
      path,
      expect.toSatisfy((bytes: number) => bytes > 5_000 && bytes <= 40_000),
    ])
  }
})

test('the change of carbon is what its two ends, as printed, leave between them', async () => {
  const { address } = await site()
  const read = (text = '') => Number(text.replace('−', '-').replace(/[^\d.-]/g, ''))
  let compared = 0
  let found = 0
  for (const quarter of [
    '2024-Q4',
    '2025-Q1',
    '2025-Q2',
    '2025-Q3',
    '2025-Q4',
    '2026-Q1',
    '2026-Q2',
    '2026-Q3',
  ]) {
    const { text } = await ask(address, `/en?quarter=${quarter}`)
    const bridge = plain(text.slice(text.indexOf('id="bridge"'), text.indexOf('id="doubt"')))
    const said = plain(bridge.replace(/<[^>]+>/g, '|'))
    const [start, end] = [/starting level\|+([\d.]+)/u, /closing level\|+([\d.]+)/u].map((pattern) =>
      read(pattern.exec(said)?.[1]),
    )
    const change = read(/interval\|+([+−]?[\d.]+)/u.exec(said)?.[1])
    if (start === undefined || end === undefined || Number.isNaN(start + change + end)) continue
    compared += 1
    if (Math.abs(start + change - end) < 1e-9) found += 1
  }
  expect(compared).toBeGreaterThan(5)
  // One digit more is all that an estimate is given, and not always enough.
  expect(found).toBeGreaterThanOrEqual(compared - 1)
})

test('filters that together leave nothing are said to, with a way to take them away, as on the pages of topics', async () => {
  const { address } = await site()
  const linesOf = async (metric: string) => {
    const { text } = await ask(
      address,
      `/en/export/explore.csv?metric=${metric}&by=provider&by=hosting&period=2026-Q3`,
    )
    return readCsv(text).map(({ by }) => [by.provider ?? '', by.hosting ?? ''] as const)
  }
  const held = (await Promise.all(['cost', 'requests', 'gpu_hours'].map(linesOf))).flat()
  const isHeld = (provider: string, hosting: string) =>
    held.some(([one, other]) => one === provider && other === hosting)
  const apart = held.flatMap(([provider]) =>
    held
      .filter(([, hosting]) => ![provider, hosting].includes('unassigned') && !isHeld(provider, hosting))
      .map(([, hosting]) => ({ 'filter.hosting': hosting, 'filter.provider': provider })),
  )
  expect(apart.length).toBeGreaterThan(0)
  const search = new URLSearchParams({ quarter: '2026-Q3', ...apart[0] })
  for (const [language, message, title] of [
    ['fr', 'Rien n’est connu', 'Rien ne répond à ces filtres'],
    ['en', 'Nothing is known', 'Nothing matches these filters'],
  ] as const) {
    const [synthese, cost] = await Promise.all(
      ['', '/cost'].map(async (page) => (await ask(address, `/${language}${page}?${search}`)).text),
    )
    for (const text of [synthese, cost]) {
      const figures = plain(textOf(text ?? ''))
      expect(figures).toContain(message)
      expect(figures).toContain(title)
      expect(figures).not.toContain('npm run import')
    }
    expect(synthese).toContain(`href="/${language}?quarter=2026-Q3"`)
  }
  // Unfiltered, or with filters that leave something, nothing of the kind is said.
  for (const kept of ['', `?filter.provider=${encodeURIComponent(apart[0]?.['filter.provider'] ?? '')}`])
    expect((await ask(address, `/fr${kept}`)).text).not.toContain('Rien n’est connu')
})

test('filters are not blamed for what no filter empties', async () => {
  const { address } = await site()
  // Nothing is before the first quarter, filtered or not.
  for (const language of ['fr', 'en'] as const) {
    const { shell, synthese } = messagesFor(language)
    const { text } = await ask(address, `/${language}?quarter=2023-Q4&filter.approach=generative`)
    const said = textOf(text)
    expect(said).not.toContain(plain(shell.panel.emptyFilters))
    expect(said).toContain(plain(shell.panel.emptyFill(synthese.change.need)).trim())
  }
})
