import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { focusFile } from '#tests/imports/imported.ts'
import { makeTinyDemo, temporaryFolder } from '#tests/pages/serve.ts'

// The first command of a run may have the application to build.
vi.setConfig({ testTimeout: 180_000 })

let removeFolder = () => {}
let folder = ''

beforeAll(async () => {
  folder = temporaryFolder((remove) => {
    removeFolder = remove
  })
  await makeTinyDemo(folder)
}, 180_000)

afterAll(() => removeFolder())

type Ended = { readonly code: number | null; readonly said: string }

/** Runs a command; its exit code and what it says on standard error. `closed` ends the reading of its output at once. */
function run(args: readonly string[], closed: 'closed' | 'read' = 'read'): Promise<Ended> {
  const { VITEST: _, NODE_ENV: __, ...inherited } = process.env
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
      env: { ...inherited, NODE_ENV: 'production' },
    })
    if (closed === 'closed') child.stdout.destroy()
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('close', (code) => resolve({ code, said }))
  })
}

test('a reader who closes the pipe ends figures silently, and lets an import come to its end', async () => {
  const figures = ['figures', '--metric', 'cost', '--by', 'month,project', '--data-dir', folder]
  expect(await run(figures, 'closed')).toEqual({ code: 0, said: '' })
  const file = join(folder, 'march.csv')
  writeFileSync(file, focusFile([{}]))
  const into = join(folder, 'imported')
  const imported = await run(['import', file, '--format', 'focus', '--json', '--data-dir', into], 'closed')
  expect(imported.code).toBe(0)
  expect(imported.said).not.toMatch(/EPIPE|^\s+at /m)
  expect((await run(['figures', '--metric', 'cost', '--data-dir', into])).code).toBe(0)
})

test('a folder without data is named, with the commands that make a data set', async () => {
  const nowhere = join(folder, 'nowhere')
  const { code, said } = await run(['figures', '--metric', 'cost', '--data-dir', nowhere])
  expect(code).toBe(1)
  expect(said).toContain(`The folder ${nowhere} holds no data set: `)
  expect(said).toMatch(/« npm run demo ».*« npm run import »/)
  const group = await run(['figures', '--metric', 'cost', '--data-dir', folder, '--dataset', 'group'])
  expect(group.code).toBe(1)
  expect(group.said).toContain(`The folder ${folder} holds no data set « group »: `)
})
