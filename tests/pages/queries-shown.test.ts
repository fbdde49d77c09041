import { expect, test, vi } from 'vitest'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = sharedSite()

/** Of each page, the sections that say no figure of their own: links, words, what other sections show as a table. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '': ['watch', 'values'],
  '/usage': [],
  '/cost': [],
  '/gpu-hours': [],
  '/carbon': [],
  '/commitments': [],
  '/commitments/electricity': ['means'],
  '/commitments/prior_review': ['means'],
  '/commitments/workshops': ['means'],
  '/subsidiaries': [],
  '/subsidiaries/lanvenn': [],
  '/sovereignty': ['rungs'],
  '/data': ['definitions', 'guides'],
}

const linkedIn = (html: string) =>
  [...html.matchAll(/href="([^"]+#query)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

test('every panel leads to its statement, on closed and open quarters, filtered and not', async () => {
  const { address } = await site()
  const silent: string[] = []
  const links = new Set<string>()
  for (const [page, wordsAlone] of Object.entries(PAGES))
    for (const search of [
      '?quarter=2026-Q3',
      '?quarter=2026-Q4',
      '?quarter=2026-Q3&filter.approach=generative',
    ]) {
      if (search.includes('filter') && /subsidiaries|commitments|data/.test(page)) continue
      const { status, text } = await ask(address, `/en${page}${search}`)
      expect([page, search, status]).toEqual([page, search, 200])
      const sections = [
        ...text.matchAll(/<section class="section[^>]* id="([^"]+)".*?(?=<section class="section|<footer)/gs),
      ]
      for (const [html, id = ''] of sections) {
        const own = linkedIn(html)
        for (const href of own) links.add(href)
        // A panel without figures has nothing to show the statement of.
        const isEmpty = /class="notice is-empty/.test(html)
        if (own.length === 0 && !wordsAlone.includes(id) && !isEmpty) silent.push(`${page}${search}#${id}`)
      }
    }
  expect(silent).toEqual([])
  expect(links.size).toBeGreaterThan(60)
  const unanswered: unknown[] = []
  for (const href of links) {
    const { status, text } = await ask(address, href)
    const isAnswered = status === 200 && text.includes('id="query"') && /<pre>\s*(?:SELECT|WITH)/.test(text)
    if (!isAnswered) unanswered.push([href, status])
  }
  expect(unanswered).toEqual([])
})
