import { expect, test } from 'vitest'
import { buildWith } from '#tests/server/pages-build.ts'
import { serveApp } from '#tests/server/serve.ts'
import { countedPages } from '#tests/server/test-pages.tsx'

const build = () => buildWith(countedPages().pages)

test('every answer carries the security headers and its own request id, whatever its status', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const long = `/fr?q=${'a'.repeat(9000)}`
  const answers = await Promise.all([
    ask('/fr/whole'),
    ask('/fr/nothing-here'),
    ask('/fr/broken'),
    ask('/fr/file'),
    ask('/'),
    ask('/livez'),
    ask('/%E0%A4'),
    ask(long),
    ask('/fr.data'),
    ask('/fr', { method: 'DELETE' }),
    ask('/theme', { method: 'POST', headers: { Origin: 'http://evil.example' } }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 500, 200, 302, 200, 400, 414, 404, 405, 403])
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'$/,
    )
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['cache-control']).toMatch(/no-store/)
  }
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(answers.length)
})

test('what Node cannot read is refused with the same headers: a longer address 414, longer headers 431, no HTTP 400', async ({
  onTestFinished,
}) => {
  const { ask, address } = await serveApp(onTestFinished, { build: build() })
  const address414 = await ask(`/fr?q=${'a'.repeat(100_000)}`)
  const header431 = await ask('/fr', { headers: { 'X-Long': 'a'.repeat(20_000) } })
  expect([address414.status, header431.status]).toEqual([414, 431])
  expect(address414.headers['content-security-policy']).toContain("default-src 'none'")
  const { connect } = await import('node:net')
  const raw = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'))
    socket.on('data', (data) => resolve(data.toString()))
  })
  expect(raw).toMatch(/^HTTP\/1\.1 400 /)
  expect(raw).toContain('X-Content-Type-Options: nosniff')
})

test('an unknown address is the designed page, in the language of the path, else of the reader', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const [fr, en, foreign, english] = await Promise.all([
    ask('/fr/nothing'),
    ask('/en/nothing'),
    ask('/zz'),
    ask('/zz', { headers: { 'Accept-Language': 'en-GB' } }),
  ])
  for (const { status, text } of [fr, en, foreign, english]) {
    expect(status).toBe(404)
    expect(text).not.toMatch(/<script|style=/)
    expect(text).toMatch(/<link rel="stylesheet"/)
  }
  expect(fr.text).toContain('<html lang="fr"')
  expect(fr.text).toContain('<title>Erreur 404 · Vigie</title>')
  expect(fr.text).toContain('Il n’y a rien à cette adresse')
  expect(en.text).toContain('<html lang="en"')
  expect(foreign.text).toContain('<html lang="fr"')
  expect(english.text).toContain('<html lang="en"')
})

test('a page that breaks says its reference and nothing of why; the log has both', async ({
  onTestFinished,
}) => {
  const { ask, lines, seen } = await serveApp(onTestFinished, { build: build() })
  const { status, text, headers } = await ask('/fr/broken')
  const reference = String(headers['x-request-id'])
  expect(status).toBe(500)
  expect(text).toContain(reference)
  expect(text).not.toMatch(/hidden_table|SELECT/)
  const logged = lines.map((line) => JSON.parse(line)).find(({ level }) => level === 'error')
  expect(logged.request).toBe(reference)
  expect(logged.error).toContain('hidden_table')
  expect(seen.released).toBe(seen.pinned)
})

test('pages have one door: no loader answers at .data, ?_data= or the route manifest', async ({
  onTestFinished,
}) => {
  const { ask, seen } = await serveApp(onTestFinished, { build: build() })
  const doors = [
    '/fr/whole.data',
    '/fr/whole.data?_routes=whole',
    '/_root.data',
    '/fr/whole.dat%61',
    '/fr/whole?_data=whole',
    '/fr/whole?%5fdata=whole',
    '/__manifest?version=test&p=/fr',
  ]
  for (const door of doors) expect([door, (await ask(door)).status]).toEqual([door, 404])
  expect(seen.pinned).toBe(0)
})

