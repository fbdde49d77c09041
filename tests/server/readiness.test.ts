import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createReadiness } from '#app/server/readiness.ts'
import { buildWith } from '#tests/server/pages-build.ts'
import { serveApp } from '#tests/server/serve.ts'
import { countedPages } from '#tests/server/test-pages.tsx'

async function served(onTestFinished: (close: () => void) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-ready-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const readiness = createReadiness(dataDir)
  const app = await serveApp(onTestFinished, { build: buildWith(countedPages().pages), readiness })
  return { ...app, dataDir, readiness }
}

test('a server that can write is ready, and leaves nothing behind however often it is asked', async ({
  onTestFinished,
}) => {
  const { ask, dataDir } = await served(onTestFinished)
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['200 ready\n']))
  expect(answers[0]?.headers['cache-control']).toBe('no-store')
  expect(readdirSync(dataDir)).toEqual([])
})

test('a folder that cannot be written is said by its variable, and pages are still served', async ({
  onTestFinished,
}) => {
  const { ask, dataDir } = await served(onTestFinished)
  rmSync(dataDir, { recursive: true })
  const { status, text } = await ask('/readyz')
  expect([status, text]).toEqual([503, expect.stringMatching(/VIGIE_DATA_DIR cannot be written \(ENOENT\)/)])
  expect(text).not.toContain(dataDir)
  expect((await ask('/fr/whole')).status).toBe(200)
  expect((await ask('/livez')).status).toBe(200)
})

test('a server that stops is alive and no longer ready', async ({ onTestFinished }) => {
  const { ask, readiness } = await served(onTestFinished)
  readiness.drain()
  expect(await ask('/readyz')).toMatchObject({ status: 503, text: expect.stringContaining('stopping') })
  expect((await ask('/livez')).status).toBe(200)
})
