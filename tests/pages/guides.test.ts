import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { hiddenWidth } from '#tests/pages/measure.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const inBrowser = browserTest()
const GUIDES = readdirSync('app/guide').map((file) => file.replace('.md', ''))
const TEXTS = ['README.md', ...GUIDES.map((id) => `app/guide/${id}.md`)].map((file) => ({
  file,
  text: readFileSync(file, 'utf-8'),
}))

test('every guide is served in the frame of the pages, found from the page on data', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const data = (await ask(address, `/${language}/data`)).text
    for (const id of GUIDES) {
      expect(data).toContain(`href="/${language}/guide/${id}"`)
      const { status, text } = await ask(address, `/${language}/guide/${id}`)
      expect([id, status]).toEqual([id, 200])
      expect(text).toMatch(/<article class="guide" lang="en"><h1>/)
    }
  }
  expect((await ask(address, '/fr/guide/nothing')).status).toBe(404)
})

test('what guides and the README name is there: variables, commands and their words', () => {
  const known = readFileSync('app/env.server.ts', 'utf-8')
  const scripts = JSON.parse(readFileSync('package.json', 'utf-8')).scripts as Record<string, string>
  for (const { file, text } of TEXTS) {
    // Those of the tests and of other programs are not the application's.
    const variables = [...text.matchAll(/\bVIGIE_(?!TEST_)[A-Z_]+[A-Z]\b/g)].map(([name]) => name)
    expect([file, variables.filter((name) => !known.includes(`${name}:`))]).toEqual([file, []])
    const commands = [...text.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1] ?? '')
    expect([file, commands.filter((name) => scripts[name] === undefined)]).toEqual([file, []])
  }
})

inBrowser('a guide fits a phone and a desk', async (open) => {
  const { address } = await site()
  for (const width of [390, 1440]) {
    const page = await (await open({ javaScriptEnabled: false, viewport: { width, height: 900 } })).newPage()
    for (const id of GUIDES) {
      await page.goto(`${address}/en/guide/${id}`)
      expect([id, width, await page.evaluate(hiddenWidth)]).toEqual([id, width, 0])
      expect(await page.locator('h1').count()).toBe(1)
    }
  }
})