test('only GET, HEAD and POST are methods here, and a page takes no form', async ({ onTestFinished }) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const put = await ask('/fr/whole', { method: 'PUT' })
  expect([put.status, put.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  expect((await ask('/fr/whole', { method: 'POST', body: 'a=1' })).status).toBe(405)
  const getTheme = await ask('/theme')
  expect([getTheme.status, getTheme.headers.allow]).toEqual([405, 'POST'])
})

test('HEAD answers what GET answers, without the page', async ({ onTestFinished }) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const get = await ask('/fr/whole')
  const head = await ask('/fr/whole', { method: 'HEAD' })
  expect([head.status, head.text]).toEqual([200, ''])
  expect(head.headers['content-type']).toBe(get.headers['content-type'])
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
})

test('a malformed address is a 400 page, and an absolute or hostless one too', async ({ onTestFinished }) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  for (const path of ['/fr/%', '/fr/%zz', '/%c3%28', '/fr%00', 'http://evil.example/fr']) {
    const { status, text } = await ask(path)
    expect([path, status]).toEqual([path, 400])
    expect(text).toContain('</html>')
  }
  expect((await ask('/fr', { headers: { Host: 'evil.example/path' } })).status).toBe(400)
})

test('a form of another site is refused, whatever the browser says of itself', async ({ onTestFinished }) => {
  const { ask, address } = await serveApp(onTestFinished, { build: build() })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const post = async (headers: Record<string, string>) =>
    (await ask('/theme', { method: 'POST', headers: { ...form, ...headers }, body: 'theme=dark' })).status
  expect(await post({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
  expect(await post({ 'Sec-Fetch-Site': 'same-site' })).toBe(403)
  expect(await post({ Origin: 'http://evil.example' })).toBe(403)
  expect(await post({ Origin: 'null' })).toBe(403)
  expect(await post({ Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' })).toBe(403)
  expect(await post({ Origin: address })).toBe(303)
  expect(await post({ 'Sec-Fetch-Site': 'same-origin', Origin: address })).toBe(303)
})

test('a form larger than any of this site is 413', async ({ onTestFinished }) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const { status } = await ask('/theme', { method: 'POST', headers, body: `theme=${'a'.repeat(70_000)}` })
  expect(status).toBe(413)
})

test('a page that hydrates has a nonce of its own each time, and is never kept', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build() })
  const nonces = []
  for (const { headers, text } of [await ask('/fr/hydrated'), await ask('/fr/hydrated')]) {
    const nonce = /'nonce-([^']{22,})'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
    expect(text).toContain(`nonce="${nonce}"`)
    nonces.push(nonce)
  }
  expect(nonces[0]).not.toBe(nonces[1])
})

test('under the local identity only this machine’s names are served, and nothing that came through a proxy', async ({
  onTestFinished,
}) => {
  const { ask } = await serveApp(onTestFinished, { build: build(), identity: 'local', dataset: 'group' })
  const status = async (headers: Record<string, string>) => (await ask('/fr/whole', { headers })).status
  expect(await status({ Host: 'localhost:3000' })).toBe(200)
  expect(await status({ Host: '127.0.0.1' })).toBe(200)
  expect(await status({ Host: '[::1]:3000' })).toBe(200)
  expect(await status({ Host: 'rebound.example' })).toBe(403)
  expect(await status({ Host: '127.0.0.1.evil.example' })).toBe(403)
  expect(await status({ Host: 'localhost', 'X-Forwarded-For': '10.0.0.1' })).toBe(403)
  expect(await status({ Host: 'localhost', Forwarded: 'for=10.0.0.1' })).toBe(403)
})

test('a request log line is one line, whatever a header holds', async ({ onTestFinished }) => {
  const { ask, lines } = await serveApp(onTestFinished, { build: build() })
  await ask('/fr/whole', { headers: { 'User-Agent': 'agent","level":"error\\n' } })
  await expect.poll(() => lines.length).toBe(1)
  const [line = ''] = lines
  expect(line.match(/\n/g)).toHaveLength(1)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', method: 'GET', address: '/fr/whole', status: 200 })
})
