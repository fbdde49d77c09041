import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCookie, readTheme } from '#app/server/cookies.ts'
import { negotiateLanguage } from '#app/server/language.ts'
import { localPath } from '#app/server/local-path.ts'
import { buildWith } from '#tests/server/pages-build.ts'
import { serveApp } from '#tests/server/serve.ts'
import { countedPages } from '#tests/server/test-pages.tsx'

const build = () => buildWith(countedPages().pages)
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('« / » follows the cookie, then Accept-Language by its weights, then French', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const cases: [Record<string, string>, string][] = [
    [{}, '/fr'],
    [{ 'Accept-Language': 'en' }, '/en'],
    [{ 'Accept-Language': 'de, en-GB;q=0.7, fr;q=0.8' }, '/fr'],
    [{ 'Accept-Language': 'fr;q=0.3,en;q=0.9' }, '/en'],
    [{ 'Accept-Language': 'fr;q=0, en;q=0.1' }, '/en'],
    [{ 'Accept-Language': 'de' }, '/fr'],
    [{ 'Accept-Language': 'de, *;q=0.5' }, '/fr'],
    [{ 'Accept-Language': 'fr', Cookie: 'a=b; lang=en' }, '/en'],
    [{ 'Accept-Language': 'en', Cookie: 'lang=de' }, '/en'],
  ]
  for (const [headers, expected] of cases) {
    const answer = await ask('/', { headers })
    expect([headers, answer.status, answer.headers.location]).toEqual([headers, 302, expected])
  }
})

test('no header makes the negotiation fail', () => {
  fc.assert(
    fc.property(fc.option(fc.string()), fc.option(fc.string()), (cookie, acceptLanguage) => {
      expect(['fr', 'en']).toContain(negotiateLanguage({ cookie, acceptLanguage }))
    }),
  )
})

test('the language last read is remembered, and a change of it clears what was fetched ahead', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const first = await ask('/en/whole')
  expect(first.headers['set-cookie']).toEqual(['lang=en; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax'])
  expect(first.headers['clear-site-data']).toBeUndefined()
  const again = await ask('/en/whole', { headers: { Cookie: 'lang=en' } })
  expect(again.headers['set-cookie']).toBeUndefined()
  const changed = await ask('/fr/whole', { headers: { Cookie: 'lang=en' } })
  expect(changed.headers['set-cookie']).toEqual([expect.stringMatching(/^lang=fr;/)])
  expect(changed.headers['clear-site-data']).toBe('"prefetchCache", "prerenderCache"')
})

test('the theme is a form: it sets a cookie, clears what was fetched ahead and goes back to the page', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const body = 'theme=dark&back=%2Ffr%2Fwhole%3Fquarter%3D2026-Q2'
  const { status, headers } = await ask('/theme', { method: 'POST', headers: FORM, body })
  expect([status, headers.location]).toEqual([303, '/fr/whole?quarter=2026-Q2'])
  expect(headers['set-cookie']).toEqual(['theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax'])
  expect(headers['clear-site-data']).toBe('"prefetchCache", "prerenderCache"')
  const auto = await ask('/theme', { method: 'POST', headers: FORM, body: 'theme=auto&back=/fr' })
  expect(auto.headers['set-cookie']).toEqual([expect.stringMatching(/^theme=; Path=\/; Max-Age=0/)])
  expect((await ask('/theme', { method: 'POST', headers: FORM, body: 'theme=neon' })).status).toBe(400)
})

test('the theme form goes back to the page it came from when it names none, and never to another site', async ({
  onTestFinished,
}) => {
  const { ask, address } = await serveApp(onTestFinished, { build: build() })
  const back = async (body: string, headers: Record<string, string> = {}) =>
    (await ask('/theme', { method: 'POST', headers: { ...FORM, ...headers }, body })).headers.location
  expect(await back('theme=dark', { Referer: `${address}/en/whole?a=1` })).toBe('/en/whole?a=1')
  expect(await back('theme=dark', { Referer: 'http://evil.example/en' })).toBe('/')
  for (const elsewhere of [
    '//evil.example',
    'http://evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'fr',
  ]) {
    expect(await back(`theme=dark&back=${encodeURIComponent(elsewhere)}`)).toBe('/')
  }
})

test('a local path leads to this site whatever a browser makes of it', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '\t',
    '\n',
    'evil.example',
    '@',
    ':',
    '?',
    '#',
    'fr',
    '%2f',
    'http:',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const path = localPath(text)
      if (path !== null) expect(new URL(path, 'http://vigie.example').origin).toBe('http://vigie.example')
    }),
    { numRuns: 2000 },
  )
  expect(localPath('/fr/a?b=c#d')).toBe('/fr/a?b=c#d')
})

test('a cookie is read by its whole name', () => {
  expect(readCookie('xtheme=dark; theme=light', 'theme')).toBe('light')
  expect(readCookie('theme', 'theme')).toBeNull()
  expect(readCookie(undefined, 'theme')).toBeNull()
  expect(readTheme('theme=dark"onload=x')).toBeNull()
})
