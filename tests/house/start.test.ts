import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeTinyDemo, serveVigie, temporaryFolder } from '#tests/pages/serve.ts'

// The first command of a run may have the application to build.
vi.setConfig({ testTimeout: 180_000 })

let removeFolder = () => {}
let dataDir = ''

beforeAll(async () => {
  dataDir = temporaryFolder((remove) => {
    removeFolder = remove
  })
  await makeTinyDemo(dataDir)
}, 180_000)

afterAll(() => removeFolder())

/** Starts Vigie where it should refuse to start; its exit code and what it says on stderr. */
function startRefused(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'server'], {
      env: { ...process.env, NODE_ENV: 'production', PORT: '0', VIGIE_DATA_DIR: dataDir, ...env },
    })
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('close', (code) => resolve({ code, said }))
  })
}

test('the server says where it is and how to stop it, serves, and ends with 0 when asked', async () => {
  const vigie = await serveVigie(dataDir)
  expect(vigie.output()).toMatch(/Vigie \(demonstration\) is on http:\/\/localhost:\d+\nCtrl\+C stops it\./)
  expect((await fetch(`${vigie.address}/livez`)).status).toBe(200)
  expect((await fetch(`${vigie.address}/fr`)).status).toBe(200)
  const code = await vigie.stop()
  // Windows ends a process at once, whatever it would have done.
  if (process.platform !== 'win32') expect(code).toBe(0)
})

test('a mission file that cannot be used is warned of once, and the server starts', async ({
  onTestFinished,
}) => {
  const file = join(dataDir, 'demo', 'mission.json')
  const mission = readFileSync(file)
  onTestFinished(() => writeFileSync(file, mission))
  writeFileSync(file, '{\n')
  const vigie = await serveVigie(dataDir)
  expect((await fetch(`${vigie.address}/fr`)).status).toBe(200)
  await vigie.stop()
  expect(vigie.output().match(/Warning: The mission file .* is not JSON/g)).toHaveLength(1)
})

test('what keeps it from starting is said in one message that names it and its remedy, with exit code 1', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as AddressInfo
  const file = join(dataDir, 'a-file')
  writeFileSync(file, '')
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: String(port) }, new RegExp(`Port ${port} is already taken: .*PORT=${port + 1}`)],
    [{ PORT: 'http' }, /PORT="http": a port is a whole number/],
    [{ VIGIE_DATA_DIR: file }, /VIGIE_DATA_DIR=.*a-file cannot be written/],
    [{ VIGIE_DATASET: 'group' }, /There is no data set in/],
    [{ VIGIE_IDENTITY: 'iap' }, /VIGIE_IDENTITY=iap/],
  ]
  for (const [env, message] of cases) {
    const { code, said } = await startRefused(env)
    expect(said).toMatch(message)
    // A message, not a stack.
    expect(said).not.toMatch(/^\s+at /m)
    expect([env, code]).toEqual([env, 1])
  }
  holder.close()
})
