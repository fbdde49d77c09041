import path from 'node:path'
import { expect, test as plainTest } from 'vitest'
import { composeExport } from '#app/imports/exports/compose-export.ts'
import { composeExportReport } from '#app/imports/exports/compose-export-report.ts'
import {
  compareTotals,
  composeExportMonths,
  composeExportTotals,
} from '#app/imports/exports/compose-export-totals.ts'
import type { TableSchema } from '#app/sources/table-schema.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { focusFile, imported } from '#tests/imports/imported.ts'
import { openDuckDb, temporaryFile } from '#tests/imports/reading/temporary-files.ts'
import { ask, mapOf, requestOf } from './ask-export.ts'
import { tableOf } from './gcp-rows.ts'

const test = googlesqlTest()

const HEADER = [
  'ProviderName',
  'SubAccountId',
  'SubAccountName',
  'ServiceName',
  'ServiceCategory',
  'ChargeCategory',
  'RegionId',
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'BillingCurrency',
  'ChargePeriodStart',
  'BillingPeriodStart',
  'Tags',
] as const
const TEXT: TableSchema = HEADER.map((name) => ({ name, type: 'STRING' }))
const TYPES: Readonly<Record<string, string>> = {
  BilledCost: 'FLOAT',
  EffectiveCost: 'BIGNUMERIC',
  ListCost: 'NUMERIC',
  ChargePeriodStart: 'TIMESTAMP',
  BillingPeriodStart: 'DATE',
}
const TYPED: TableSchema = TEXT.map(({ name, type }) => ({ name, type: TYPES[name] ?? type }))
const LISTED: TableSchema = TYPED.map((field) =>
  field.name === 'Tags'
    ? {
        name: 'Tags',
        type: 'RECORD',
        mode: 'REPEATED',
        fields: [
          { name: 'key', type: 'STRING' },
          { name: 'value', type: 'STRING' },
        ],
      }
    : field,
)

const PLAIN: Readonly<Record<string, string>> = {
  ProviderName: 'Nuage',
  SubAccountId: 'a1',
  SubAccountName: 'Alpha',
  ServiceName: 'Calcul',
  ServiceCategory: 'AI and Machine Learning',
  ChargeCategory: 'Usage',
  RegionId: 'europe-west9',
  BilledCost: '10.25',
  EffectiveCost: '9.000000000000000001',
  ListCost: '12.5',
  BillingCurrency: 'EUR',
  ChargePeriodStart: '2026-03-14T00:00:00Z',
  BillingPeriodStart: '2026-03-01T00:00:00Z',
  Tags: '{"bu":"banque"}',
}
type Cells = Readonly<Record<string, string>>
const CHANGES: readonly Cells[] = [
  {},
  { BilledCost: '0.000005', Tags: '{"bu":"l\'assurance","app.name":"x"}' },
  { BilledCost: '-3.5', ChargeCategory: 'Credit', SubAccountId: '', RegionId: '' },
  { BilledCost: '', Tags: '{}', ServiceName: 'Stockage', ServiceCategory: 'Storage' },
  {
    BillingCurrency: 'USD',
    Tags: '',
    ChargePeriodStart: '2026-04-01T00:00:00Z',
    BillingPeriodStart: '2026-04-01T00:00:00Z',
  },
  { BillingCurrency: 'euro' },
  { BilledCost: '7', ChargePeriodStart: '2026-03-31T23:59:59Z', SubAccountId: 'not_applicable' },
]
const ROWS: readonly Cells[] = CHANGES.map((row) => ({ ...PLAIN, ...row }))

const typedRow = (row: Cells): object => ({
  ...Object.fromEntries(Object.entries(row).map(([name, text]) => [name, text === '' ? null : text])),
  BilledCost: row.BilledCost === '' ? null : Number(row.BilledCost),
  BillingPeriodStart: row.BillingPeriodStart?.slice(0, 10),
})
const listedRow = (row: Cells): object => ({
  ...typedRow(row),
  Tags: Object.entries(JSON.parse(row.Tags || '{}')).map(([key, value]) => ({ key, value })),
})
const SHAPES: readonly (readonly [string, TableSchema, (row: Cells) => object])[] = [
  ['texts', TEXT, (row: Cells): object => row],
  ['types and tags as JSON text', TYPED, typedRow],
  ['types and tags as a list', LISTED, listedRow],
]

const MAP = {
  assign: [
    { from: 'account', to: 'subsidiary', values: { a1: 'assurance' }, until: '2026-03-14' },
    { from: 'tag:bu', to: 'subsidiary' },
    { from: 'tag:app.name', to: 'project' },
    { from: 'column:RegionId', to: 'hosting', values: { 'europe-west9': 'eu_us_cloud' } },
  ],
  perimeter: [
    { from: 'service', values: ['Stockage'], is: 'not_ai' },
    { from: 'column:ServiceCategory', values: ['AI and Machine Learning'], is: 'ai' },
  ],
}

