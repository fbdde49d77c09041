import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test as plainTest } from 'vitest'
import { type ExportImport, importExport } from '#app/imports/exports/import-export.server.ts'
import { importFiles } from '#app/imports/import-files.server.ts'
import { NO_MAP } from '#app/imports/map.ts'
import { OverlapRefused } from '#app/imports/overlap.server.ts'
import { printReport } from '#app/imports/print-report.ts'
import { ExportRefused } from '#app/sources/export-source.ts'
import { parseManifest } from '#app/warehouse/manifest.server.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import { startWireServer, type WireServer } from '#tests/bigquery/wire-server.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { figuresOf, focusFile } from '#tests/imports/imported.ts'
import { openDuckDb, temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'
import { mapOf } from './ask-export.ts'
import { anyGcpRow, DETAILED, type GcpRow, gcpRow } from './gcp-rows.ts'
import { groupNaively, readNaively } from './naive-gcp.ts'

const test = googlesqlTest()

const ADDRESS = { project: 'my-billing', dataset: 'exports', table: 'gcp_billing_export_v1_01' }
const NAME = 'my-billing.exports.gcp_billing_export_v1_01'
const PLACE = 'europe-west9'
const MAP = mapOf({
  assign: [
    { from: 'label:bu', to: 'subsidiary', values: { bank: 'retail' } },
    { from: 'account', to: 'project' },
  ],
  perimeter: [
    { from: 'service', values: ['BigQuery'], is: 'not_ai' },
    { from: 'service', values: ['Vertex AI'], is: 'ai' },
  ],
})

type Bill = {
  readonly server: WireServer
  put(rows: readonly GcpRow[], schema?: typeof DETAILED): void
  /** An import into BigQuery, unless the options name a data folder. */
  run(options?: Partial<ExportImport>): ReturnType<typeof importExport>
}

/** A server with an export, and the command that imports it. */
async function withBill(engine: Engine, body: (bill: Bill) => Promise<void>): Promise<void> {
  const server = await startWireServer({ engine })
  const endpoint = server.url
  const bigquery = {
    project: 'my-project',
    dataset: 'vigie',
    location: PLACE,
    universe: null,
    endpoint,
    maxBytes: 200 * 1024 ** 2,
  }
  try {
    await makeDataset(server, 'my-billing', 'exports', PLACE)
    await body({
      server,
      put(rows, schema = DETAILED) {
        const names = schema.map(({ name }) => name)
        const cells = rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name))),
        )
        server.putTable('my-billing', 'exports', ADDRESS.table, schema as never, cells)
      },
      run: (options = {}) =>
        importExport({
          address: ADDRESS,
          format: 'gcp-billing',
          map: MAP,
          overlap: 'refuse',
          since: null,
          dryRun: false,
          maxBytes: 1024 ** 3,
          place: { project: null, location: null, universe: null, endpoint },
          bigquery: options.dataDir === undefined ? bigquery : null,
          dataDir: temporaryFolder(),
          threads: 2,
          ...options,
        }),
    })
  } finally {
    await server.close()
  }
}

async function makeDataset(server: WireServer, project: string, dataset: string, location: string) {
  await fetch(`${server.url}/bigquery/v2/projects/${project}/datasets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ datasetReference: { projectId: project, datasetId: dataset }, location }),
  })
}

async function patchTable(server: WireServer, table: string, change: object) {
  await fetch(`${server.url}/bigquery/v2/projects/my-billing/datasets/exports/tables/${table}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })
}

const FOCUS_ROW = {
  ProviderName: 'Nuage',
  SubAccountId: 'a1',
  SubAccountName: 'Alpha',
  ServiceName: 'Calcul',
  ServiceCategory: 'AI and Machine Learning',
  ChargeCategory: 'Usage',
  RegionId: 'europe-west9',
  BilledCost: 10,
  EffectiveCost: '9',
  ListCost: '12',
  BillingCurrency: 'EUR',
  ChargePeriodStart: '2026-03-14T22:30:00Z',
  BillingPeriodStart: '2026-03-01',
  Tags: '{"bu":"banque"}',
}
const FOCUS_TYPES: Readonly<Record<string, string>> = {
  BilledCost: 'FLOAT',
  EffectiveCost: 'NUMERIC',
  ListCost: 'BIGNUMERIC',
  ChargePeriodStart: 'TIMESTAMP',
  BillingPeriodStart: 'DATE',
}

