import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { afterAll, test } from 'vitest'
import { findBrowser } from '../../scripts/find-browser.mjs'

/** Headless, and silent on the network but for the pages it is asked to open. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

type Found = { readonly path: string } | { readonly reason: string }

/** The browser that `npm test` chose or could not have; run without it, a test looks for one itself. */
function browserToUse(): Found {
  const { VIGIE_TEST_BROWSER: path, VIGIE_TEST_NO_BROWSER: reason } = process.env
  if (path) return { path }
  if (reason) return { reason: `no browser could be had: ${reason}` }
  const found = findBrowser()
  if (found !== null) return { path: found }
  return { reason: 'no browser was found: « npm test » installs one, or set CHROME_PATH' }
}

/** Opens a context of its own, closed with the test: `{ javaScriptEnabled: false, viewport, locale, colorScheme }`. */
export type OpenContext = (options?: BrowserContextOptions) => Promise<BrowserContext>

/**
 * A `test` whose body opens pages in a real Chromium, launched once per file; where there is none the test is
 * skipped with the reason.
 */
export function browserTest(): (name: string, body: (open: OpenContext) => Promise<void>) => void {
  const found = browserToUse()
  let browser: Promise<Browser> | null = null
  afterAll(async () => (await browser)?.close())
  return (name, body) =>
    test(name, async ({ skip }) => {
      if ('reason' in found) return skip(found.reason)
      browser ??= chromium.launch({ executablePath: found.path, args: FLAGS })
      const contexts: BrowserContext[] = []
      try {
        await body(async (options) => {
          const context = await ((await browser) as Browser).newContext(options)
          contexts.push(context)
          return context
        })
      } finally {
        await Promise.all(contexts.map((context) => context.close()))
      }
    })
}
