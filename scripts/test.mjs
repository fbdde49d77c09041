import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, installBrowser } from './find-browser.mjs'
import { BuildError, ensureBuild, ROOT } from './fresh-build.mjs'

const total = { passed: 0, failed: [], skipped: [] }

function say(text) {
  process.stdout.write(`${text}\n`)
}

function runNode(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('close', resolve)
  })
}

async function step(name, work) {
  const started = performance.now()
  say(`\n── ${name}`)
  const outcome = await work()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (outcome === true) total.passed += 1
  if (outcome === false) total.failed.push(name)
  say(`── ${name}: ${outcome === false ? 'failed' : 'done'} in ${seconds} s`)
}

async function build() {
  try {
    await ensureBuild()
    return true
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    say(error.message)
    return false
  }
}

/** What the page tests need to know: the browser, or the reason for which they are skipped. */
async function chooseBrowser() {
  const found = findBrowser() ?? (await installBrowser(say))
  const { path, reason } = typeof found === 'string' ? { path: found, reason: '' } : found
  say(path === null ? `No browser could be had: ${reason}` : `Pages are tested in ${path}`)
  return path === null ? { VIGIE_TEST_NO_BROWSER: reason } : { VIGIE_TEST_BROWSER: path }
}

/** Under VIGIE_REQUIRE_GOOGLESQL=1 the second engine is part of the proof, so that skipping it is failing. */
function isRequired({ reason }) {
  return process.env.VIGIE_REQUIRE_GOOGLESQL === '1' && reason !== null && reason.includes('GoogleSQL')
}

async function vitest(browser, args) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'))
  const tallyFile = join(folder, 'tally.json')
  const reporters = ['--reporter=default', '--reporter=./scripts/test-tally.mjs']
  const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], {
    ...browser,
    VIGIE_TEST_TALLY: tallyFile,
  })
  const tally = existsSync(tallyFile) ? JSON.parse(readFileSync(tallyFile, 'utf8')) : null
  rmSync(folder, { recursive: true, force: true })
  if (tally === null) {
    total.failed.push('vitest: ended before it could count its tests')
    return
  }
  total.passed += tally.passed
  total.failed.push(...tally.failed)
  for (const skipped of tally.skipped) {
    if (isRequired(skipped))
      total.failed.push(`${skipped.name}: skipped, and required here (${skipped.reason})`)
    else total.skipped.push(skipped)
  }
  if (code !== 0 && tally.failed.length === 0) total.failed.push(`vitest: ended with code ${code}`)
}

function listSkipped() {
  const byReason = new Map()
  for (const test of total.skipped) byReason.set(test.reason, [...(byReason.get(test.reason) ?? []), test])
  for (const [reason, tests] of byReason) {
    say(`\nSkipped (${tests.length}): ${reason ?? 'switched off where it is written:'}`)
    if (reason === null) for (const { name } of tests) say(`  ${name}`)
  }
}

await step('Types', async () => (await runNode(['node_modules/typescript/bin/tsc', '--noEmit'])) === 0)
await step(
  'Biome',
  async () => (await runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '.'])) === 0,
)
await step('Build', build)
let browser = {}
await step('Browser', async () => {
  browser = await chooseBrowser()
})
await step('Tests', () => vitest(browser, process.argv.slice(2)))

listSkipped()
if (total.failed.length > 0) say(`\nFailed:\n${total.failed.map((name) => `  ${name}`).join('\n')}`)
say(`\n${total.passed} passed, ${total.failed.length} failed, ${total.skipped.length} skipped`)
process.exitCode = total.failed.length > 0 ? 1 : 0
