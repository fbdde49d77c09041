import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { type ImportRequest, importFiles } from '#app/imports/import-files.server.ts'
import { NO_MAP } from '#app/imports/map.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import { HoldsDemo } from '#app/imports/open-group.server.ts'
import { OverlapRefused } from '#app/imports/overlap.server.ts'
import { printReport } from '#app/imports/print-report.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { applySetup } from '#app/warehouse/bigquery/setup.server.ts'
import { coreFields } from '#app/warehouse/bigquery/table-fields.ts'
import { StaleImporter } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { wireSettings } from '#tests/bigquery/demo-in-bigquery.ts'
import { startWireServer, type WireServer } from '#tests/bigquery/wire-server.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { figuresOf, focusFile, imported } from './imported.ts'
import { temporaryFile, temporaryFolder } from './reading/temporary-files.ts'

const test = googlesqlTest()

const MARCH = focusFile([
  { BilledCost: '0.1', Tags: '{"bu":"assurance"}' },
  { SubAccountId: 'a2', SubAccountName: 'Bêta, "2"', BilledCost: '-5e-06' },
  { SubAccountId: 'a2', ChargePeriodStart: '2026-02-27', BillingPeriodStart: '2026-02-01', ListCost: '' },
])
const AGAIN = focusFile([{ BilledCost: '77' }])
const ASK = {
  metrics: ['cost', 'list_cost'],
  by: ['account', 'month'],
  filters: {},
  period: '2026-02..2026-03',
} as const

async function withServer(
  engine: Engine,
  body: (settings: BigQuerySettings, server: WireServer) => Promise<void>,
): Promise<void> {
  const server = await startWireServer({ engine })
  try {
    await body(wireSettings(server), server)
  } finally {
    await server.close()
  }
}

function importTo(bigquery: BigQuerySettings, text: string, options: Partial<ImportRequest> = {}) {
  return importFiles({
    files: [temporaryFile(text, 'bill.csv')],
    format: 'focus',
    map: NO_MAP,
    overlap: 'refuse',
    origin: null,
    dataDir: temporaryFolder(),
    dryRun: false,
    bigquery,
    ...options,
  })
}

/** What pages would show, and the version that they would show it of. */
async function served(settings: BigQuerySettings) {
  const door = await openBigQuery(temporaryFolder(), settings, () => undefined)
  try {
    const warehouse = await door.pin()
    const figures = await loadFigures(warehouse, groupScope(), ASK)
    return { version: warehouse.dataset.version, figures: figures.map(plain) }
  } finally {
    await door.close()
  }
}

const plain = ({ metric, by, currency, exact, value }: Figure) =>
  JSON.stringify([metric, by, currency, exact, value])

/** Makes what is served be a demonstration, as far as an import can see. */
async function serveAsDemo(server: WireServer, version: string): Promise<void> {
  const [row] = server.rows('my-project', 'vigie', 'data_version')
  const manifest = JSON.parse(String(row?.manifest))
  manifest.dataset = 'demo'
  const columns = ['version', 'source', 'manifest'].map((name) => ({ name, type: 'STRING' }))
  server.putTable(
    'my-project',
    'vigie',
    'data_version',
    [
      ...columns,
      { name: 'published_at', type: 'TIMESTAMP' },
      { name: 'watermark', type: 'DATE' },
      { name: 'row_count', type: 'INTEGER' },
      { name: 'checks_failed', type: 'INTEGER' },
    ],
    [{ ...row, manifest: JSON.stringify(manifest) }],
  )
  await fetch(`${server.url}/bigquery/v2/projects/my-project/datasets/vigie/tables/data_version`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ labels: { served: version } }),
  })
}

