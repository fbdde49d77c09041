import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { DatasetBusy, draftOf, isDeadDraft, underImportLock } from '#app/imports/import-lock.server.ts'
import { temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

const LOCK = 'import.lock'

/** The lock as a process would write it, some of it changed. */
async function lockText(folder: string, changed: object): Promise<string> {
  let text = ''
  await underImportLock(folder, 'test', async () => {
    text = readFileSync(path.join(folder, LOCK), 'utf-8')
  })
  return JSON.stringify({ ...JSON.parse(text), token: 'another', ...changed })
}

test('a second writer is refused at once, told who holds the lock, since when and what to do', async () => {
  const folder = temporaryFolder()
  await underImportLock(folder, 'demo', async () => {
    const refused = await underImportLock(folder, 'import', async () => 'ran').catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(DatasetBusy)
    expect(String(refused)).toMatch(new RegExp(`Process ${process.pid} .*\\(demo\\), since 20.*wait`))
  })
  expect(await underImportLock(folder, 'import', async () => 'ran')).toBe('ran')
})

test('the lock goes with the work, also when the work fails', async () => {
  const folder = temporaryFolder()
  await expect(underImportLock(folder, 'import', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(readdirSync(folder)).toEqual([])
})

test('the lock of a process that is gone is taken over', async () => {
  const folder = temporaryFolder()
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(path.join(folder, LOCK), await lockText(folder, { pid }))
  expect(await underImportLock(folder, 'import', async () => 'ran')).toBe('ran')
  expect(existsSync(path.join(folder, LOCK))).toBe(false)
})

test.skipIf(process.platform !== 'linux')(
  'a number that the system gave to another process, or that was there before a restart, holds nothing',
  async () => {
    const folder = temporaryFolder()
    for (const changed of [{ started: '1' }, { boot: 'another start of the machine' }]) {
      writeFileSync(path.join(folder, LOCK), await lockText(folder, changed))
      expect(await underImportLock(folder, 'import', async () => 'ran')).toBe('ran')
    }
  },
)

test('a holder on another machine is given up after a minute of silence, not before', async () => {
  const folder = temporaryFolder()
  const lock = path.join(folder, LOCK)
  writeFileSync(lock, await lockText(folder, { host: `not-${hostname()}` }))
  await expect(underImportLock(folder, 'import', async () => 'ran')).rejects.toBeInstanceOf(DatasetBusy)
  const longAgo = new Date(Date.now() - 120_000)
  utimesSync(lock, longAgo, longAgo)
  expect(await underImportLock(folder, 'import', async () => 'ran')).toBe('ran')
})

test('of many that find the lock of a dead process, one at a time works', async () => {
  const folder = temporaryFolder()
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(path.join(folder, LOCK), await lockText(folder, { pid }))
  let inside = 0
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      underImportLock(folder, 'import', async () => {
        inside += 1
        expect(inside).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 20))
        inside -= 1
      }),
    ),
  )
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DatasetBusy)
})

test('a draft that its process died before filling is dead; one that a living process may be filling is given time', async () => {
  const lock = path.join(temporaryFolder(), LOCK)
  const { pid } = spawnSync(process.execPath, ['--version'])
  const drafts = {
    dead: draftOf(lock, pid, 'a1'),
    living: draftOf(lock, process.pid, 'a2'),
    elsewhere: `${lock}.${'0'.repeat(12)}-${pid}-a3`,
    unnamed: `${lock}.a4`,
  }
  for (const draft of Object.values(drafts)) writeFileSync(draft, '')
  const judged = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(drafts).map(async ([name, draft]) => [name, await isDeadDraft(draft)] as const),
      ),
    )
  expect(await judged()).toEqual({ dead: true, living: false, elsewhere: false, unnamed: false })
  const longAgo = new Date(Date.now() - 61_000)
  for (const draft of Object.values(drafts)) utimesSync(draft, longAgo, longAgo)
  expect(await judged()).toEqual({ dead: true, living: true, elsewhere: true, unnamed: true })
})
