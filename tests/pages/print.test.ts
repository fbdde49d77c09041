import { expect, vi } from 'vitest'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { SHEET, sheetsOf } from '#tests/pages/sheets.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const inBrowser = browserTest()

/** Pictures that a sheet's end could cut: those in no box that stays whole, or in one taller than a sheet. */
function cuttable(sheet: number): string[] {
  const shown = [...document.querySelectorAll('main svg:not(.status-mark)')].filter(
    (svg) => svg.getBoundingClientRect().height > 0,
  )
  if (shown.length < 20) return [`only ${shown.length} pictures are printed`]
  return shown.flatMap((svg) => {
    let box: Element | null = svg
    while (box !== null && getComputedStyle(box).breakInside !== 'avoid') box = box.parentElement
    const name = svg.getAttribute('aria-label') ?? svg.outerHTML.slice(0, 60)
    if (box === null) return [`${name}: no box keeps it whole`]
    const { height } = box.getBoundingClientRect()
    return height > sheet ? [`${name}: its box is ${Math.round(height)} px high`] : []
  })
}

inBrowser(
  'the Synthèse prints on at most four sheets, without a menu and with no picture cut',
  async (open) => {
    const { address } = await site()
    for (const path of ['/fr', '/en', '/fr?quarter=2026-Q4']) {
      const context = await open({ javaScriptEnabled: false, viewport: SHEET, colorScheme: 'dark' })
      const page = await context.newPage()
      await page.goto(address + path)
      const sheets = sheetsOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
      expect([path, sheets.landscape]).toEqual([path, true])
      expect(sheets.count).toBeGreaterThan(1)
      expect([path, sheets.count]).toSatisfy(([, count]: [string, number]) => count <= 4)
      await page.emulateMedia({ media: 'print' })
      expect([path, await page.evaluate(cuttable, SHEET.height)]).toEqual([path, []])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SHEET.width)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        'rgb(255, 255, 255)',
      )
      for (const hidden of ['.nav', '.theme', '.exports', '.context a', 'summary'])
        expect(await page.locator(hidden).first().isVisible()).toBe(false)
      // What is folded on the screen is unfolded on paper.
      expect(await page.locator('#values table').first().isVisible()).toBe(true)
    }
  },
)
