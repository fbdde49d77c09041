import { afterAll, expect, test, vi } from 'vitest'
import { groupScope, type Scope, subsidiaryScope } from '#app/access/scope.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import type { RequestContext } from '#app/server/load-context.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { demoInBigQuery } from '#tests/bigquery/demo-in-bigquery.ts'
import { byEffort } from '#tests/effort.ts'
import { googlesqlInstalled } from '#tests/googlesql/installed.ts'
import { fileOf, pagesOf } from '#tests/pages/page-files.ts'
import { temporaryFolder } from '#tests/pages/serve.ts'

vi.setConfig({ testTimeout: 2_400_000 })

const dataDir = temporaryFolder((remove) => afterAll(remove))
/** The last closed quarter; at full effort also the open one, and the first that the demonstration knows. */
const QUARTERS = byEffort(['2026-Q3', '2026-Q4', '2023-Q4'], ['2026-Q3'])

/** The group, and at full effort two readers of one subsidiary each. */
function scopesOf(ids: readonly string[]): readonly Scope[] {
  const own = byEffort(
    ids.slice(0, 2).map((id) => subsidiaryScope([id])),
    [],
  )
  return [groupScope(), ...own.filter((scope) => scope !== null)]
}

test('every page says the same figures from BigQuery as from the embedded tables', async ({ skip }) => {
  const found = googlesqlInstalled()
  if (!found.installed) return skip(found.reason)
  const { settings, close } = await demoInBigQuery(dataDir)
  try {
    let errors: unknown[] = []
    const reportError = (error: unknown) => errors.push(error)
    const embedded = await (await openWarehouse({ dataDir, dataset: 'demo' })).pin()
    const door = await openBigQuery(dataDir, settings, reportError, { queryMs: 600_000 })
    const served = await door.pin()
    const mission = await missionFilesIn(dataDir)(embedded.dataset)
    const { subsidiaries } = await loadEntities(embedded, groupScope())
    let lines = 0
    const pages = await pagesOf(embedded)
    for (const scope of scopesOf([...subsidiaries.keys()]))
      for (const quarter of QUARTERS)
        for (const page of pages) {
          const context = (warehouse: Warehouse): RequestContext => ({
            viewer: { identity: 'local', scope },
            warehouse,
            mission,
            pageScripts: [],
            pageDeadlineMs: null,
            requestId: 'test',
            declareWhole: () => undefined,
            reportError,
          })
          const expected = await fileOf(page, quarter, context(embedded))
          const what = [page.name, quarter, scope.kind]
          let answered = await fileOf(page, quarter, context(served))
          // The reference engine is no fast one: what a panel did not wait for is there when the file is asked for again.
          for (let again = 0; answered !== expected && again < 10; again++) {
            errors = []
            answered = await fileOf(page, quarter, context(served))
          }
          expect([what, answered]).toEqual([what, expected])
          if (scope.kind === 'group') expect([what, expected.slice(0, 4)]).toEqual([what, '200 '])
          lines += expected.split('\n').length
        }
    expect(errors).toEqual([])
    // Files of headers alone would be the same too.
    expect(lines).toBeGreaterThan(5000)
    await door.close()
  } finally {
    await close()
  }
})
