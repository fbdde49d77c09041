import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parseMap } from '#app/imports/map.ts'
import { printReport } from '#app/imports/print-report.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { LLM_REQUESTS } from '#app/sources/llm-requests.ts'
import { readManifest } from '#app/warehouse/manifest.server.ts'
import { perimeterState } from '#app/warehouse/perimeter.ts'
import { figuresOf, focusFile, imported, rowsOfTable } from '#tests/imports/imported.ts'
import { temporaryFile } from '#tests/imports/reading/temporary-files.ts'

const mapOf = (map: object, source = FOCUS) => parseMap(JSON.stringify(map), 'map.json', source)
const PERIMETER = [
  { from: 'tag:kind', values: ['llm'], is: 'ai' },
  { from: 'service', values: ['Storage', 'Mystery'], is: 'not_ai' },
  { from: 'column:ServiceCategory', values: ['AI and Machine Learning'], is: 'ai' },
  { from: 'account', values: ['a9'], is: 'undecided' },
]
const OTHER = { ServiceCategory: 'Compute', Tags: '' }
const ROWS: readonly Readonly<Record<string, string>>[] = [
  { BilledCost: '1' },
  { BilledCost: '2', ServiceName: 'Storage', Tags: '{"kind":"llm"}' },
  { BilledCost: '4', ServiceName: 'Storage', SubAccountId: 'a2' },
  { ...OTHER, BilledCost: '8', SubAccountId: 'a9', ServiceName: 'Network' },
  { ...OTHER, BilledCost: '-16.5', ServiceName: 'Virtual machines', SubAccountId: 'a3' },
  { ...OTHER, BilledCost: '32', BillingCurrency: 'USD', ServiceName: 'Network', SubAccountId: 'a3' },
  { BilledCost: 'x' },
]

test('only what the first matching rule makes AI is loaded; the report says the rest by currency', async () => {
  const map = mapOf({ perimeter: PERIMETER })
  const report = await imported([temporaryFile(focusFile(ROWS))], { format: 'focus', map })
  const [file] = report.files
  expect(file).toMatchObject({ rowsRead: 7, rowsLoaded: 2, rejected: { rows: 1 } })
  expect(file?.perimeter).toEqual({
    ai: [{ currency: 'EUR', rows: 2, billed: '3' }],
    notAi: [{ currency: 'EUR', rows: 1, billed: '4' }],
    undecided: [
      { currency: 'EUR', rows: 2, billed: '-8.5' },
      { currency: 'USD', rows: 1, billed: '32' },
    ],
    withUndecided: [
      { currency: 'EUR', billed: '-5.5' },
      { currency: 'USD', billed: '32' },
    ],
    undecidedServices: [
      { service: 'Network', currency: 'USD', rows: 1, billed: '32' },
      { service: 'Virtual machines', currency: 'EUR', rows: 1, billed: '-16.5' },
      { service: 'Network', currency: 'EUR', rows: 1, billed: '8' },
    ],
    idleTexts: [{ from: 'service', text: 'Mystery' }],
  })
  expect(file?.billing?.totals).toEqual([
    { currency: 'EUR', rows: 2, billed: '3', effective: '18', list: '24' },
  ])
  const costs = await figuresOf(report.dataDir, { metrics: ['cost'] })
  expect(costs.map(({ currency, exact }) => [currency, exact])).toEqual([['EUR', '3']])
  const accounts = await rowsOfTable(report.dataDir, 'SELECT a.account FROM {account} AS a', ['account'])
  expect(accounts).toEqual([{ account: 'a1' }])
})

test('the printed report says what is loaded, what is left out and what the cost would be with the undecided', async () => {
  const map = mapOf({ perimeter: PERIMETER })
  const file = temporaryFile(focusFile(ROWS))
  const text = printReport(await imported([file], { format: 'focus', map }))
  expect(text).toContain('  AI by the perimeter, loaded: 2 rows, 3 EUR\n')
  expect(text).toContain('  not AI, left out: 1 rows, 4 EUR\n')
  expect(text).toContain('  undecided, left out: 2 rows, -8.5 EUR; 1 rows, 32 USD\n')
  expect(text).toContain('were all of it AI, the invoiced amount would be -5.5 EUR; 32 USD\n')
  expect(text).toContain('“Mystery” of service decides no row of this file')
  expect(text).toContain('only that is loaded')
  expect(text).not.toContain('No perimeter of AI is declared')
})

test('without a perimeter every row counts, and the report says that none is declared', async () => {
  const report = await imported([temporaryFile(focusFile(ROWS.slice(0, 5)))], { format: 'focus' })
  expect(report.files[0]).toMatchObject({ rowsLoaded: 5, perimeter: null })
  expect(printReport(report)).toContain('No perimeter of AI is declared: every billing row counts')
})

