import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { COMMAND_ENV, smallCheckout } from '#tests/house/small-checkout.ts'

// Each test builds once or more, which other tests on the same cores slow down.
vi.setConfig({ testTimeout: 120_000 })

type Ran = { readonly code: number | null; readonly out: string; readonly progress: string }

function run(root: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), ...args], {
      cwd: tmpdir(),
      env: COMMAND_ENV,
    })
    let out = ''
    let progress = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (progress += chunk))
    child.on('close', (code) => done({ code, out, progress }))
  })
}

test('a command builds when it must, passes its arguments on, and leaves stdout to the command', async ({
  onTestFinished,
}) => {
  const root = smallCheckout(onTestFinished)
  const first = await run(root, ['hello', '--json', 'a b'])
  expect(first).toMatchObject({ code: 0, out: '{"word":"one","args":["--json","a b"]}\n' })
  expect(first.progress).toMatch(/^Building… done in [\d.]+ s\.\n$/)
  const second = await run(root, ['hello'])
  expect(second).toEqual({ code: 0, out: '{"word":"one","args":[]}\n', progress: '' })
  writeFileSync(join(root, 'app/word.ts'), "export const word = 'two'\n")
  const changed = await run(root, ['hello'])
  expect(changed.out).toBe('{"word":"two","args":[]}\n')
  expect(changed.progress).toMatch(/^Building…/)
  expect((await run(root, ['server'])).out).toBe('server says two\n')
})

test('one copy of each module is shared by the server and the commands', async ({ onTestFinished }) => {
  const root = smallCheckout(onTestFinished)
  await run(root, ['hello'])
  const files = readdirSync(join(root, 'build/server'), { recursive: true, encoding: 'utf8' })
  const holding = files
    .filter((file) => file.endsWith('.js'))
    .filter((file) => {
      return readFileSync(join(root, 'build/server', file), 'utf8').includes('"one"')
    })
  expect(holding).toHaveLength(1)
})

test('two commands started together build once, and both answer', async ({ onTestFinished }) => {
  const root = smallCheckout(onTestFinished)
  const ran = await Promise.all([
    run(root, ['hello', '1']),
    run(root, ['hello', '2']),
    run(root, ['hello', '3']),
  ])
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(ran.map(({ out }) => JSON.parse(out).args)).toEqual([['1'], ['2'], ['3']])
  expect(ran.filter(({ progress }) => progress !== '')).toHaveLength(1)
  expect(readdirSync(join(root, 'build')).sort()).toEqual(['.vite', 'client', 'server', 'stamp.json'])
})

test('a build that fails says why, exits 1 and runs nothing; mended, the next command builds', async ({
  onTestFinished,
}) => {
  const root = smallCheckout(onTestFinished)
  await run(root, ['hello'])
  writeFileSync(join(root, 'app/word.ts'), 'export const word = \n')
  const broken = await run(root, ['hello'])
  expect(broken).toMatchObject({ code: 1, out: '' })
  expect(broken.progress).toContain('app/word.ts')
  writeFileSync(join(root, 'app/word.ts'), "export const word = 'three'\n")
  expect((await run(root, ['hello'])).out).toBe('{"word":"three","args":[]}\n')
})

test('the lock and the leftovers of a killed build do not stop the next one', async ({ onTestFinished }) => {
  const root = smallCheckout(onTestFinished)
  mkdirSync(join(root, 'build/next-1'), { recursive: true })
  writeFileSync(join(root, 'build/lock'), '1')
  const aMinuteAgo = new Date(Date.now() - 60_000)
  utimesSync(join(root, 'build/lock'), aMinuteAgo, aMinuteAgo)
  expect((await run(root, ['hello'])).out).toBe('{"word":"one","args":[]}\n')
  expect(readdirSync(join(root, 'build')).sort()).toEqual(['.vite', 'client', 'server', 'stamp.json'])
})

test('where Vite is not installed the build that is there runs, and without one the remedy is said', async ({
  onTestFinished,
}) => {
  const root = smallCheckout(onTestFinished)
  await run(root, ['hello'])
  unlinkSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'app/word.ts'), "export const word = 'newer'\n")
  expect(await run(root, ['hello'])).toEqual({ code: 0, out: '{"word":"one","args":[]}\n', progress: '' })
  rmSync(join(root, 'build'), { recursive: true })
  const nothing = await run(root, ['hello'])
  expect(nothing.code).toBe(1)
  expect(nothing.progress).toMatch(/npm ci.*npm run build/)
  expect(existsSync(join(root, 'build/stamp.json'))).toBe(false)
})

test('a command that does not exist is said so', async ({ onTestFinished }) => {
  const root = smallCheckout(onTestFinished)
  for (const name of ['nothing', '../server', 'constructor']) {
    const { code, progress } = await run(root, [name])
    expect(code).toBe(1)
    expect(progress).toContain(`There is no command "${name}"`)
  }
})
