import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { byEffort, isFullEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest, type OpenContext } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { cutIntoSheets, SHEET, sheetsOf } from '#tests/pages/sheets.ts'
import { plain } from '#tests/pages/words.ts'

vi.setConfig({ testTimeout: 300_000 })

const site = sharedSite()
const inBrowser = browserTest()

/** Sheets that end elsewhere, as they do for a reader who has more rows. */
const OTHER_HEIGHTS = [560, 620, 680, 760]
const HEIGHTS_TRIED = byEffort(OTHER_HEIGHTS, [620])

/** The pages of the topics, then one of each kind that their rows lead to. */
async function pathsToPrint(address: string): Promise<string[]> {
  const { text } = await ask(address, '/fr/cost')
  const entities = ['projects', 'models', 'providers'].map((folder) => {
    const path = new RegExp(`/fr/${folder}/[^"?]+`).exec(text)?.[0]
    if (path === undefined) throw new Error(`No row of the page leads to ${folder}.`)
    return path
  })
  const [project = ''] = entities
  // One page of each kind, and those of which most columns are widest, in the time that a developer waits.
  if (!isFullEffort)
    return [
      '/fr/usage',
      '/fr/sovereignty',
      project,
      '/fr/subsidiaries',
      '/en/subsidiaries/kelvor?quarter=2026-Q4',
      '/fr/carbon?quarter=2026-Q4',
      '/en/cost?quarter=2026-Q4',
    ]
  return [
    ...['usage', 'cost', 'gpu-hours', 'carbon', 'sovereignty'].map((topic) => `/fr/${topic}`),
    ...entities,
    '/fr/subsidiaries',
    '/fr/subsidiaries/lanvenn',
    '/en/subsidiaries/kelvor?quarter=2026-Q4',
    // Columns are widest where a quarter is open: « T4 2026, 47 premiers jours ».
    '/fr/carbon?quarter=2026-Q4',
    '/en/usage',
    '/en/cost?quarter=2026-Q4',
    '/en/gpu-hours?quarter=2026-Q4',
    ...entities.map((path) => path.replace('/fr/', '/en/')),
  ]
}

async function openForPrint(open: OpenContext, address: string): Promise<Page> {
  const page = await (await open({ viewport: SHEET, colorScheme: 'dark' })).newPage()
  await page.goto(address)
  await page.emulateMedia({ media: 'print' })
  return page
}

inBrowser(
  'pages of topics, subsidiaries, projects, models and providers print with nothing cut',
  async (open) => {
    const { address } = await site()
    for (const path of await pathsToPrint(address)) {
      const page = await openForPrint(open, address + path)
      const { count, landscape } = sheetsOf(
        await page.pdf({ preferCSSPageSize: true, printBackground: true }),
      )
      expect([path, landscape, count <= 4]).toEqual([path, true, true])
      const cut = await page.evaluate(cutIntoSheets, { ...SHEET, free: false })
      // That the columns of the check end where the printer's sheets do.
      expect([path, cut]).toEqual([path, { sheets: count, wrong: [] }])
      for (const height of HEIGHTS_TRIED) {
        const { wrong } = await page.evaluate(cutIntoSheets, { ...SHEET, height, free: false })
        expect([path, height, wrong]).toEqual([path, height, []])
      }
      await page.close()
    }
  },
)

inBrowser('without the rules that keep things whole, the check sees what is cut', async (open) => {
  const { address } = await site()
  const page = await openForPrint(open, `${address}/fr/cost`)
  const seen = new Set<string>()
  for (const height of OTHER_HEIGHTS) {
    const { wrong } = await page.evaluate(cutIntoSheets, { ...SHEET, height, free: true })
    for (const each of wrong)
      for (const kind of ['is cut in', 'stands alone']) if (each.includes(kind)) seen.add(kind)
  }
  expect([...seen].sort()).toEqual(['is cut in', 'stands alone'])
})

inBrowser('what was chosen is printed, and what only a screen can use is not', async (open) => {
  const { address } = await site()
  const page = await openForPrint(open, `${address}/fr/cost?quarter=2026-Q2&filter.provider=Cirrane`)
  const header = plain(await page.locator('.scope').innerText())
  expect(header).toContain('T2 2026')
  expect(header).toContain('Cirrane')
  const onScreenOnly =
    '.filters, nav, .theme, .exports, .pages a, .quarter a, .section-head a, .context a, summary, button'
  for (const each of await page.locator(onScreenOnly).all()) expect(await each.isVisible()).toBe(false)
  expect(await page.locator(onScreenOnly).count()).toBeGreaterThan(10)
  // The version of the data stands on every sheet, the year's table is unfolded.
  expect(await page.locator('.foot').evaluate((foot) => getComputedStyle(foot).position)).toBe('fixed')
  expect(await page.locator('#year-end table').isVisible()).toBe(true)
})
