import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Served } from '#tests/pages/serve.ts'

/** What the files of one run share: the tiny demonstration, and a Vigie that shows it; both made when first asked for. */
export type Shared = { readonly dataDir: string; readonly address: string | null }

/** Where a file asks for what is shared, by `/data` or `/site`. */
export const SHARED_DESK = 'VIGIE_TEST_SHARED_DESK'

/**
 * Opens the desk at which the test files of one run ask for what they share: of files that ask at once, one makes it.
 * What it returns takes all of it away when the run ends.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-shared-'))
  // Asked for only: a run of tests of words neither makes nor serves anything.
  const serving = () => import('./pages/serve.ts')
  let demo: Promise<void> | null = null
  let site: Promise<Served> | null = null
  const makeDemo = async () => {
    await (await serving()).runCommand(['demo', '--scale', 'tiny', '--data-dir', dataDir])
  }
  const answer = async (path: string): Promise<Shared> => {
    demo ??= makeDemo()
    await demo
    if (path !== '/site') return { dataDir, address: null }
    site ??= serving().then(({ serveVigie }) => serveVigie(dataDir))
    return { dataDir, address: (await site).address }
  }
  const desk = createServer((request, response) => {
    answer(request.url ?? '').then(
      (shared) => response.end(JSON.stringify(shared)),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  process.env[SHARED_DESK] = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`
  return async () => {
    desk.close()
    await site?.then(({ stop }) => stop()).catch(() => undefined)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
