import { readFileSync } from 'node:fs'
import { expect, test as plainTest } from 'vitest'
import { composeExport, composeExportAccounts } from '#app/imports/exports/compose-export.ts'
import {
  composeExportPerimeter,
  composeExportReport,
  composeExportTexts,
} from '#app/imports/exports/compose-export-report.ts'
import {
  compareTotals,
  composeExportMonths,
  composeExportTotals,
} from '#app/imports/exports/compose-export-totals.ts'
import { NO_MAP } from '#app/imports/map.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { INPUT, noRealFiles } from '#tests/imports/imported.ts'
import { ask, mapOf, requestOf } from './ask-export.ts'
import { DETAILED, type GcpRow, gcpRow, OLD_STANDARD, project, tableOf } from './gcp-rows.ts'

const test = googlesqlTest()
const bill = (rows: readonly GcpRow[], schema = DETAILED) => [tableOf('raw.bill', schema, rows)]
const label = (value: string) => [{ key: 'bu', value }]

const ROWS = [
  gcpRow({
    cost: 0.1,
    credits: [
      { name: 'CUD', amount: -0.02 },
      { name: 'PROMO', amount: -5e-6 },
    ],
    labels: label('bank'),
  }),
  gcpRow({ cost: 0.2, labels: [...label('claims'), { key: 'app', value: 'x' }], cost_at_list: 0.3 }),
  gcpRow({
    project: null,
    cost_type: 'tax',
    service: { id: 's', description: 'Invoice' },
    cost: 20,
    cost_at_list: null,
  }),
  gcpRow({
    project: project({ id: 'p2', name: null }),
    cost: -3.5,
    cost_type: 'adjustment',
    invoice: { month: '202604' },
  }),
  gcpRow({ cost: 7, currency: 'USD', service: { id: 's', description: 'BigQuery' } }),
  gcpRow({ cost: 1, usage_start_time: '2026-04-01T06:59:59Z', export_time: '2026-05-02T00:00:00Z' }),
  gcpRow({ cost: 2, usage_start_time: '2026-04-01T07:00:00Z', export_time: '2026-04-02T00:00:00Z' }),
]

test('the invoice is cost and credits, tax and corrections kept, currencies apart, days those of the provider', async (engine) => {
  await engine.register(bill(ROWS))
  const map = mapOf({ assign: [{ from: 'label:bu', to: 'subsidiary', values: { bank: 'retail' } }] })
  const rows = await ask(engine, composeExport(requestOf({ map, months: ['2026-03'] })))
  const said = rows.map((row) =>
    [
      row.day,
      row.subsidiary,
      row.account,
      row.charge_category,
      row.invoice_month,
      row.currency,
      row.cost,
      row.contracted_cost,
      row.list_cost,
      row.source_rows,
    ].join(' '),
  )
  expect(said.sort()).toEqual(
    [
      '2026-03-10 retail p1 Usage 2026-03 EUR 0.079995 0.1 1 1',
      '2026-03-10 unassigned p1 Usage 2026-03 EUR 0.2 0.2 0.3 1',
      '2026-03-10 unassigned unassigned Tax 2026-03 EUR 20 20  1',
      '2026-03-10 unassigned p2 Adjustment 2026-04 EUR -3.5 -3.5 1 1',
      '2026-03-10 unassigned p1 Usage 2026-03 USD 7 7 1 1',
      '2026-03-31 unassigned p1 Usage 2026-03 EUR 1 1 1 1',
    ].sort(),
  )
})

test('the statement answers the columns of activity_daily, in their order', () => {
  const { columns } = composeExport(requestOf())
  expect(Object.entries(columns)).toEqual(columnsOf('activity_daily').map(({ name, type }) => [name, type]))
  return Promise.resolve()
})

