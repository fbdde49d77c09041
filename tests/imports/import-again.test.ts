import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseMap } from '#app/imports/map.ts'
import { OverlapRefused } from '#app/imports/overlap.server.ts'
import { printReport } from '#app/imports/print-report.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { readManifest } from '#app/warehouse/manifest.server.ts'
import { figuresOf, focusFile, imported } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

const BY_BU = parseMap('{"assign": [{"from": "tag:bu", "to": "subsidiary"}]}', 'map.json', FOCUS)

async function costOf(dataDir: string, by: 'account' | 'subsidiary' | 'month' = 'account') {
  const figures = await figuresOf(dataDir, { metrics: ['cost'], by: [by] })
  return Object.fromEntries(figures.map((figure) => [figure.by[by], figure.exact]))
}

const march = () => temporaryFile(focusFile([{}, { SubAccountId: 'a2', BilledCost: '5' }]), 'march.csv')
const corrected = () =>
  temporaryFile(focusFile([{ BilledCost: '7' }, { SubAccountId: 'a3', BilledCost: '1' }]), 'corrected.csv')

test('the same file again changes nothing and says so', async () => {
  const file = march()
  const dataDir = temporaryFolder()
  const first = await imported([file], { format: 'focus', dataDir })
  const again = await imported([file], { format: 'focus', dataDir })
  expect(again.version).toBe(first.version)
  expect(again.files[0]?.unchanged).toBe(true)
  expect(await costOf(dataDir)).toEqual({ a1: '10', a2: '5' })
})

test('the same content under another name and twice in one command counts once', async () => {
  const dataDir = temporaryFolder()
  const { files } = await imported([march(), march()], { format: 'focus', dataDir })
  expect(files.map(({ unchanged }) => unchanged)).toEqual([false, true])
  expect(await costOf(dataDir)).toEqual({ a1: '10', a2: '5' })
})

test('the same file with another map takes the place of its rows', async () => {
  const file = march()
  const dataDir = temporaryFolder()
  await imported([file], { format: 'focus', dataDir })
  expect(await costOf(dataDir, 'subsidiary')).toEqual({ unassigned: '15' })
  const { replaced } = await imported([file], { format: 'focus', dataDir, map: BY_BU })
  expect(await costOf(dataDir, 'subsidiary')).toEqual({ banque: '15' })
  expect(replaced).toEqual([{ file: 'march.csv', rows: 2 }])
})