test('the data set knows where a perimeter was declared and what it left undecided, whatever file came when', async () => {
  const first = temporaryFile(focusFile(ROWS))
  const second = temporaryFile(focusFile([{ SubAccountId: 'b1', BilledCost: '5' }]))
  const map = mapOf({ perimeter: PERIMETER })
  const { dataDir } = await imported([second], { format: 'focus' })
  const folder = path.join(dataDir, 'group')
  const state = async () => perimeterState(await readManifest(folder))
  expect(await state()).toEqual({ declared: 'nowhere', undecided: [] })
  await imported([first], { format: 'focus', map, dataDir })
  const undecided = [
    { currency: 'EUR', rows: 2, billed: '-8.5' },
    { currency: 'USD', rows: 1, billed: '32' },
  ]
  expect(await state()).toEqual({ declared: 'partly', undecided })
  await imported([second], { format: 'focus', map, dataDir })
  expect(await state()).toEqual({ declared: 'everywhere', undecided })
  await imported([first], { format: 'focus', dataDir })
  expect(await state()).toEqual({ declared: 'partly', undecided: [] })
})

test('a manifest written before perimeters existed still reads', async () => {
  const { dataDir } = await imported([temporaryFile(focusFile([{}]))], { format: 'focus' })
  const file = path.join(dataDir, 'group/manifest.json')
  expect(readFileSync(file, 'utf-8')).not.toContain('perimeter')
  expect(perimeterState(await readManifest(path.dirname(file)))?.declared).toBe('nowhere')
})

test('requests alone have no perimeter to speak of, and neither has a demonstration', async () => {
  const file = temporaryFile('timestamp,input_tokens,output_tokens\n2026-03-01T00:00:00Z,1,1\n')
  const { dataDir } = await imported([file], { format: 'llm-requests' })
  const manifest = await readManifest(path.join(dataDir, 'group'))
  expect(perimeterState(manifest)).toBeNull()
  const billed = manifest.parts.map((part) => ({ ...part, totals: { cost: '1' } }))
  expect(perimeterState({ ...manifest, parts: billed })).toEqual({ declared: 'nowhere', undecided: [] })
  expect(perimeterState({ ...manifest, parts: billed, dataset: 'demo' })).toBeNull()
})

test('a file of which nothing is AI is refused, and one whose perimeter names a missing column too', async () => {
  const file = temporaryFile(focusFile([{}, {}]))
  const nothing = mapOf({ perimeter: [{ from: 'service', values: ['calcul'], is: 'ai' }] })
  await expect(imported([file], { format: 'focus', map: nothing })).rejects.toThrow(
    /perimeter makes none of its 2 rows AI.*letter for letter/,
  )
  const missing = mapOf({ perimeter: [{ from: 'column:Nature', values: ['x'], is: 'ai' }] })
  await expect(imported([file], { format: 'focus', map: missing })).rejects.toThrow(/Nature/)
})

test('texts with quotes and rules that assign live beside a perimeter', async () => {
  const map = mapOf({
    assign: [{ from: 'column:ServiceName', to: 'subsidiary', values: { "l'IA": 'banque' } }],
    perimeter: [{ from: 'column:ServiceName', values: ["l'IA"], is: 'ai' }],
  })
  const rows = [{ ServiceName: "l'IA" }, { ServiceName: 'IA' }]
  const { files } = await imported([temporaryFile(focusFile(rows))], { format: 'focus', map })
  expect(files[0]).toMatchObject({ rowsLoaded: 1 })
  expect(files[0]?.assigned).toMatchObject([{ to: 'subsidiary', rows: 1, assignedRows: 1, share: 1 }])
})

test('a perimeter changes what a map is, and a map without one keeps its digest', () => {
  const rule = { from: 'service', values: ['a'], is: 'ai' }
  expect(mapOf({ perimeter: [rule] }).digest).not.toBe(mapOf({}).digest)
  expect(mapOf({ perimeter: [rule] }).digest).not.toBe(
    mapOf({ perimeter: [rule, { ...rule, is: 'not_ai' }] }).digest,
  )
  expect(mapOf({}).digest).toBe('12b8cab96400fc4a6e4c1fd4cbff97f5ee791cbb10960945ef917c9ec3947ae9')
})

test.each([
  ['no rule', [], FOCUS, /perimeter: a perimeter without a rule.*every row undecided/],
  ['no text', [{ from: 'service', values: [], is: 'ai' }], FOCUS, /perimeter\[0\]\.values: a rule lists/],
  [
    'another word',
    [{ from: 'service', values: ['a'], is: 'yes' }],
    FOCUS,
    /perimeter\[0\]\.is: it is ai, not_ai/,
  ],
  ['an unknown place', [{ from: 'colour', values: ['a'], is: 'ai' }], FOCUS, /perimeter\[0\]\.from.*tag:KEY/],
  [
    'nothing that is AI',
    [{ from: 'service', values: ['a'], is: 'not_ai' }],
    FOCUS,
    /no rule says what is ai/,
  ],
  [
    'no bill',
    [{ from: 'model', values: ['a'], is: 'ai' }],
    LLM_REQUESTS,
    /llm-requests has no bill.*Remove it/,
  ],
] as const)(
  'a perimeter with %s is refused, naming the place and the remedy',
  (_, perimeter, source, said) => {
    expect(() => mapOf({ perimeter }, source)).toThrow(said)
  },
)