const text = (row: object) =>
  JSON.stringify(
    Object.entries(row)
      .filter(([name, value]) => name !== 'part' && (value !== null || name === 'list_cost'))
      .sort(),
  )

/** The manifest of what BigQuery serves. */
async function servedIn(server: WireServer) {
  const answer = await fetch(
    `${server.url}/bigquery/v2/projects/my-project/datasets/vigie/tables/data_version`,
  )
  const { labels } = (await answer.json()) as { labels: { served?: string } }
  const row = server
    .rows('my-project', 'vigie', 'data_version')
    .find(({ version }) => version === labels.served)
  return row === undefined ? null : parseManifest(String(row.manifest), 'served')
}

/** Core rows that count, in BigQuery. */
async function coreIn(server: WireServer): Promise<string[]> {
  const manifest = await servedIn(server)
  const parts = new Set(manifest?.parts.map((part) => path.basename(part.path)))
  return server
    .rows('my-project', 'vigie', 'core_activity_daily')
    .filter(({ part }) => parts.has(String(part)))
    .map(text)
    .sort()
}

function manifestOf(dataDir: string) {
  return parseManifest(readFileSync(path.join(dataDir, 'group', 'manifest.json'), 'utf-8'), 'manifest.json')
}

/** Core rows that count, in a data folder. */
async function coreOf(dataDir: string): Promise<string[]> {
  const files = manifestOf(dataDir).parts.flatMap((part) =>
    part.table === 'activity_daily' ? [`'${path.join(dataDir, 'group', part.path)}'`] : [],
  )
  const duckdb = await openDuckDb()
  const cells = columnsOf('activity_daily').map(({ name }) => `CAST(${name} AS VARCHAR) AS ${name}`)
  const reader = await duckdb.runAndReadAll(
    `SELECT ${cells.join(', ')} FROM read_parquet([${files.join(', ')}])`,
  )
  return reader
    .getRowObjectsJson()
    .map((row) => text(plainly(row)))
    .sort()
}

/** DuckDB writes 1.500000000000000000 where both engines mean 1.5. */
function plainly(row: Readonly<Record<string, unknown>>) {
  const types = new Map(columnsOf('activity_daily').map(({ name, type }) => [name, type]))
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const type = types.get(name)
      if (value === null || type === 'STRING' || type === 'DATE') return [name, value]
      if (type === 'INT64') return [name, Number(value)]
      return [name, String(value).replace(/\.?0+$/, '') || '0']
    }),
  )
}

function naive(rows: readonly GcpRow[], map = MAP): string[] {
  const read = rows.map((row) => readNaively(row, map)).filter(({ bad, nature }) => !bad && nature === 'ai')
  return groupNaively(read).map(text).sort()
}

const SAMPLE = [gcpRow(), ...fc.sample(anyGcpRow, { numRuns: 60, seed: 11 })]

test('BigQuery and the data folder get the same core rows and report, those of a naive loop', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    put(SAMPLE)
    const inside = await run()
    expect(await coreIn(server)).toEqual(naive(SAMPLE))
    expect(server.requests.filter(({ path: asked }) => /upload/.test(asked)).length).toBeGreaterThan(0)
    const dataDir = temporaryFolder()
    const says: string[] = []
    const brought = await run({
      dataDir,
      onProgress: (progress) => progress.stage === 'exporting' && says.push(progress.says),
    })
    expect(await coreOf(dataDir)).toEqual(naive(SAMPLE))
    expect(brought.files).toEqual(inside.files)
    expect(says[0]).toMatch(/^Looking for the months reads .* at 6\.25 €\/TiB$/)
    const [file] = inside.files
    expect(file?.rowsRead).toBe(SAMPLE.length)
    expect(file?.rowsLoaded).toBe(manifestOf(dataDir).imports.reduce((sum, one) => sum + one.rowsLoaded, 0))
    expect(printReport(inside)).toContain(`${NAME}: gcp-billing (table), 2026-03 to 2026-04 (2 months)`)
    const months = manifestOf(dataDir).imports.map(({ firstMonth, exportedUntil }) => [
      firstMonth,
      exportedUntil,
    ])
    expect(months).toEqual(
      ['2026-02', '2026-03', '2026-04'].map((month) => [month, '2026-05-20T00:00:00.000000Z']),
    )
  })
})