test('an export without list prices, tags, resources and names of folders is read; core does not know the list price', async (engine) => {
  await engine.register(bill(ROWS, OLD_STANDARD))
  const request = requestOf({
    schema: OLD_STANDARD,
    map: mapOf({ assign: [{ from: 'folder', to: 'subsidiary', values: { '20': 'f' } }] }),
  })
  const rows = await ask(engine, composeExport(request))
  expect(new Set(rows.map((row) => row.list_cost))).toEqual(new Set([null]))
  expect(new Set(rows.filter((row) => row.account === 'p1').map((row) => row.subsidiary))).toEqual(
    new Set(['f']),
  )
  expect(
    compareTotals(
      await ask(engine, composeExportReport(request)),
      await ask(engine, composeExportTotals(request)),
    ),
  ).toEqual([])
})

test('what the perimeter says of AI is counted apart, by what decided it', async (engine) => {
  await engine.register(bill(ROWS))
  const map = mapOf({
    perimeter: [
      { from: 'service', values: ['BigQuery', 'Absent'], is: 'not_ai' },
      { from: 'account', values: ['p1'], is: 'ai' },
    ],
  })
  const answer = await ask(engine, composeExportPerimeter(requestOf({ map })))
  const said = answer.map((row) => [
    row.nature,
    row.rule,
    row.text,
    row.service,
    row.currency,
    row.source_rows,
    row.billed,
  ])
  expect(said.sort()).toEqual(
    [
      ['ai', 1, 'p1', null, 'EUR', 4, '3.279995'],
      ['not_ai', 0, 'BigQuery', null, 'USD', 1, '7'],
      ['undecided', null, null, 'Invoice', 'EUR', 1, '20'],
      ['undecided', null, null, 'Vertex AI', 'EUR', 1, '-3.5'],
    ].sort(),
  )
})

test('texts that no rule knows are named with their amounts, and rows without any are counted', async (engine) => {
  await engine.register(bill(ROWS))
  const map = mapOf({
    assign: [
      { from: 'label:bu', to: 'subsidiary', values: { bank: 'retail' } },
      { from: 'account', to: 'project' },
    ],
  })
  const texts = await ask(engine, composeExportTexts(requestOf({ map, months: ['2026-03'] })))
  const said = texts.map((row) => [
    row.rule,
    row.seen,
    row.is_known,
    row.currency,
    row.source_rows,
    row.billed,
  ])
  expect(said.filter(([rule]) => rule === 0).sort()).toEqual([
    [0, 'bank', true, 'EUR', 1, '0.079995'],
    [0, 'claims', false, 'EUR', 1, '0.2'],
  ])
  expect(said.filter(([rule]) => rule === 1).length).toBe(3)
  const report = await ask(engine, composeExportReport(requestOf({ map, months: ['2026-03'] })))
  const sum = (name: string) => report.reduce((total, row) => total + Number(row[name]), 0)
  expect([sum('unseen_0'), sum('unseen_1'), sum('assigned_subsidiary'), sum('assigned_project')]).toEqual([
    4, 1, 1, 5,
  ])
  expect([sum('source_rows'), sum('negative_rows'), sum('negative_billed'), sum('untagged')]).toEqual([
    6, 1, -3.5, 4,
  ])
  const noRules = await ask(engine, composeExportTexts(requestOf({ map: NO_MAP })))
  expect(noRules).toEqual([])
})

test('the folder nearest to the project decides, by number or by name, whatever the order of the map', async (engine) => {
  const ancestors = [
    { resource_name: 'folders/20', display_name: 'Zone' },
    { resource_name: 'organizations/10', display_name: 'Group' },
  ]
  await engine.register(bill([gcpRow({ project: project({ ancestry_numbers: '/10/20/', ancestors }) })]))
  const subsidiary = async (values: object) => {
    const map = mapOf({ assign: [{ from: 'folder', to: 'subsidiary', values }] })
    const [row] = await ask(engine, composeExport(requestOf({ map })))
    return row?.subsidiary
  }
  expect(await subsidiary({ Group: 'group', Zone: 'zone' })).toBe('zone')
  expect(await subsidiary({ Zone: 'zone', '10': 'group' })).toBe('zone')
  expect(await subsidiary({ '10': 'group', '20': 'zone' })).toBe('zone')
  expect(await subsidiary({ Group: 'group', other: 'x' })).toBe('group')
  expect(await subsidiary({ '2': 'x' })).toBe('unassigned')
})

