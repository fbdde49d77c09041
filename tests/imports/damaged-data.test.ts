import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ensureDataset } from '#app/imports/ensure-dataset.server.ts'
import { StorageFailed } from '#app/imports/storage-failed.ts'
import { ManifestError, readManifest, writeManifest } from '#app/warehouse/manifest.server.ts'
import { openScratch } from '#app/warehouse/scratch.server.ts'
import { figuresOf, focusFile, imported } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

const isRoot = process.getuid?.() === 0

async function oneImport() {
  const { dataDir } = await imported([temporaryFile(focusFile([{}]))], { format: 'focus' })
  const folder = path.join(dataDir, 'group')
  return { dataDir, folder, manifest: await readManifest(folder), file: path.join(folder, 'manifest.json') }
}

async function costOf(dataDir: string) {
  return (await figuresOf(dataDir, { metrics: ['cost'] }))[0]?.exact
}

test('a manifest that is cut, of a newer Vigie or not one is refused by name, with the remedy', async () => {
  const { folder, file, manifest } = await oneImport()
  const cases: readonly [string, ManifestError['code'], RegExp][] = [
    [JSON.stringify(manifest).slice(0, 100), 'unreadable', /manifest\.json is cut short.*Restore it/],
    [JSON.stringify({ ...manifest, format: 99 }), 'newer-format', /format 99.*update Vigie/],
    [JSON.stringify({ ...manifest, format: 0 }), 'older-format', /format 0, older.*import the files again/],
    [JSON.stringify({ ...manifest, asOf: 'today' }), 'invalid', /asOf: a day is written/],
    [
      JSON.stringify({ ...manifest, serve: { ...manifest.serve, file: '../../etc/passwd' } }),
      'invalid',
      /serve\.file/,
    ],
  ]
  for (const [text, code, message] of cases) {
    writeFileSync(file, text)
    const refused = await readManifest(folder).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ManifestError)
    expect(refused).toMatchObject({ code })
    expect(String(refused)).toMatch(message)
  }
})

test('an import into a data set whose manifest cannot be used is refused and leaves every file', async () => {
  const { dataDir, folder, file, manifest } = await oneImport()
  writeFileSync(file, '{"format": 1')
  const may = temporaryFile(focusFile([{ ChargePeriodStart: '2026-05-01' }]))
  await expect(imported([may], { format: 'focus', dataDir })).rejects.toBeInstanceOf(ManifestError)
  for (const part of manifest.parts)
    expect(readFileSync(path.join(folder, part.path)).length).toBeGreaterThan(0)
})

test('tables that are lost, cut or made by other formulas are built again from core', async () => {
  const { dataDir, folder, manifest } = await oneImport()
  expect(await ensureDataset({ dataDir, dataset: 'group' })).toEqual(manifest)

  truncateSync(path.join(folder, manifest.serve.file), 5000)
  const again = await ensureDataset({ dataDir, dataset: 'group' })
  expect(await costOf(dataDir)).toBe('10')
  expect(again.version).toBe(manifest.version)

  rmSync(path.join(folder, again.serve.file))
  await ensureDataset({ dataDir, dataset: 'group' })
  expect(await costOf(dataDir)).toBe('10')

  const other = await readManifest(folder)
  await writeManifest(folder, { ...other, serve: { ...other.serve, digest: '0'.repeat(64) } })
  const rebuilt = await ensureDataset({ dataDir, dataset: 'group' })
  expect(rebuilt.serve.digest).toBe(manifest.serve.digest)
})

test('core written before the schema had a dimension or a measure is migrated, never a missing column', async () => {
  const { dataDir, folder, manifest } = await oneImport()
  const part = manifest.parts.find(({ table }) => table === 'activity_daily')
  const scratch = await openScratch({})
  const file = path.join(folder, part?.path ?? '')
  await scratch.run(
    `CREATE TABLE old AS SELECT * EXCLUDE (hosting, phase, list_cost) FROM read_parquet('${file}')`,
  )
  await scratch.run(`COPY old TO '${file}' (FORMAT parquet)`)
  scratch.close()
  rmSync(path.join(folder, manifest.serve.file))
  await ensureDataset({ dataDir, dataset: 'group' })
  const figures = await figuresOf(dataDir, { metrics: ['cost', 'list_cost'], by: ['hosting'] })
  expect(figures.map(({ by, exact }) => [by.hosting, exact])).toEqual([
    ['unassigned', '10'],
    ['unassigned', null],
  ])
})

test('a data folder that is a file, or below one, is refused with what to do', async () => {
  const file = temporaryFile('x')
  const asked = imported([temporaryFile(focusFile([{}]))], {
    format: 'focus',
    dataDir: path.join(file, 'data'),
  })
  const refused = await asked.catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StorageFailed)
  expect(String(refused)).toMatch(/cannot be written: a part of its path is a file.*--data-dir/)
})

test.skipIf(isRoot)(
  `a folder that cannot be written is refused, the data as they were${isRoot ? ' (skipped: root may write anywhere)' : ''}`,
  async () => {
    const { dataDir, folder, manifest } = await oneImport()
    chmodSync(folder, 0o555)
    const may = temporaryFile(focusFile([{ ChargePeriodStart: '2026-05-01' }]))
    await expect(imported([may], { format: 'focus', dataDir })).rejects.toBeInstanceOf(StorageFailed)
    chmodSync(folder, 0o755)
    expect(await readManifest(folder)).toEqual(manifest)
  },
)

test('a step that the disk refuses halfway leaves the data as they were, and the next import is right', async () => {
  const { dataDir, folder, manifest } = await oneImport()
  // A file where the import needs a folder is refused by the system for root too.
  const blocked = path.join(folder, 'core/account')
  const kept = readFileSync(
    path.join(folder, manifest.parts.find(({ table }) => table === 'account')?.path ?? ''),
  )
  rmSync(blocked, { recursive: true })
  writeFileSync(blocked, '')
  const may = temporaryFile(focusFile([{ ChargePeriodStart: '2026-05-01', BilledCost: '1' }]))
  await expect(imported([may], { format: 'focus', dataDir })).rejects.toThrow()
  expect(await readManifest(folder)).toEqual(manifest)
  expect(await costOf(dataDir)).toBe('10')
  rmSync(blocked)
  mkdirSync(blocked)
  writeFileSync(path.join(folder, manifest.parts.find(({ table }) => table === 'account')?.path ?? ''), kept)
  await imported([may], { format: 'focus', dataDir })
  expect(await costOf(dataDir)).toBe('11')
})

test('a first import that is refused leaves no data set behind', async () => {
  const dataDir = temporaryFolder()
  await expect(imported([temporaryFile('a,b\n1\n')], { format: 'focus', dataDir })).rejects.toThrow(/line 2/)
  await expect(readManifest(path.join(dataDir, 'group'))).rejects.toMatchObject({ code: 'missing' })
})