const MARCH = gcpRow({ cost: 1 })
const APRIL = gcpRow({
  cost: 2,
  usage_start_time: '2026-04-10T12:00:00Z',
  export_time: '2026-04-11T00:00:00Z',
})
const LATE = gcpRow({ cost: 40, export_time: '2026-05-02T00:00:00.5Z' })

test('late rows make their month be read again whole, and only it; without any, nothing happens', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    put([MARCH, APRIL])
    const first = await run()
    const before = await servedIn(server)
    const rowsBefore = server.rows('my-project', 'vigie', 'core_activity_daily').length
    const again = await run()
    expect([again.files[0]?.unchanged, again.version]).toEqual([true, first.version])
    expect(server.rows('my-project', 'vigie', 'core_activity_daily')).toHaveLength(rowsBefore)
    put([MARCH, APRIL, LATE])
    const late = await run()
    expect(late.files[0]?.months).toEqual(['2026-03'])
    expect(await coreIn(server)).toEqual(naive([MARCH, APRIL, LATE]))
    const after = await servedIn(server)
    const april = (manifest: typeof after) => manifest?.parts.filter(({ month }) => month === '2026-04')
    expect(april(after)).toEqual(april(before))
    expect(after?.imports.map(({ firstMonth }) => firstMonth).sort()).toEqual(['2026-03', '2026-04'])
  })
})

test('--since leaves earlier months out, also for the imports that follow, until an earlier one is named; a changed map reads all again', async (engine) => {
  await withBill(engine, async ({ put, run }) => {
    const dataDir = temporaryFolder()
    put([MARCH, APRIL])
    expect((await run({ dataDir, since: '2026-04' })).files[0]?.months).toEqual(['2026-04'])
    put([MARCH, APRIL, LATE])
    expect((await run({ dataDir })).files[0]?.unchanged).toBe(true)
    expect((await run({ dataDir, since: '2026-03' })).files[0]?.months).toEqual(['2026-03'])
    expect(await coreOf(dataDir)).toEqual(naive([MARCH, APRIL, LATE]))
    const other = mapOf({ assign: [{ from: 'account', to: 'subsidiary' }] })
    const remapped = await run({ dataDir, map: other })
    expect(remapped.files[0]?.months).toEqual(['2026-03', '2026-04'])
    expect(await coreOf(dataDir)).toEqual(naive([MARCH, APRIL, LATE], other))
  })
})

test('a dry run says the same and changes nothing', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    put([MARCH, APRIL])
    const dry = await run({ dryRun: true })
    expect(dry.version).toBeNull()
    expect(printReport(dry)).toContain('Dry run: nothing was written.')
    const writes = server.requests.filter(
      ({ method, path: asked }) => method !== 'GET' && !/queries$/.test(asked),
    )
    expect(writes.map(({ path: asked }) => asked).slice(1)).toEqual([])
    const dataDir = temporaryFolder()
    const embedded = await run({ dryRun: true, dataDir })
    expect(embedded.files).toEqual(dry.files)
    expect(() => manifestOf(dataDir)).toThrow()
  })
})

