import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { browserTest } from '#tests/pages/browser.ts'
import { makeTinyDemo, type Served, serveVigie, temporaryFolder } from '#tests/pages/serve.ts'

// The first command of a run may have the application to build.
vi.setConfig({ testTimeout: 180_000 })

const inBrowser = browserTest()
let removeFolder = () => {}
let vigie: Served

beforeAll(async () => {
  const dataDir = temporaryFolder((remove) => {
    removeFolder = remove
  })
  await makeTinyDemo(dataDir)
  vigie = await serveVigie(dataDir)
}, 180_000)

afterAll(async () => {
  await vigie.stop()
  removeFolder()
})

/** What the browser complains of: refused by the content policy, missing, failed. */
function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('requestfailed', (request) => heard.push(`${request.url()}: ${request.failure()?.errorText}`))
  return heard
}

inBrowser('pages open without a complaint and ask nothing of another site', async (open) => {
  const page = await (await open()).newPage()
  const heard = complaints(page)
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  for (const path of ['/fr', '/en']) {
    await page.goto(vigie.address + path, { waitUntil: 'networkidle' })
    expect(await page.locator('h1').count()).toBe(1)
  }
  expect(heard).toEqual([])
  expect([...hosts]).toEqual([new URL(vigie.address).host])
})

inBrowser(
  'without scripts the language and the theme are chosen, and the page stays the same page',
  async (open) => {
    const page = await (await open({ javaScriptEnabled: false, locale: 'fr-FR' })).newPage()
    await page.goto(vigie.address)
    expect(new URL(page.url()).pathname).toBe('/fr')
    const inFrench = await page.locator('h1').innerText()
    await page.locator('a.language').first().click()
    expect(new URL(page.url()).pathname).toBe('/en')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('h1').innerText()).not.toBe(inFrench)
    const address = page.url()
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await paper()
    await page.locator('button[name=theme][value=dark]').click()
    expect(page.url()).toBe(address)
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await paper()).not.toBe(light)
    await page.locator('button[name=theme][value=auto]').click()
    expect(await page.locator('html').getAttribute('data-theme')).toBeNull()
    // The language read last is the one that the bare address opens.
    await page.goto(vigie.address)
    expect(new URL(page.url()).pathname).toBe('/en')
  },
)

inBrowser('an unknown address is a page of the house, with a way home', async (open) => {
  const page = await (await open({ javaScriptEnabled: false })).newPage()
  const answer = await page.goto(`${vigie.address}/fr/personne`)
  expect(answer?.status()).toBe(404)
  expect(await page.locator('h1').innerText()).toBe('Il n’y a rien à cette adresse')
  await page.locator('main nav a').first().click()
  expect(new URL(page.url()).pathname).toBe('/fr')
})

test('a page and its files are compressed, files are kept for a year, and no source map is there', async () => {
  // What a browser says on this machine; fetch itself leaves brotli out over http.
  const headers = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }
  const page = await fetch(`${vigie.address}/fr`, { headers })
  expect(page.headers.get('content-encoding')).toBe('br')
  const html = await page.text()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(files.some((file) => file.endsWith('.css'))).toBe(true)
  for (const file of files) {
    const answer = await fetch(vigie.address + file, { headers })
    expect([file, answer.status, answer.headers.get('content-encoding')]).toEqual([file, 200, 'br'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await answer.text()).not.toContain('sourceMappingURL')
    expect((await fetch(`${vigie.address}${file}.map`)).status).toBe(404)
  }
})