test('of several texts under one key the first in alphabetical order counts, blanks left out', async (engine) => {
  const labels = [...label('b'), ...label(''), ...label('a'), ...label('c')]
  await engine.register(bill([gcpRow({ labels })]))
  const map = mapOf({ assign: [{ from: 'label:bu', to: 'subsidiary' }] })
  const [row] = await ask(engine, composeExport(requestOf({ map })))
  expect(row?.subsidiary).toBe('a')
})

test('rows that know their list price are not summed with rows that do not', async (engine) => {
  await engine.register(bill([gcpRow(), gcpRow({ cost_at_list: null }), gcpRow({ cost_at_list: 2 })]))
  const rows = await ask(engine, composeExport(requestOf()))
  expect(rows.map((row) => `${row.list_cost} ${row.source_rows} ${row.cost}`).sort()).toEqual([
    '3 2 2',
    'null 1 1',
  ])
})

test('accounts have the name that their rows give, else their id, month by month', async (engine) => {
  await engine.register(bill(ROWS))
  const accounts = await ask(engine, composeExportAccounts(requestOf()))
  expect(accounts.map((row) => [row.month, row.account, row.name, row.provider]).sort()).toEqual([
    ['2026-03', 'p1', 'Project 1', 'Google Cloud'],
    ['2026-03', 'p2', 'p2', 'Google Cloud'],
    ['2026-03', 'unassigned', 'unassigned', 'Google Cloud'],
    ['2026-04', 'p1', 'Project 1', 'Google Cloud'],
  ])
})

test('amounts that are no number and currencies that are no code are rejected and named, never summed', async (engine) => {
  await engine.register(
    bill([gcpRow({ cost: Number.NaN }), gcpRow({ currency: 'euros' }), gcpRow({ cost: null })]),
  )
  const [core, report] = [
    await ask(engine, composeExport(requestOf())),
    await ask(engine, composeExportReport(requestOf())),
  ]
  expect(core.map((row) => [row.cost, row.source_rows])).toEqual([['0', 1]])
  const faults = report.map((row) => `${row.bad} ${row.source_rows} ${row.empty_0}`)
  expect(faults.sort()).toEqual([
    'cost: this is not a number 1 0',
    'currency: this is not a currency code of three letters 1 0',
    'null 1 1',
  ])
  const totals = await ask(engine, composeExportTotals(requestOf()))
  expect(compareTotals(report, totals)).toEqual([])
})

test('rows exported after the watermark say which months to read again, and how far', async (engine) => {
  await engine.register(bill(ROWS))
  const months = async (exportedAfter: string | null, since: string | null = null) => {
    const { table, map } = requestOf()
    const answer = await ask(
      engine,
      composeExportMonths({ format: 'gcp-billing', table, map, exportedAfter, since }),
    )
    return answer.map((row) => [row.month, row.source_rows, row.exported_until])
  }
  expect(await months(null)).toEqual([
    ['2026-03', 6, '2026-05-02T00:00:00.000000Z'],
    ['2026-04', 1, '2026-04-02T00:00:00.000000Z'],
  ])
  // The late row touches March, which is closed.
  expect(await months('2026-04-02T00:00:00.000000Z')).toEqual([['2026-03', 1, '2026-05-02T00:00:00.000000Z']])
  expect(await months('2026-05-02T00:00:00.000000Z')).toEqual([])
  expect((await months(null, '2026-04')).map(([month]) => month)).toEqual(['2026-04'])
})

