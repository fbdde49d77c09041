import { setTimeout as wait } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { type ImportRequest, importFiles } from '#app/imports/import-files.server.ts'
import { NO_MAP } from '#app/imports/map.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import type { RequestContext } from '#app/server/load-context.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { wireSettings } from '#tests/bigquery/demo-in-bigquery.ts'
import { startWireServer } from '#tests/bigquery/wire-server.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { focusFile } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'
import { fileOf, type PageFile, pagesOf } from '#tests/pages/page-files.ts'

vi.setConfig({ testTimeout: 600_000 })

const test = googlesqlTest()
const PAGES_READ = 200
const QUARTER = '2026-Q1'

const bill = (rows: Parameters<typeof focusFile>[0]) => temporaryFile(focusFile(rows), 'bill.csv')

function importRequest(file: string, dataDir: string): ImportRequest {
  return {
    files: [file],
    format: 'focus',
    map: NO_MAP,
    overlap: 'refuse',
    origin: null,
    dataDir,
    dryRun: false,
    bigquery: null,
  }
}

test('two hundred pages read while a version switches are each of one version, whole', async (engine) => {
  const server = await startWireServer({ engine })
  try {
    const bigquery = wireSettings(server)
    const [before, after] = [
      bill([{ BilledCost: '12.5' }, { SubAccountId: 'a2', BilledCost: '-0.25' }]),
      bill([{ SubAccountId: 'a3', BilledCost: '100', ServiceName: 'Stockage' }]),
    ]
    const dataDir = temporaryFolder()
    const mission = await missionFilesIn(dataDir)({ name: 'group' })
    const errors: unknown[] = []
    const context = (warehouse: Warehouse): RequestContext => ({
      viewer: { identity: 'local', scope: groupScope() },
      warehouse,
      mission,
      pageScripts: [],
      pageDeadlineMs: null,
      requestId: 'test',
      declareWhole: () => undefined,
      reportError: (error) => errors.push(error),
    })
    let pages: readonly PageFile[] = []
    const read = async (warehouse: Warehouse) =>
      await Promise.all(pages.map((page) => fileOf(page, QUARTER, context(warehouse))))
    /** What the embedded tables say after each of the two imports. */
    const truths: string[][] = []
    for (const file of [before, after]) {
      await importFiles(importRequest(file, dataDir))
      const door = await openWarehouse({ dataDir, dataset: 'group' })
      const warehouse = await door.pin()
      pages = (await pagesOf(warehouse)).filter(({ name }) => !name.startsWith('models'))
      truths.push([...(await read(warehouse))])
      await door.close()
    }
    expect(truths[0]).not.toEqual(truths[1])

    const folder = temporaryFolder()
    await importFiles({ ...importRequest(before, folder), bigquery })
    const door = await openBigQuery(folder, bigquery, (error) => errors.push(error), {
      probeMs: 20,
      queryMs: 300_000,
    })
    door.warmWith?.(async (next) => void (await read(next)))
    const first = (await door.pin()).dataset.version
    await read(await door.pin())
    let published: string | null = null
    const importing = importFiles({ ...importRequest(after, temporaryFolder()), bigquery }).then((report) => {
      published = report.version
    })
    const seen = new Map<string, number>()
    for (let count = 0; count < PAGES_READ || seen.size < 2; count += pages.length) {
      const warehouse = await door.pin()
      const { version } = warehouse.dataset
      const answered = await read(warehouse)
      expect([version, answered]).toEqual([version, truths[version === first ? 0 : 1]])
      seen.set(version, (seen.get(version) ?? 0) + pages.length)
      await wait(10)
    }
    await importing
    expect([...seen.keys()]).toEqual([first, published])
    expect(errors).toEqual([])
    await door.close()
  } finally {
    await server.close()
  }
})
