import { expect, test, vi } from 'vitest'
import { describeFormula } from '#app/figures/describe-formula.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { plain } from '#tests/pages/words.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const inBrowser = browserTest()
const LANGUAGES = ['fr', 'en'] as const

test('every metric has its page, found from the list and from its receipt', async () => {
  const { address } = await site()
  for (const language of LANGUAGES) {
    const list = (await ask(address, `/${language}/definitions`)).text
    for (const metric of METRIC_IDS) {
      expect(list).toContain(`href="/${language}/definitions/${metric}"`)
      const { status, text } = await ask(address, `/${language}/definitions/${metric}`)
      expect([metric, status]).toEqual([metric, 200])
      expect(plain(text)).toContain(plain(describeFormula(metric)))
      expect(text).toContain(`/${language}/receipt?metric=${metric}&amp;period=2026-Q3`)
    }
    const receipt = await ask(address, `/${language}/receipt?metric=carbon_kg&period=2026-Q3`)
    expect(receipt.text).toContain(`href="/${language}/definitions/carbon_kg"`)
    const data = await ask(address, `/${language}/data`)
    for (const page of ['definitions', 'dictionary'])
      expect(data.text).toContain(`href="/${language}/${page}"`)
    expect((await ask(address, `/${language}/definitions/nothing`)).status).toBe(404)
  }
})

test('a page whose figures lead to the receipt of a metric is among the pages where that metric is read', async () => {
  const { address } = await site()
  const unclaimed: string[] = []
  const pages = [
    '',
    '/commitments',
    '/usage',
    '/cost',
    '/gpu-hours',
    '/carbon',
    '/subsidiaries',
    '/sovereignty',
  ]
  const subsidiaries = (await ask(address, '/en/subsidiaries')).text
  const [ofOne = ''] = /(?<=href="\/en)\/subsidiaries\/[^"?]+/.exec(subsidiaries) ?? []
  for (const path of [...pages, ofOne]) {
    const { text } = await ask(address, `/en${path}`)
    const linked = new Set(
      [...text.matchAll(/\/en\/receipt\?[^"]*?metric=([a-z_]+)/g)].map((match) => match[1] ?? ''),
    )
    expect(linked.size).toBeGreaterThan(2)
    // The coverage that it tells leads to the receipt of carbon, which it does not tell.
    if (path === '/subsidiaries') linked.delete('carbon_kg')
    for (const metric of linked) {
      const definition = (await ask(address, `/en/definitions/${metric}`)).text
      const isClaimed =
        path === ofOne
          ? definition.includes('Page of each subsidiary')
          : definition.includes(`href="/en${path}">The page`)
      if (!isClaimed) unclaimed.push(`${path} shows ${metric}`)
    }
  }
  expect(unclaimed).toEqual([])
})

inBrowser('definitions and the dictionary fit a phone and a desk, in their own language', async (open) => {
  const { address } = await site()
  const paths = ['/definitions', '/definitions/gpu_idle_cost', '/definitions/reviewed_share', '/dictionary']
  await expectToFit(open, address, paths)
})
