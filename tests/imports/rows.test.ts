import { expect, test } from 'vitest'
import { parseMap } from '#app/imports/map.ts'
import { printReport } from '#app/imports/print-report.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { LLM_REQUESTS } from '#app/sources/llm-requests.ts'
import { figuresOf, focusFile, imported, rowsOfTable } from '#tests/imports/imported.ts'
import { openDuckDb, temporaryFile } from '#tests/imports/reading/temporary-files.ts'

test('bad rows are rejected with their physical line, column and reason, and the good ones load', async () => {
  const file = temporaryFile(
    focusFile([
      { ServiceName: 'two\nlines' },
      { BilledCost: '1_000' },
      { BillingCurrency: 'euros' },
      { ChargePeriodStart: '2026-02-30' },
      { ChargePeriodStart: '' },
      { BilledCost: '2,5' },
    ]),
  )
  const { files, dataDir } = await imported([file], { format: 'focus' })
  expect(files[0]).toMatchObject({ rowsRead: 6, rowsLoaded: 1 })
  expect(files[0]?.rejected).toEqual({
    rows: 5,
    byReason: [
      { column: 'BilledCost', reason: 'this is not a number', rows: 2 },
      { column: 'ChargePeriodStart', reason: 'this is not a date', rows: 1 },
      { column: 'ChargePeriodStart', reason: 'the cell is empty', rows: 1 },
      { column: 'BillingCurrency', reason: 'this is not a currency code of three letters', rows: 1 },
    ],
    first: [
      { line: 4, column: 'BilledCost', reason: 'this is not a number' },
      { line: 5, column: 'BillingCurrency', reason: 'this is not a currency code of three letters' },
      { line: 6, column: 'ChargePeriodStart', reason: 'this is not a date' },
      { line: 7, column: 'ChargePeriodStart', reason: 'the cell is empty' },
      { line: 8, column: 'BilledCost', reason: 'this is not a number' },
    ],
  })
  const [cost] = await figuresOf(dataDir, { metrics: ['cost'] })
  expect(cost?.exact).toBe('10')
})

test('a file of which no row can be loaded is refused, naming the first line', async () => {
  const file = temporaryFile(focusFile([{ BilledCost: 'ten' }, { BilledCost: 'eleven' }]))
  await expect(imported([file], { format: 'focus' })).rejects.toThrow(/line 2.*BilledCost.*not a number/)
})