test('a file imported to BigQuery gives the report and the figures of the embedded import; again, it changes nothing', async (engine) => {
  await withServer(engine, async (settings, server) => {
    const dry = await importTo(settings, MARCH, { dryRun: true })
    expect(dry.version).toBeNull()
    const isReading = ({ method, path: asked }: { method: string; path: string }) =>
      method === 'GET' || /queries/.test(asked)
    expect(server.requests.every(isReading)).toBe(true)
    const report = await importTo(settings, MARCH)
    const embedded = await imported([temporaryFile(MARCH, 'bill.csv')], { format: 'focus' })
    expect(report.files).toEqual(embedded.files)
    expect(report.warehouse).toBe('bigquery')
    expect(printReport(report)).toContain('VIGIE_WAREHOUSE=duckdb VIGIE_DATASET=demo npm start')
    const { figures, version } = await served(settings)
    expect(version).toBe(report.version)
    expect(figures).toEqual((await figuresOf(embedded.dataDir, ASK)).map(plain))
    expect(figures.length).toBeGreaterThan(3)
    const before = server.rows('my-project', 'vigie', 'core_activity_daily')
    const again = await importTo(settings, MARCH)
    expect([again.files[0]?.unchanged, again.version]).toEqual([true, report.version])
    expect(server.rows('my-project', 'vigie', 'core_activity_daily')).toEqual(before)
    await serveAsDemo(server, String(report.version))
    const dataDir = temporaryFolder()
    const refused = importTo(settings, AGAIN, { dataDir })
    await expect(refused).rejects.toThrow(HoldsDemo)
    await expect(refused).rejects.toThrow('VIGIE_BIGQUERY_DATASET=vigie_group')
    expect(existsSync(path.join(dataDir, 'group'))).toBe(false)
  })
})

test('a file that overlaps is refused; --replace takes the place of its rows, and of no others', async (engine) => {
  await withServer(engine, async (settings, server) => {
    await importTo(settings, MARCH)
    const before = await served(settings)
    const twice = await importTo(settings, `${MARCH}\n`, { overlap: 'append', dryRun: true })
    expect(twice.files[0]?.repeatedRows).toBe(3)
    expect(printReport(twice)).toContain('into another data set (VIGIE_BIGQUERY_DATASET)')
    await expect(importTo(settings, AGAIN)).rejects.toThrow(OverlapRefused)
    expect(await served(settings)).toEqual(before)
    const asked = server.requests.length
    const report = await importTo(settings, AGAIN, { overlap: 'replace' })
    expect(report.replaced).toEqual([{ file: 'bill.csv', rows: 1 }])
    const held = server.requests.slice(asked).filter(({ body }) => /c\.part = /.test(JSON.stringify(body)))
    expect(held.map(({ body }) => /2026-\d\d-01/.exec(JSON.stringify(body))?.[0])).toEqual(['2026-03-01'])
    const folder = temporaryFolder()
    await imported([temporaryFile(MARCH, 'bill.csv')], { format: 'focus', dataDir: folder })
    await imported([temporaryFile(AGAIN, 'b.csv')], { format: 'focus', dataDir: folder, overlap: 'replace' })
    expect((await served(settings)).figures).toEqual((await figuresOf(folder, ASK)).map(plain))
  })
})

test('of two importers at once the second is refused as stale, and what the first published stays', async (engine) => {
  await withServer(engine, async (settings) => {
    await importTo(settings, MARCH)
    const other = focusFile([{ SubAccountId: 'a3' }])
    const third = focusFile([{ SubAccountId: 'a4' }])
    let isFirst = true
    let inner: Promise<unknown> = Promise.resolve()
    const outer = importTo(settings, other, {
      onProgress: ({ stage }) => {
        if (stage !== 'writing' || !isFirst) return
        isFirst = false
        inner = importTo(settings, third)
        // Either may be refused, this one also before the outer has ended and anybody waits for it.
        inner.catch(() => undefined)
      },
    })
    const ended = await Promise.allSettled([outer, outer.catch(() => undefined).then(() => inner)])
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]).toBeInstanceOf(StaleImporter)
    const accounts = (await served(settings)).figures.join()
    expect([accounts.includes('a3'), accounts.includes('a4')].filter(Boolean)).toHaveLength(1)
    expect(accounts).toContain('a2')
  })
})

test('columns of core that an earlier Vigie required may be empty after the set-up, which says so', async (engine) => {
  await withServer(engine, async (settings, server) => {
    const client = new BigQueryClient(settings)
    await applySetup(client)
    const fields = coreFields('account').map((field) => ({ ...field, mode: 'REQUIRED' }))
    server.putTable('my-project', 'vigie', 'core_account', fields, [])
    const steps: string[] = []
    await applySetup(client, (says) => steps.push(says))
    expect(steps).toEqual(['change core_account: let columns be empty, so that queries append rows'])
    await applySetup(client, (says) => steps.push(says))
    expect(steps).toHaveLength(1)
  })
})