test('a month is read whole up to the moment asked for: what comes later waits for the next import', async (engine) => {
  await engine.register(bill(ROWS))
  const request = requestOf({ months: ['2026-03'], exportedUntil: '2026-03-11T00:00:00Z' })
  const rows = (answer: readonly { readonly source_rows?: unknown }[]) =>
    answer.reduce((sum, row) => sum + Number(row.source_rows), 0)
  expect(rows(await ask(engine, composeExport(request)))).toBe(5)
  expect(rows(await ask(engine, composeExportTotals(request)))).toBe(5)
})

test('partitions of the export are read from a month before on, and rows without one too', async (engine) => {
  const at = (_PARTITIONTIME: string | null) => ({ ...gcpRow(), _PARTITIONTIME })
  const rows = [at('2026-02-01T00:00:00Z'), at('2026-01-31T00:00:00Z'), at('2026-09-01T00:00:00Z'), at(null)]
  await engine.register([
    tableOf('raw.bill', DETAILED, rows, [{ name: '_PARTITIONTIME', type: 'TIMESTAMP' }]),
  ])
  const request = requestOf({ months: ['2026-04', '2026-03'] })
  const table = { ...request.table, isIngestionPartitioned: true }
  const [core] = await ask(engine, composeExport({ ...request, table }))
  expect(core?.source_rows).toBe(3)
  const months = { format: 'gcp-billing', table, map: NO_MAP, since: null } as const
  const touched = await ask(engine, composeExportMonths({ ...months, exportedAfter: '2026-03-10T12:00:00Z' }))
  expect(touched.map((row) => row.source_rows)).toEqual([2])
})

plainTest('the comparison with the plain total tells a row or an amount that is missing', () => {
  const row = (month: string, source_rows: number, billed: string) => ({
    month,
    currency: 'EUR',
    source_rows,
    billed,
  })
  const totals = [
    row('2026-03', 2, '1.5'),
    row('2026-03', 1, '-0.000000000000000001'),
    row('2026-04', 1, '2'),
  ]
  expect(compareTotals([row('2026-03', 3, '1.499999999999999999'), row('2026-04', 1, '2')], totals)).toEqual(
    [],
  )
  expect(compareTotals([row('2026-03', 3, '1.5')], totals)).toEqual([
    { month: '2026-03', currency: 'EUR', rows: [3, 3], billed: ['1.5', '1.499999999999999999'] },
    { month: '2026-04', currency: 'EUR', rows: [0, 1], billed: ['0', '2'] },
  ])
})

plainTest.each([
  [
    'a table of another kind',
    { schema: [{ name: 'cost', type: 'FLOAT' }] },
    /no column usage_start_time, export_time, project\.id.*--format focus/,
  ],
  [
    'a column of another type',
    { schema: DETAILED.map((field) => (field.name === 'cost' ? { ...field, type: 'STRING' } : field)) },
    /column cost is STRING.*FLOAT64/,
  ],
  [
    'a rule on tags that are not there',
    { schema: OLD_STANDARD, map: mapOf({ assign: [{ from: 'tag:bu', to: 'project' }] }) },
    /looks at tag:bu, and the table has nothing of the kind.*Mend the rule/,
  ],
  [
    'a rule on a field that is not there',
    { schema: OLD_STANDARD, map: mapOf({ assign: [{ from: 'resource', to: 'project' }] }) },
    /looks at resource.*detailed export/,
  ],
  [
    'a rule on a list',
    { map: mapOf({ assign: [{ from: 'column:credits.amount', to: 'project' }] }) },
    /looks at column:credits\.amount, which holds no single value/,
  ],
])('%s is refused, naming it and the remedy', (_, over, said) => {
  expect(() => composeExport(requestOf(over))).toThrow(said)
})

