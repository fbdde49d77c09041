import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readManifest } from '#app/warehouse/manifest.server.ts'
import { byEffort } from '#tests/effort.ts'
import { buildCommand, type Ended, removeCommands, runCommand } from '#tests/imports/commands.ts'
import { figuresOf, focusFile } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

const KILLS = byEffort(15, 2)
/** At a moment that its own words give, one kill is much like another. */
const TOLD_KILLS = byEffort(15, 1)

/** Two months of fifty accounts: March is there before, April comes or does not. */
const rows = (month: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ChargePeriodStart: `${month}-${String(1 + (index % 28)).padStart(2, '0')}`,
    SubAccountId: `a${index % 50}`,
    BilledCost: '0.01',
  }))
const MARCH = focusFile(rows('2026-03', 400))
const april = () => temporaryFile(focusFile(rows('2026-04', 20_000)), 'april.csv')

let script = ''
/** A data folder with March in it. */
let before = ''
beforeAll(async () => {
  script = await buildCommand('import')
  before = mkdtempSync(path.join(tmpdir(), 'vigie-before-'))
  const march = path.join(before, 'march.csv')
  writeFileSync(march, MARCH)
  expect(await runCommand(script, [march, '--format', 'focus', '--data-dir', before])).toMatchObject({
    code: 0,
  })
  rmSync(march)
})
afterAll(() => {
  removeCommands()
  rmSync(before, { recursive: true, force: true })
})

async function costOf(dataDir: string): Promise<string | null | undefined> {
  return (await figuresOf(dataDir, { metrics: ['cost'] }))[0]?.exact
}

async function isClean(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder)
  const named = ['manifest.json', manifest.serve.file, ...manifest.parts.map((part) => part.path)]
  const there = readdirSync(folder, { recursive: true, encoding: 'utf-8' }).map((name) =>
    name.replaceAll('\\', '/'),
  )
  return there.filter((name) => /\.|^tmp-|lock/.test(name) && !named.includes(name))
}

async function killAndLookAt(
  kill: Parameters<typeof runCommand>[2],
): Promise<{ ended: Ended; after: string | null | undefined }> {
  const dataDir = temporaryFolder()
  const args = (file: string) => [file, '--format', 'focus', '--data-dir', dataDir]
  cpSync(before, dataDir, { recursive: true })
  const file = april()
  const ended = await runCommand(script, args(file), kill)
  const after = await costOf(dataDir)
  // Whatever the kill left, the next import is right and leaves nothing behind.
  expect(await runCommand(script, args(file))).toMatchObject({ code: 0 })
  expect(await costOf(dataDir)).toBe('204')
  expect(await isClean(path.join(dataDir, 'group'))).toEqual([])
  return { ended, after }
}

test(
  `killed at ${KILLS} random moments of its run, an import leaves the version before or the next one, whole`,
  async () => {
    const dataDir = temporaryFolder()
    const whole = await runCommand(script, [april(), '--format', 'focus', '--data-dir', dataDir])
    expect(whole.code).toBe(0)
    // One moment in each slice of the run, so that chance leaves no stage untried.
    let killed = 0
    for (let index = 0; index < KILLS; index += 1) {
      const moment = whole.milliseconds * ((index + Math.random()) / KILLS)
      const { ended, after } = await killAndLookAt((child, stderr) => {
        if (stderr === '') setTimeout(() => child.kill('SIGKILL'), moment)
      })
      if (ended.signal === 'SIGKILL') killed += 1
      expect(['4', '204']).toContain(after)
    }
    expect(killed).toBeGreaterThan(0)
  },
  KILLS * 30_000,
)

test(
  `killed ${TOLD_KILLS}× right after its publish marker, an import has published`,
  async () => {
    for (let index = 0; index < TOLD_KILLS; index += 1) {
      const { ended, after } = await killAndLookAt((child, stderr) => {
        if (stderr.includes('published')) child.kill('SIGKILL')
      })
      expect(ended.stderr).toContain('published')
      expect(after).toBe('204')
    }
  },
  TOLD_KILLS * 30_000,
)

test(
  `killed ${TOLD_KILLS}× as it publishes, an import leaves one version or the other, whole`,
  async () => {
    for (let index = 0; index < TOLD_KILLS; index += 1) {
      const { after } = await killAndLookAt((child, stderr) => {
        if (stderr.includes('Publishing')) child.kill('SIGKILL')
      })
      expect(['4', '204']).toContain(after)
    }
  },
  TOLD_KILLS * 30_000,
)

test('a refused file says where and what to do on standard error, with exit code 1; a wrong usage 2', async () => {
  const dataDir = temporaryFolder()
  const file = temporaryFile('ProviderName,BilledCost\n"AWS,1\n', 'cut.csv')
  const refused = await runCommand(script, [file, '--format', 'focus', '--data-dir', dataDir])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/cut\.csv, line 2.*quote.*Export it again/)
  expect(refused.stderr).not.toContain('    at ')
  expect(await runCommand(script, [file])).toMatchObject({ code: 2 })
  const help = await runCommand(script, ['--help'])
  expect(help).toMatchObject({ code: 0 })
  expect(help.stdout).toContain('--replace')
})

test('--json gives the report on standard output and progress on standard error', async () => {
  const dataDir = temporaryFolder()
  const { stdout, stderr } = await runCommand(script, [
    temporaryFile(MARCH),
    '--format',
    'focus',
    '--data-dir',
    dataDir,
    '--json',
  ])
  expect(JSON.parse(stdout)).toMatchObject({ dataset: 'group', files: [{ rowsLoaded: 400 }] })
  expect(stderr).toContain('published')
})
