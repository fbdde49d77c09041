import { spawn } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { COMMAND_ENV, smallCheckout } from '#tests/house/small-checkout.ts'

vi.setConfig({ testTimeout: 120_000 })

const PASSING = "import { expect, test } from 'vitest'\n\ntest('one is one', () => expect(1).toBe(1))\n"
const FAILING = "import { expect, test } from 'vitest'\n\ntest('one is two', () => expect(1).toBe(2))\n"
const SKIPPING =
  "import { test } from 'vitest'\n\ntest('needs an engine', ({ skip }) => skip('GoogleSQL is not installed'))\n"

/** Runs the test command; any program that says its version stands for the browser, which no test here opens. */
function runTests(root: string, env: Record<string, string> = {}, args: readonly string[] = []) {
  return new Promise<{ code: number | null; out: string; said: string; lastLine: string | undefined }>(
    (done) => {
      const child = spawn(process.execPath, ['scripts/test.mjs', ...args], {
        cwd: root,
        env: { ...COMMAND_ENV, NODE_ENV: 'test', CHROME_PATH: process.execPath, ...env },
      })
      let out = ''
      let said = ''
      child.stdout.on('data', (chunk) => (out += chunk))
      child.stderr.on('data', (chunk) => (said += chunk))
      child.on('close', (code) => done({ code, out, said, lastLine: out.trimEnd().split('\n').at(-1) }))
    },
  )
}

test('types, lint and build count beside the tests; what was skipped is listed with its reason', async ({
  onTestFinished,
}) => {
  const more = { 'tests/a.test.ts': PASSING, 'tests/b.test.ts': SKIPPING }
  const root = smallCheckout(onTestFinished, more)
  const { code, out, said, lastLine } = await runTests(root)
  expect(out).toMatch(/Skipped \(1\): GoogleSQL is not installed/)
  expect([lastLine, code], out + said).toEqual(['4 passed, 0 failed, 1 skipped', 0])
  // Of the two files, the one that is named; what it skips is required here.
  const required = await runTests(root, { VIGIE_REQUIRE_GOOGLESQL: '1' }, ['tests/b'])
  expect([required.lastLine, required.code]).toEqual(['3 passed, 1 failed, 0 skipped', 1])
})

test('a test that fails, a file that cannot be run, a wrong type and an untidy file are each a failure', async ({
  onTestFinished,
}) => {
  const root = smallCheckout(onTestFinished, {
    'tests/a.test.ts': PASSING,
    'tests/b.test.ts': FAILING,
    'tests/c.test.ts': "import '#app/absent.ts'\n",
    'app/word.ts': "export const word: number = 'one'\n",
    'app/untidy.ts': 'export  const untidy = 1;\n',
  })
  const { code, out, lastLine } = await runTests(root)
  expect([lastLine, code], out).toEqual(['2 passed, 4 failed, 0 skipped', 1])
  expect(out).toMatch(
    /Failed:\n {2}Types\n {2}Biome\n {2}tests\/b\.test\.ts: one is two\n {2}tests\/c\.test\.ts: could not be run/,
  )
})