test('another file with the same source, account and month is refused, naming the overlap, and nothing changes', async () => {
  const dataDir = temporaryFolder()
  const { version } = await imported([march()], { format: 'focus', dataDir })
  const refused = await imported([corrected()], { format: 'focus', dataDir }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(OverlapRefused)
  expect(String(refused)).toMatch(/Nuage \(focus\), account a1, 2026-03 \(march\.csv\).*--replace.*--append/s)
  expect((await readManifest(path.join(dataDir, 'group'))).version).toBe(version)
  expect(await costOf(dataDir)).toEqual({ a1: '10', a2: '5' })
})

test('--append adds, --replace takes the place of the overlapping accounts only', async () => {
  const appended = temporaryFolder()
  await imported([march()], { format: 'focus', dataDir: appended })
  await imported([corrected()], { format: 'focus', dataDir: appended, overlap: 'append' })
  expect(await costOf(appended)).toEqual({ a1: '17', a2: '5', a3: '1' })

  const replaced = temporaryFolder()
  await imported([march()], { format: 'focus', dataDir: replaced })
  const report = await imported([corrected()], { format: 'focus', dataDir: replaced, overlap: 'replace' })
  expect(await costOf(replaced)).toEqual({ a1: '7', a2: '5', a3: '1' })
  expect(report.replaced).toEqual([{ file: 'march.csv', rows: 1 }])
})

test('rows appended that are there already are counted in the report, with how to undo', async () => {
  const dataDir = temporaryFolder()
  await imported([march()], { format: 'focus', dataDir })
  const more = temporaryFile(focusFile([{}, { BilledCost: '1', SubAccountId: 'a3' }]), 'more.csv')
  const append = { format: 'focus', dataDir, overlap: 'append' } as const
  const tried = await imported([more], { ...append, dryRun: true })
  expect(tried.files[0]?.repeatedRows).toBe(1)
  const report = await imported([more], append)
  expect(report.files[0]).toMatchObject({ identicalRows: 0, repeatedRows: 1 })
  expect(printReport(report)).toMatch(
    /warning: 1 of 2 rows add up to what an earlier file already brought.*counts them twice\n +to undo: remove manifest\.json /,
  )
  const other = temporaryFile(focusFile([{ BilledCost: '3' }]))
  const plain = await imported([other], append)
  expect(plain.files[0]?.repeatedRows).toBe(0)
  expect(printReport(plain)).not.toMatch(/warning/)
})

test('an --append is undone as the report says, and the mission stays', async () => {
  const dataDir = temporaryFolder()
  const file = march()
  await imported([file], { format: 'focus', dataDir })
  writeFileSync(path.join(dataDir, 'group/mission.json'), '{}')
  await imported([corrected()], { format: 'focus', dataDir, overlap: 'append' })
  rmSync(path.join(dataDir, 'group/manifest.json'))
  await imported([file], { format: 'focus', dataDir })
  expect(await costOf(dataDir)).toEqual({ a1: '10', a2: '5' })
  expect(readFileSync(path.join(dataDir, 'group/mission.json'), 'utf-8')).toBe('{}')
})

test('a file that was replaced in part is no repetition: importing it again meets the overlap', async () => {
  const dataDir = temporaryFolder()
  const file = march()
  await imported([file], { format: 'focus', dataDir })
  await imported([corrected()], { format: 'focus', dataDir, overlap: 'replace' })
  await expect(imported([file], { format: 'focus', dataDir })).rejects.toBeInstanceOf(OverlapRefused)
  await imported([file], { format: 'focus', dataDir, overlap: 'replace' })
  expect(await costOf(dataDir)).toEqual({ a1: '10', a2: '5', a3: '1' })
})

test('two files of one command that overlap are refused together, or the later one replaces', async () => {
  const dataDir = temporaryFolder()
  await expect(imported([march(), corrected()], { format: 'focus', dataDir })).rejects.toBeInstanceOf(
    OverlapRefused,
  )
  expect(readdirSync(path.join(dataDir, 'group'))).toEqual([])
  await imported([march(), corrected()], { format: 'focus', dataDir, overlap: 'replace' })
  expect(await costOf(dataDir)).toEqual({ a1: '7', a2: '5', a3: '1' })
})

test('other months of the same account join without a word, and as_of follows the last one', async () => {
  const dataDir = temporaryFolder()
  await imported([march()], { format: 'focus', dataDir })
  const may = temporaryFile(focusFile([{ ChargePeriodStart: '2026-05-02', BilledCost: '1' }]))
  const { asOf } = await imported([may], { format: 'focus', dataDir })
  expect(asOf).toBe('2026-05-31')
  expect(await costOf(dataDir, 'month')).toEqual({ '2026-03': '15', '2026-05': '1' })
})

test('a month between two loaded ones is a month that is missing', async () => {
  const dataDir = temporaryFolder()
  await imported([march()], { format: 'focus', dataDir })
  const may = temporaryFile(focusFile([{ ChargePeriodStart: '2026-05-02' }]))
  await imported([may], { format: 'focus', dataDir })
  const [figure] = await figuresOf(dataDir, { metrics: ['source_completeness'] })
  expect(figure?.value).toBeCloseTo(2 / 3, 10)
})

test('the same content has the same version, wherever it is imported', async () => {
  const file = march()
  const [one, other] = await Promise.all([
    imported([file], { format: 'focus', threads: 1 }),
    imported([file], { format: 'focus', threads: 2 }),
  ])
  expect(one.version).toBe(other.version)
  expect(one.version).toMatch(/^[0-9a-f]{12}$/)
})

test('a dry run reports and writes nothing', async () => {
  const dataDir = temporaryFolder()
  const { files, version } = await imported([march()], { format: 'focus', dataDir, dryRun: true })
  expect(files[0]?.rowsLoaded).toBe(2)
  expect(version).toBeNull()
  expect(readdirSync(dataDir)).toEqual([])
})

test('only what the manifest names is on disk after several imports', async () => {
  const dataDir = temporaryFolder()
  const folder = path.join(dataDir, 'group')
  await imported([march()], { format: 'focus', dataDir })
  await imported([corrected()], { format: 'focus', dataDir, overlap: 'replace' })
  const manifest = await readManifest(folder)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf-8' }).filter((name) =>
    /\.\w+$/.test(name),
  )
  const named = ['manifest.json', manifest.serve.file, ...manifest.parts.map((part) => part.path)]
  expect(files.map((name) => name.replaceAll('\\', '/')).sort()).toEqual(named.sort())
  expect(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf-8')).format).toBe(1)
})
