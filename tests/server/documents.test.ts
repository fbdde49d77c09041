import { expect, test } from 'vitest'
import { buildWith } from '#tests/server/pages-build.ts'
import { serveApp } from '#tests/server/serve.ts'
import { countedPages } from '#tests/server/test-pages.tsx'

test('a whole document is made once and then kept; a partial one is made each time', async ({
  onTestFinished,
}) => {
  const { pages, made } = countedPages()
  const { ask } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const [first, second] = [await ask('/fr/whole'), await ask('/fr/whole')]
  await ask('/fr/partial')
  await ask('/fr/partial')
  expect(made).toMatchObject({ whole: 1, partial: 2 })
  expect(second.text).toBe(first.text)
  expect(first.text).toContain('<title>Vigie</title>')
  expect(second.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(second.headers['cache-control']).toBe('private, no-store')
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
})

test('what a document depends on makes another document; the order of its parameters does not', async ({
  onTestFinished,
}) => {
  const { pages, made } = countedPages()
  const { ask, seen } = await serveApp(onTestFinished, { build: buildWith(pages) })
  await ask('/fr/whole?a=1&b=2')
  await ask('/fr/whole?b=2&a=1')
  expect(made.whole).toBe(1)
  const dark = await ask('/fr/whole?a=1&b=2', { headers: { Cookie: 'theme=dark' } })
  expect(made.whole).toBe(2)
  expect(dark.text).toContain('data-theme="dark"')
  await ask('/en/whole?a=1&b=2')
  await ask('/fr/whole?a=1&b=3')
  expect(made.whole).toBe(4)
  seen.version = 'v2'
  await ask('/fr/whole?a=1&b=2')
  expect(made.whole).toBe(5)
  await ask('/fr/whole?a=1&b=2', { headers: { Cookie: 'theme=neon' } })
  expect(made.whole).toBe(5)
})

test('nothing is kept when the cache is off, nor in development', async ({ onTestFinished }) => {
  const parts = [
    { documentCache: false, mode: 'production' as const },
    { documentCache: true, mode: 'development' as const },
  ]
  for (const part of parts) {
    const { pages, made } = countedPages()
    const env = { dataDir: 'tests/no-data', log: 'json' as const, pageDeadlineMs: 2500, ...part }
    const { ask } = await serveApp(onTestFinished, { build: buildWith(pages), env })
    await ask('/fr/whole')
    await ask('/fr/whole')
    expect(made.whole).toBe(2)
  }
})

test('readers who ask for one document at the same moment have it made once', async ({ onTestFinished }) => {
  const { pages, made, letSlowFinish } = countedPages()
  const { ask, seen } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const asked = Array.from({ length: 20 }, () => ask('/fr/slow'))
  await expect.poll(() => seen.pinned).toBe(20)
  letSlowFinish()
  const answers = await Promise.all(asked)
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(made.slow).toBe(1)
  await expect.poll(() => seen.released).toBe(20)
})

test('a reader who leaves does not stop the page of the others', async ({ onTestFinished }) => {
  const { pages, made, letSlowFinish } = countedPages()
  const { ask, address, seen } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const leaving = new AbortController()
  const left = fetch(`${address}/fr/slow`, { signal: leaving.signal }).catch((error: Error) => error.name)
  await expect.poll(() => made.slow).toBe(1)
  const stayed = ask('/fr/slow')
  await expect.poll(() => seen.pinned).toBe(2)
  leaving.abort()
  expect(await left).toBe('AbortError')
  letSlowFinish()
  expect((await stayed).status).toBe(200)
  expect(made.slow).toBe(1)
  await expect.poll(() => seen.released).toBe(2)
})

test('a page fetched ahead is answered from the cache or not at all, and makes nothing', async ({
  onTestFinished,
}) => {
  const { pages, made } = countedPages()
  const { ask } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const headers = { 'Sec-Purpose': 'prefetch;prerender' }
  expect((await ask('/fr/whole', { headers })).status).toBe(503)
  expect(made.whole).toBe(0)
  await ask('/fr/whole')
  const kept = await ask('/fr/whole', { headers })
  expect(kept.status).toBe(200)
  expect(kept.headers['set-cookie']).toBeUndefined()
  expect(made.whole).toBe(1)
})

test('a document travels in the encoding that the browser asks for, and reads the same', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: buildWith(countedPages().pages) })
  const plain = await ask('/fr/whole')
  for (const encoding of ['br', 'gzip']) {
    const { headers, text } = await ask('/fr/whole', { headers: { 'Accept-Encoding': encoding } })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toContain('Accept-Encoding')
    expect(text).toBe(plain.text)
  }
  expect(plain.headers['content-encoding']).toBeUndefined()
  const chosen = async (accepted: string) =>
    (await ask('/fr/whole', { headers: { 'Accept-Encoding': accepted } })).headers['content-encoding']
  expect(await chosen('gzip, deflate, br, zstd')).toBe('br')
  expect(await chosen('gzip, deflate')).toBe('gzip')
  expect(await chosen('br;q=0, gzip;q=0.5')).toBe('gzip')
  expect(await chosen('*')).toBe('br')
  expect(await chosen('identity')).toBeUndefined()
})

test('a page sends no script but those that improve it, deferred and of this site', async ({
  onTestFinished,
}) => {
  const pageScripts = ['/assets/tooltips-abc.js']
  const { ask } = await serveApp(onTestFinished, { build: buildWith(countedPages().pages), pageScripts })
  const { text } = await ask('/fr/whole')
  expect(text.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/assets/tooltips-abc.js">'])
})

test('the pin on the data is given back by every kind of answer', async ({ onTestFinished }) => {
  const { ask, seen } = await serveApp(onTestFinished, { build: buildWith(countedPages().pages) })
  for (const path of ['/', '/fr/whole', '/fr/whole', '/fr/file', '/fr/broken', '/fr/nothing', '/theme'])
    await ask(path)
  await ask('/fr/file', { method: 'HEAD' })
  await expect.poll(() => [seen.pinned, seen.released]).toEqual([8, 8])
})