for (const [shape, schema, shaped] of SHAPES)
  test(`a FOCUS table of ${shape} gives the core that the same rows give as a file`, async (engine) => {
    await engine.register([tableOf('raw.bill', schema, ROWS.map(shaped))])
    const request = requestOf({
      format: 'focus',
      schema,
      map: mapOf(MAP, 'focus'),
      months: ['2026-03', '2026-04'],
    })
    const core = await ask(engine, composeExport(request))
    expect(core.map(said).sort()).toEqual(await coreOfFile())
    const [report, totals] = [
      await ask(engine, composeExportReport(request)),
      await ask(engine, composeExportTotals(request)),
    ]
    expect(compareTotals(report, totals)).toEqual([])
    const rows = (where: (row: (typeof report)[number]) => boolean) =>
      report.filter(where).reduce((sum, row) => sum + Number(row.source_rows), 0)
    expect(rows((row) => row.bad !== null)).toBe(1)
    expect(rows((row) => row.nature === 'not_ai')).toBe(1)
    expect(report.reduce((sum, row) => sum + Number(row.untagged), 0)).toBe(2)
  })

let cached: Promise<readonly string[]> | null = null

/** The core rows that the file import makes of the same rows, in the words of `said`. */
function coreOfFile(): Promise<readonly string[]> {
  cached ??= (async () => {
    const file = temporaryFile(focusFile(ROWS))
    const { dataDir } = await imported([file], { format: 'focus', map: mapOf(MAP, 'focus') })
    const connection = await openDuckDb()
    const parts = path.join(dataDir, 'group/core/activity_daily/*.parquet')
    const reader = await connection.runAndReadAll(
      `SELECT * REPLACE (CAST(day AS VARCHAR) AS day) FROM read_parquet('${parts}')`,
    )
    return reader.getRowObjectsJson().map(said).sort()
  })()
  return cached
}

function said(row: object): string {
  const cells = Object.entries(row).map(([name, value]) => {
    const isDecimal = typeof value === 'string' && /^-?\d+\.\d+$/.test(value)
    return `${name}=${value === null ? '' : isDecimal ? String(value).replace(/\.?0+$/, '') : value}`
  })
  return cells.sort().join(' ')
}

test('every month from the one asked for is read again, and rows without a day are counted apart', async (engine) => {
  const rows = [
    ...ROWS,
    { ...PLAIN, ChargePeriodStart: 'soon' },
    { ...PLAIN, ChargePeriodStart: '2026-02-01' },
  ]
  await engine.register([tableOf('raw.bill', TEXT, rows)])
  const { table, map } = requestOf({ format: 'focus', schema: TEXT })
  const answer = await ask(
    engine,
    composeExportMonths({ format: 'focus', table, map, exportedAfter: null, since: '2026-03' }),
  )
  expect(answer.map((row) => [row.month, row.source_rows, row.exported_until])).toEqual([
    [null, 1, null],
    ['2026-03', 6, null],
    ['2026-04', 1, null],
  ])
})

test('columns that the map names are read under their names, and letter case does not matter', async (engine) => {
  const renamed = TEXT.map((field) =>
    field.name === 'BilledCost' ? { ...field, name: 'x_Net' } : { ...field, name: field.name.toLowerCase() },
  )
  const rows = [PLAIN].map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name === 'BilledCost' ? 'x_Net' : name.toLowerCase(),
        value,
      ]),
    ),
  )
  await engine.register([tableOf('raw.bill', renamed, rows)])
  const map = mapOf(
    { columns: { billed_cost: 'x_Net' }, assign: [{ from: 'tag:bu', to: 'subsidiary' }] },
    'focus',
  )
  const [row] = await ask(engine, composeExport(requestOf({ format: 'focus', schema: renamed, map })))
  expect([row?.cost, row?.subsidiary]).toEqual(['10.25', 'banque'])
})

plainTest(
  'a table that is no FOCUS table, a column that the map invents and a key that JSON cannot hold are refused',
  () => {
    const compose = (schema: TableSchema, map: object) => () =>
      composeExport(requestOf({ format: 'focus', schema, map: mapOf(map, 'focus') }))
    expect(compose(TEXT.slice(0, 8), {})).toThrow(
      /not a FOCUS table.*EffectiveCost.*BillingCurrency.*--format gcp-billing/,
    )
    expect(compose(TEXT, { columns: { region: 'Where' } })).toThrow(
      /Where holds region.*Mend columns\.region/,
    )
    expect(compose(TEXT, { assign: [{ from: 'tag:a"b', to: 'project' }] })).toThrow(/tag:a"b.*quotation mark/)
    const noTags = TEXT.filter(({ name }) => name !== 'Tags')
    expect(compose(noTags, { assign: [{ from: 'tag:bu', to: 'project' }] })).toThrow(
      /looks at tag:bu.*nothing of the kind/,
    )
  },
)