test('a file without a column that the format needs is refused, naming it', async () => {
  const file = temporaryFile('ProviderName,BilledCost\nAWS,1\n')
  const refused = await imported([file], { format: 'focus' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(FileRefused)
  expect(String(refused)).toMatch(/not a focus file.*ServiceName.*BillingCurrency.*map/s)
})

test('empty amounts count as zero and are counted, NULL and all', async () => {
  const file = temporaryFile(focusFile([{ BilledCost: '' }, { BilledCost: 'NULL', EffectiveCost: '' }, {}]))
  const { files } = await imported([file], { format: 'focus' })
  expect(files[0]?.billing?.emptyAmounts).toEqual({ BilledCost: 2, EffectiveCost: 1 })
  expect(files[0]?.billing?.totals).toEqual([
    { currency: 'EUR', rows: 3, billed: '10', effective: '18', list: '36' },
  ])
})

test('exponents, eighteen decimals and negatives are exact; digits past the eighteenth are counted', async () => {
  const file = temporaryFile(
    focusFile([
      { BilledCost: '5e-06' },
      { BilledCost: '-0.000000000000000001' },
      { BilledCost: '0.0000000000000000014' },
    ]),
  )
  const { files } = await imported([file], { format: 'focus' })
  expect(files[0]?.billing).toMatchObject({
    totals: [{ billed: '0.000005' }],
    negativeRows: 1,
    negativeSum: [{ currency: 'EUR', billed: '-0.000000000000000001' }],
    digitsPast18: { BilledCost: 1 },
  })
})

test('a charge keeps the day of its provider, as written', async () => {
  const file = temporaryFile(focusFile([{ ChargePeriodStart: '2026-03-31T22:30:00-08:00' }]))
  const { files } = await imported([file], { format: 'focus' })
  expect(files[0]?.months).toEqual(['2026-03'])
})

test('amounts in several currencies are never added', async () => {
  const file = temporaryFile(focusFile([{}, { BillingCurrency: 'USD', BilledCost: '3' }]))
  const { dataDir } = await imported([file], { format: 'focus' })
  const costs = await figuresOf(dataDir, { metrics: ['cost'] })
  expect(costs.map(({ currency, exact }) => [currency, exact])).toEqual([
    ['EUR', '10'],
    ['USD', '3'],
  ])
})

test('rules apply in order, with their days, their values and what they do not match left unassigned', async () => {
  const map = parseMap(
    JSON.stringify({
      assign: [
        { from: 'account', to: 'subsidiary', values: { a1: 'assurance' }, until: '2026-03-31' },
        { from: 'tag:bu', to: 'subsidiary' },
        { from: 'region', to: 'hosting', values: { 'europe-west9': 'eu_us_cloud' } },
        { from: 'column:ServiceCategory', to: 'approach' },
      ],
    }),
    'map.json',
    FOCUS,
  )
  const file = temporaryFile(
    focusFile([
      { ChargePeriodStart: '2026-03-31', BilledCost: '1' },
      { ChargePeriodStart: '2026-04-01', BilledCost: '2' },
      { SubAccountId: 'a2', Tags: '', BilledCost: '4' },
      { SubAccountId: 'a2', Tags: '{"bu": ""}', RegionId: 'us-east1', BilledCost: '8' },
    ]),
  )
  const { files, dataDir } = await imported([file], { format: 'focus', map })
  const by = async (dimension: 'subsidiary' | 'hosting' | 'approach') =>
    Object.fromEntries(
      (await figuresOf(dataDir, { metrics: ['cost'], by: [dimension] })).map((figure) => [
        figure.by[dimension],
        figure.exact,
      ]),
    )
  expect(await by('subsidiary')).toEqual({ assurance: '1', banque: '2', unassigned: '12' })
  expect(await by('hosting')).toEqual({ eu_us_cloud: '7', unassigned: '8' })
  // « AI and Machine Learning » is not an approach: a closed vocabulary takes only its own words.
  expect(await by('approach')).toEqual({ unassigned: '15' })
  expect(files[0]?.assigned[0]).toMatchObject({ to: 'subsidiary', rows: 4, assignedRows: 2, share: 0.5 })
  expect(files[0]?.untagged).toMatchObject({ rows: 1, unreadable: 0 })
})

test('what a rule without values makes is counted as ids, and named as the texts that it was written as', async () => {
  const rules = [
    { from: 'tag:bu', to: 'subsidiary' },
    { from: 'account', to: 'project', values: { a1: 'claims' } },
    { from: 'column:ServiceCategory', to: 'approach' },
  ]
  const map = parseMap(JSON.stringify({ assign: rules }), 'map.json', FOCUS)
  const file = temporaryFile(focusFile([{}, { Tags: '{"bu":"Banque"}' }, { Tags: '' }]))
  const report = await imported([file], { format: 'focus', map, dryRun: true })
  expect(report.files[0]?.assigned).toMatchObject([
    { to: 'subsidiary', ids: 2, asWritten: ['tag:bu'] },
    { to: 'project', ids: 1, asWritten: [] },
    { to: 'approach', ids: 0, asWritten: [] },
  ])
  const text = printReport(report)
  expect(text).toMatch(/subsidiary: 2 of 3 rows assigned \(66\.7 %\) to 2 different ids, unassigned 10 EUR\n/)
  expect(text).toContain(
    'each value of tag:bu is a subsidiary of its own, as written: "values" in the map says',
  )
  expect(text).not.toContain('each value of account')
})

test('tags that are not JSON cost no row: they are counted and unassigned', async () => {
  const file = temporaryFile(focusFile([{ Tags: 'bu=banque' }]))
  const { files } = await imported([file], { format: 'focus' })
  expect(files[0]).toMatchObject({ rowsLoaded: 1, untagged: { rows: 1, unreadable: 1 } })
})

test('a FOCUS file in Parquet gives what the same file gives in CSV', async () => {
  const csv = temporaryFile(focusFile([{}, { BilledCost: '0.1', Tags: '' }]))
  const parquet = csv.replace('.csv', '.parquet')
  const connection = await openDuckDb()
  await connection.run(
    `COPY (SELECT * REPLACE (CAST(BilledCost AS DECIMAL(20, 10)) AS BilledCost) FROM read_csv('${csv}', all_varchar = true)) TO '${parquet}'`,
  )
  const [a, b] = [await imported([csv], { format: 'focus' }), await imported([parquet], { format: 'focus' })]
  expect(b.files[0]?.billing).toEqual(a.files[0]?.billing)
  expect(b.files[0]?.content).toBe('parquet')
})

test('request logs are read from CSV and JSON lines, columns named by a map, statuses counted', async () => {
  const map = parseMap(
    '{"columns": {"timestamp": "at", "model": "checkpoint", "status": "outcome", "account": "team"}}',
    'map.json',
    LLM_REQUESTS,
  )
  const lines = [
    {
      at: '2026-03-28T23:30:00Z',
      checkpoint: 'm1',
      outcome: 'ok',
      team: 't1',
      input_tokens: 10,
      output_tokens: 2,
    },
    { at: '2026-03-31T22:30:00Z', checkpoint: 'm1', outcome: 'failed', team: 't1' },
    {
      at: '2026-04-02 10:00:00',
      checkpoint: 'm2',
      outcome: 'ok',
      team: 't1',
      input_tokens: 1.5,
      output_tokens: 1,
    },
  ]
  const file = temporaryFile(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`, 'calls.jsonl')
  const { files, dataDir } = await imported([file], { format: 'llm-requests', map })
  expect(files[0]?.requests).toEqual({
    requests: 3,
    inputTokens: '11.5',
    outputTokens: '3',
    rowsWithoutTokens: 1,
    statuses: { ok: 2, failed: 1 },
  })
  const byMonth = await figuresOf(dataDir, { metrics: ['requests'], by: ['month'] })
  // 22:30 in Greenwich on 31 March is 1 April in Paris.
  expect(byMonth.map(({ by, exact }) => [by.month, exact])).toEqual([
    ['2026-03', '1'],
    ['2026-04', '2'],
  ])
})

test('relative times are refused without an origin, and read with one', async () => {
  const file = temporaryFile('timestamp,input_tokens,output_tokens\n0,1,1\n86400.5,1,1\n')
  await expect(imported([file], { format: 'llm-requests' })).rejects.toThrow(/line 2.*timestamp.*--origin/)
  const { files } = await imported([file], { format: 'llm-requests', origin: '2026-01-31T12:00:00Z' })
  expect(files[0]?.months).toEqual(['2026-01', '2026-02'])
})

test('names of imported entities get unique short names of at most twenty characters', async () => {
  const long = (tail: string) => `Société générale imaginaire de réassurance ${tail}`
  const map = parseMap('{"assign": [{"from": "tag:bu", "to": "subsidiary"}]}', 'map.json', FOCUS)
  const rows = ['un', 'deux', 'trois'].map((tail) => ({ Tags: JSON.stringify({ bu: long(tail) }) }))
  const { dataDir } = await imported([temporaryFile(focusFile(rows))], { format: 'focus', map })
  const subsidiaries = await rowsOfTable(
    dataDir,
    'SELECT s.subsidiary, s.short_name FROM {subsidiary} AS s ORDER BY 1',
    ['subsidiary', 'short_name'],
  )
  expect(subsidiaries.map((row) => row.subsidiary)).toEqual(['deux', 'trois', 'un'].map(long))
  const short = subsidiaries.map((row) => String(row.short_name))
  expect(new Set(short).size).toBe(3)
  expect(short.every((name) => [...name].length <= 20)).toBe(true)
})

test('a use case that files name is described with what its rows agree on', async () => {
  const map = parseMap(
    '{"assign": [{"from": "tag:bu", "to": "subsidiary"}, {"from": "service", "to": "project"}]}',
    'map.json',
    FOCUS,
  )
  const file = temporaryFile(
    focusFile([
      { ServiceName: 'one' },
      { ServiceName: 'two' },
      { ServiceName: 'two', Tags: '{"bu":"leasing"}' },
    ]),
  )
  const { dataDir } = await imported([file], { format: 'focus', map })
  const projects = await rowsOfTable(
    dataDir,
    'SELECT p.project, p.subsidiary FROM {project} AS p ORDER BY 1',
    ['project', 'subsidiary'],
  )
  expect(projects).toEqual([
    { project: 'one', subsidiary: 'banque' },
    { project: 'two', subsidiary: 'unassigned' },
  ])
})

test('rows that repeat another one are kept, and the report says how many there are', async () => {
  const file = temporaryFile(focusFile([{}, {}, { BilledCost: '1' }, {}]))
  const { files } = await imported([file], { format: 'focus' })
  expect(files[0]).toMatchObject({ rowsLoaded: 4, identicalRows: 2 })
  expect(files[0]?.billing?.totals[0]?.billed).toBe('31')
})
