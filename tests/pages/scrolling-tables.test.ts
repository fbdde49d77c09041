import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { isFullEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { hiddenWidth } from '#tests/pages/measure.ts'

vi.setConfig({ testTimeout: 180_000 })

const site = sharedSite()
const inBrowser = browserTest()

async function pathsToOpen(address: string): Promise<string[]> {
  const { text } = await ask(address, '/fr/cost')
  const entities = ['projects', 'models', 'providers'].map((folder) => {
    const path = new RegExp(`/fr/${folder}/[^"?]+`).exec(text)?.[0]
    if (path === undefined) throw new Error(`No row of the page leads to ${folder}.`)
    return path
  })
  return [
    '/fr/usage',
    '/en/cost?quarter=2026-Q4',
    '/fr/gpu-hours',
    '/en/carbon',
    '/fr/sovereignty',
    ...entities,
  ]
}

/** Boxes that scroll sideways: what they are called, their role, and whether the keyboard reaches them. */
function scrollingBoxes() {
  return (
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      // What stands folded has a width of its own, which nobody sees.
      .filter((element) => element.checkVisibility({ contentVisibilityAuto: true }))
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((box) => ({
        role: box.getAttribute('role') ?? box.tagName,
        name: box.getAttribute('aria-label')?.trim(),
        tab: box.tabIndex,
      }))
  )
}

inBrowser(
  'no page scrolls sideways; tables that do have a name and are reached by keyboard',
  async (open) => {
    const { address } = await site()
    let scrolling = 0
    for (const width of [390, 1440]) {
      const page = await (await open({ viewport: { width, height: 900 } })).newPage()
      for (const path of await pathsToOpen(address)) {
        await page.goto(address + path)
        expect([path, width, await page.evaluate(hiddenWidth)]).toEqual([path, width, 0])
        const boxes = await page.evaluate(scrollingBoxes)
        for (const { role, name, tab } of boxes)
          expect([path, name, ['SECTION', 'group'].includes(role), tab]).toEqual([path, name, true, 0])
        expect(boxes.map(({ name }) => name)).not.toContain(undefined)
        expect(boxes.map(({ name }) => name)).not.toContain('')
        scrolling += boxes.length
      }
    }
    expect(scrolling).toBeGreaterThan(10)
  },
)

inBrowser(
  'at a desk of 1280 pixels every table of the topics and of sovereignty shows all its columns',
  async (open) => {
    const { address } = await site()
    const page = await (await open({ viewport: { width: 1280, height: 900 } })).newPage()
    for (const [turn, language] of ['fr', 'en'].entries())
      for (const [at, topic] of ['usage', 'cost', 'gpu-hours', 'carbon', 'sovereignty'].entries())
        for (const [index, quarter] of ['', '?quarter=2026-Q4', '?sort.subsidiary=change'].entries()) {
          if (!isFullEffort && (turn + at + index) % 2 === 1) continue
          const path = `/${language}/${topic}${quarter}`
          await page.goto(address + path)
          expect([path, (await page.evaluate(scrollingBoxes)).map(({ name }) => name)]).toEqual([path, []])
        }
  },
)

/** Which edges of a box its background changes: pictures with it and without it. */
async function shadedEdges(page: Page, box: Locator) {
  await box.scrollIntoViewIfNeeded()
  const { x, y, width } = (await box.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  const picture = async (left: number) =>
    (await page.screenshot({ clip: { x: left, y: y + 4, width: 8, height: 60 } })).toString('base64')
  const both = async () => ({ left: await picture(x), right: await picture(x + width - 8) })
  const shown = await both()
  await box.evaluate((element) => {
    element.style.background = 'none'
  })
  const plain = await both()
  await box.evaluate((element) => {
    element.style.background = ''
  })
  return { left: shown.left !== plain.left, right: shown.right !== plain.right }
}

inBrowser('a table is in shade on the side where more is hidden, in light and in dark', async (open) => {
  const { address } = await site()
  for (const colorScheme of ['light', 'dark'] as const) {
    // On a phone the first column stays over the left edge; a tablet has two narrow tables beside each other.
    for (const { width, left, usual } of [
      { width: 390, left: false, usual: 'light' },
      { width: 1010, left: true, usual: 'dark' },
    ] as const) {
      if (!isFullEffort && colorScheme !== usual) continue
      const page = await (await open({ viewport: { width, height: 900 }, colorScheme })).newPage()
      await page.goto(`${address}/fr/carbon?quarter=2026-Q4`)
      const table = page.locator('#subsidiary')
      expect(await shadedEdges(page, table)).toEqual({ left: false, right: true })
      await table.focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0)
      await table.evaluate((box) => box.scrollTo({ left: 9999, behavior: 'instant' }))
      await table.blur()
      expect(await shadedEdges(page, table)).toEqual({ left, right: false })
    }
    const page = await (await open({ viewport: { width: 1440, height: 900 }, colorScheme })).newPage()
    await page.goto(`${address}/fr/carbon?quarter=2026-Q4`)
    expect(await shadedEdges(page, page.locator('#unknown .table'))).toEqual({ left: false, right: false })
  }
})