test('what cannot be imported is refused with what to do', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    const dataDir = temporaryFolder()
    const refusal = async (options: Partial<ExportImport> = {}) => {
      const error = await run({ dataDir, ...options }).then(
        () => null,
        (refused: unknown) => refused,
      )
      expect(error).toBeInstanceOf(ExportRefused)
      return (error as Error).message
    }
    expect(await refusal()).toMatch(/no table my-billing\.exports.*roles\/bigquery\.dataViewer/)
    put([])
    expect(await refusal()).toMatch(/has no row.*within a day or two/)
    put([MARCH])
    expect(await refusal({ since: '2026-09' })).toMatch(/has no row from 2026-09 on.*--since/)
    expect(await refusal({ maxBytes: 1 })).toMatch(/more than the .* that it may.*--max-bytes 1073741824/)
    const elsewhere = { project: null, location: 'EU', universe: null, endpoint: server.url }
    expect(await refusal({ place: elsewhere })).toMatch(/is in europe-west9.*--location europe-west9/)
    const onlyBigQuery = mapOf({ perimeter: [{ from: 'service', values: ['Nothing'], is: 'ai' }] })
    expect(await refusal({ map: onlyBigQuery })).toMatch(/none of the 1 rows.*AI.*letter for letter/)
    put([gcpRow({ currency: 'euro' })])
    expect(await refusal()).toMatch(
      /None of the 1 rows .* can be loaded.*currency: this is not a currency code/,
    )
    put(
      [MARCH],
      DETAILED.filter(({ name }) => name !== 'cost_type'),
    )
    expect(await refusal()).toMatch(/no column cost_type/)
    put([MARCH])
    await patchTable(server, ADDRESS.table, { view: { query: 'SELECT 1' } })
    expect(await refusal()).toMatch(/is a view.*--format focus/)
    server.fault(
      { kind: 'error', status: 403, reason: 'accessDenied', message: 'no' },
      { path: /tables\/gcp/ },
    )
    expect(await refusal()).toMatch(
      /may not be read.*roles\/bigquery\.dataViewer on the data set my-billing\.exports/,
    )
  })
})

const FOCUS = [
  { ...FOCUS_ROW, BilledCost: 1.5 },
  { ...FOCUS_ROW, ProviderName: 'Autre', BilledCost: 5e-6, SubAccountId: 'b1' },
  { ...FOCUS_ROW, ChargePeriodStart: '2026-02-03T00:00:00Z', BillingPeriodStart: '2026-02-01' },
]

test('a FOCUS table, or Google’s view, gives the rows of the same file; unchanged, it is not read', async (engine) => {
  await withBill(engine, async ({ server, run }) => {
    const address = { ...ADDRESS, table: 'focus' }
    const columns = Object.keys(FOCUS_ROW).map((name) => ({ name, type: FOCUS_TYPES[name] ?? 'STRING' }))
    server.putTable('my-billing', 'exports', 'focus', columns, FOCUS)
    const focus = { address, format: 'focus', map: NO_MAP } as const
    const inside = await run(focus)
    const parts = (await servedIn(server))?.parts.filter(({ table }) => table === 'activity_daily')
    expect(parts?.map(({ month, source }) => `${month} ${source}`).sort()).toEqual([
      '2026-02 Nuage (focus)',
      '2026-03 Autre (focus)',
      '2026-03 Nuage (focus)',
    ])
    const fromFile = temporaryFolder()
    const rows = FOCUS.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell)])),
    )
    await importFiles({
      files: [temporaryFile(focusFile(rows), 'focus.csv')],
      format: 'focus',
      map: NO_MAP,
      origin: null,
      overlap: 'refuse',
      dataDir: fromFile,
      dryRun: false,
    })
    expect(await coreIn(server)).toEqual(await coreOf(fromFile))
    const asked = server.requests.length
    expect((await run(focus)).files[0]?.unchanged).toBe(true)
    expect(
      server.requests.slice(asked).filter(({ body }) => /exports\.focus/.test(JSON.stringify(body))),
    ).toEqual([])
    expect((await run({ ...focus, since: '2026-01' })).version).toBe(inside.version)
    await patchTable(server, 'focus', { view: { query: 'SELECT 1' } })
    const dataDir = temporaryFolder()
    await run({ ...focus, dataDir })
    expect(await coreOf(dataDir)).toEqual(await coreOf(fromFile))
    const figures = (folder: string) => figuresOf(folder, { metrics: ['cost'], by: ['account', 'month'] })
    const said = async (folder: string) => (await figures(folder)).map(({ by, exact }) => [by, exact])
    expect(await said(dataDir)).toEqual(await said(fromFile))
  })
})

test('an export in another place than the data set in BigQuery is refused, and the message names both ways out', async (engine) => {
  await withBill(engine, async ({ server, run }) => {
    await makeDataset(server, 'my-billing', 'us', 'US')
    server.putTable('my-billing', 'us', ADDRESS.table, DETAILED as never, [MARCH])
    await expect(run({ address: { ...ADDRESS, dataset: 'us' } })).rejects.toThrow(
      /is in US.*VIGIE_BIGQUERY_LOCATION=US.*VIGIE_WAREHOUSE=duckdb/,
    )
    expect(server.requests.filter(({ path: asked }) => /vigie/.test(asked))).toEqual([])
  })
})