plainTest.each([
  [
    'names of columns',
    { columns: { account: 'x' } },
    /columns: the columns of gcp-billing have the names.*Remove/,
  ],
  [
    'folders without ids',
    { assign: [{ from: 'folder', to: 'subsidiary' }] },
    /assign\[0\]\.values: a row has several texts of “folder”.*Add "values"/,
  ],
  [
    'an unknown place',
    { assign: [{ from: 'colour', to: 'project' }] },
    /Write label:KEY, project_label:KEY, tag:KEY, column:HEADER, or one of account, .*folder/,
  ],
])('a map with %s is refused for this export', (_, map, said) => {
  expect(() => mapOf(map)).toThrow(said)
})

plainTest('no text of a map is part of a statement', () => {
  const evil = "x' OR TRUE --\\'"
  const map = mapOf({
    assign: [
      { from: `label:${evil}`, to: 'project', values: { [evil]: evil } },
      { from: 'folder', to: 'subsidiary', values: { [evil]: evil } },
    ],
    perimeter: [{ from: `tag:${evil}`, values: [evil], is: 'ai' }],
  })
  for (const compose of [
    composeExport,
    composeExportAccounts,
    composeExportReport,
    composeExportTexts,
    composeExportPerimeter,
  ])
    expect(compose(requestOf({ map })).sql).not.toContain('OR TRUE')
})

const REAL = `${INPUT}/gcp_billing_export/gcp_billing_2020-11.csv`
const real = noRealFiles === '' ? test : plainTest.skip
real(`the real rows of an export give their ground truths${noRealFiles}`, async (engine: Engine) => {
  const rows = realRows()
  await engine.register([tableOf('raw.bill', OLD_STANDARD, rows)])
  const request = requestOf({ schema: OLD_STANDARD, months: ['2020-11'] })
  const core = await ask(engine, composeExport(request))
  const truth = JSON.parse(readFileSync('../shared/data/GROUND_TRUTH.json', 'utf-8'))[
    'gcp_billing_export/gcp_billing_2020-11.csv'
  ].truth
  expect(core.reduce((sum, row) => sum + Number(row.source_rows), 0)).toBe(truth.rows)
  const before = new Map<string, number>()
  for (const row of core)
    before.set(
      String(row.service),
      (before.get(String(row.service)) ?? 0) + Math.round(Number(row.contracted_cost) * 1e6),
    )
  expect(Object.fromEntries(before)).toEqual(
    Object.fromEntries(
      Object.entries(truth.cost_by_service).map(([name, cost]) => [name, Math.round(Number(cost) * 1e6)]),
    ),
  )
  expect(new Set(core.map((row) => row.cost))).toEqual(new Set(['0']))
  expect(
    compareTotals(
      await ask(engine, composeExportReport(request)),
      await ask(engine, composeExportTotals(request)),
    ),
  ).toEqual([])
})

/** The file writes lists as Python does, and no cell but those of lists holds a comma. */
function realRows(): object[] {
  const [header = '', ...lines] = readFileSync(REAL, 'utf-8').trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    )
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const list = (name: string) => JSON.parse(cell(name).replaceAll("'", '"').replaceAll('None', 'null'))
    return {
      billing_account_id: cell('billing_account_id'),
      invoice: { month: cell('invoice.month') },
      cost_type: cell('cost_type'),
      service: { id: cell('service.id'), description: cell('service.description') },
      sku: { id: cell('sku.id'), description: cell('sku.description') },
      usage_start_time: cell('usage_start_time').replace(' ', 'T'),
      project: {
        id: cell('project.id'),
        name: cell('project.name'),
        labels: list('project.labels'),
        ancestry_numbers: cell('project.ancestry_numbers'),
      },
      labels: list('labels'),
      location: { location: cell('location.location'), region: cell('location.region') },
      cost: Number(cell('cost')),
      currency: cell('currency'),
      credits: list('credits'),
      export_time: cell('export_time').replace(' ', 'T'),
    }
  })
}
