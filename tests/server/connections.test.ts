import { Agent, request } from 'node:http'
import { expect, test } from 'vitest'
import { closeServer } from '#app/server/connections.ts'
import { buildWith } from '#tests/server/pages-build.ts'
import { serveApp } from '#tests/server/serve.ts'
import { countedPages } from '#tests/server/test-pages.tsx'

test('a server that stops lets the page being made finish, takes no new reader, and ends', async ({
  onTestFinished,
}) => {
  const { pages, made, letSlowFinish } = countedPages()
  const { ask, server } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const underWay = ask('/fr/slow')
  await expect.poll(() => made.slow).toBe(1)
  let closed = false
  const closing = closeServer(server).then(() => {
    closed = true
  })
  await expect(ask('/fr/whole')).rejects.toThrow(/ECONNREFUSED/)
  expect(closed).toBe(false)
  letSlowFinish()
  const { status, text } = await underWay
  expect(status).toBe(200)
  expect(text).toContain('</html>')
  await closing
  expect(closed).toBe(true)
})

test('a page that never ends is cut when its time is over', async ({ onTestFinished }) => {
  const { pages, made } = countedPages()
  const { ask, server } = await serveApp(onTestFinished, { build: buildWith(pages) })
  const underWay = ask('/fr/slow').catch((error: NodeJS.ErrnoException) => error.code)
  await expect.poll(() => made.slow).toBe(1)
  await closeServer(server, 200)
  expect(await underWay).toBe('ECONNRESET')
})

test('a connection kept alive with nothing under way does not hold the server', async ({
  onTestFinished,
}) => {
  const { address, server } = await serveApp(onTestFinished, { build: buildWith(countedPages().pages) })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  await new Promise<void>((resolve) => {
    const asked = request(`${address}/livez`, { agent }, (response) => response.resume().on('end', resolve))
    asked.end()
  })
  const started = performance.now()
  await closeServer(server)
  expect(performance.now() - started).toBeLessThan(2000)
})