test('a total that differs from the table itself refuses the publication', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    put([MARCH])
    await run()
    const before = [await servedIn(server), await coreIn(server)]
    put([MARCH, LATE])
    const columns = [
      ['month', 'STRING'],
      ['invoice_month', 'STRING'],
      ['currency', 'STRING'],
      ['source_rows', 'INTEGER'],
      ['billed', 'BIGNUMERIC'],
    ].map(([name = '', type = '']) => ({ name, type }))
    const total = {
      month: '2026-03',
      invoice_month: '2026-03',
      currency: 'EUR',
      source_rows: 2,
      billed: '41.5',
    }
    server.answer(/UNION ALL[\s\S]*AS p\nGROUP BY/, { columns, rows: [total] })
    await expect(run()).rejects.toThrow(
      /does not add up.*2026-03 EUR: 2 rows and 41, where it has 2 and 41\.5.*Nothing was imported/,
    )
    expect([await servedIn(server), await coreIn(server)]).toEqual(before)
  })
})

test('a job that fails, or that its reader gives up, leaves what is served whole and is cancelled', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    put([MARCH])
    await run()
    const before = [await servedIn(server), await coreIn(server)]
    put([MARCH, LATE])
    const compose = { path: /jobs$/, sql: /part_prefix/ }
    const mended = server.fault({ kind: 'job-error', status: 500, reason: 'resourcesExceeded' }, compose)
    await expect(run()).rejects.toThrow(/resourcesExceeded/)
    mended()
    const held = server.fault({ kind: 'incomplete' }, compose)
    const stopping = new AbortController()
    const given = run({
      signal: stopping.signal,
      onProgress: (progress) => {
        if (progress.stage === 'exporting' && /inside BigQuery/.test(progress.says))
          setTimeout(() => stopping.abort(), 400)
      },
    })
    await expect(given).rejects.toThrow(/given up/)
    await expect
      .poll(() => server.requests.some(({ path: asked }) => /compose.*cancel/.test(asked)))
      .toBe(true)
    held()
    expect([await servedIn(server), await coreIn(server)]).toEqual(before)
    await run()
    expect(await coreIn(server)).toEqual(naive([MARCH, LATE]))
  })
})

test('the same bill from a file is refused whichever comes second, and --replace takes its place', async (engine) => {
  await withBill(engine, async ({ server, put, run }) => {
    const dataDir = temporaryFolder()
    const file = temporaryFile(
      focusFile([
        { ProviderName: 'Google Cloud', SubAccountId: 'p1' },
        { ProviderName: 'Google Cloud', SubAccountId: 'p9' },
      ]),
      'focus.csv',
    )
    const files = {
      files: [file],
      format: 'focus',
      map: NO_MAP,
      origin: null,
      dataDir,
      dryRun: false,
    } as const
    await importFiles({ ...files, overlap: 'refuse' })
    put([MARCH])
    const refused = run({ dataDir })
    await expect(refused).rejects.toThrow(OverlapRefused)
    await expect(refused).rejects.toThrow(/account p1, 2026-03 \(focus\.csv\)/)
    const report = await run({ dataDir, overlap: 'replace' })
    expect(report.replaced).toEqual([{ file: 'focus.csv', rows: 1 }])
    expect((await coreOf(dataDir)).filter((row) => row.includes('"p9"'))).toHaveLength(1)
    await expect(importFiles({ ...files, overlap: 'refuse' })).rejects.toThrow(NAME)
    server.putTable('my-billing', 'exports', 'detailed', DETAILED as never, [MARCH])
    await expect(run({ dataDir, address: { ...ADDRESS, table: 'detailed' } })).rejects.toThrow(NAME)
  })
})

plainTest('the map of the guide is one that an import takes', () => {
  const guide = readFileSync('app/guide/billing-exports.md', 'utf-8')
  const [, map = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
  expect(mapOf(JSON.parse(map)).assign.map(({ to }) => to)).toEqual([
    'subsidiary',
    'project',
    'project',
    'model',
  ])
})
