import { amountCell, dayCell, exactOf, textCell } from '#app/sources/export-cells.ts'
import { type ExportColumns, ExportRefused, type ExportSource } from '#app/sources/export-source.ts'
import { foldersOf, keyedItem } from '#app/sources/nested-texts.ts'
import { columnSql, findField, googlesqlType, type TableSchema } from '#app/sources/table-schema.ts'

/** Google's billing days and months are on this clock, summer and winter. */
const ZONE = 'America/Los_Angeles'

const REQUIRED = [
  'usage_start_time',
  'export_time',
  'project.id',
  'service.description',
  'invoice.month',
  'cost_type',
  'cost',
  'credits.amount',
  'currency',
]

/** What a rule calls each text, and the column that it lies in. */
const TEXTS: Readonly<Record<string, string>> = {
  account: 'project.id',
  account_name: 'project.name',
  billing_account: 'billing_account_id',
  service: 'service.description',
  sku: 'sku.description',
  sku_id: 'sku.id',
  resource: 'resource.name',
  region: 'location.region',
  seller: 'seller_name',
}

const LISTS = { label: 'labels', project_label: 'project.labels', tag: 'tags' } as const

/**
 * Google Cloud's own billing export, standard or detailed, nested as Google writes it. The invoiced amount is the cost
 * and its credits. Google bills commitments by the month and has no amortised column; like its own FOCUS view, the
 * effective cost is taken to be the invoiced one. The cost before credits is the negotiated price.
 */
export const GCP_BILLING: ExportSource = {
  format: 'gcp-billing',
  fact: 'billing',
  fields: {
    ...Object.fromEntries(Object.keys(TEXTS).map((name) => [name, { kind: 'text' as const }])),
    folder: { kind: 'texts' },
  },
  looksAt: ['label', 'project_label', 'tag', 'column'],
  assignable: ['subsidiary', 'project', 'approach', 'model', 'accelerator', 'hosting', 'region', 'provider'],
  read,
  keyed(schema, _named, { kind, key, parameter }) {
    const list = kind === 'column' ? null : LISTS[kind]
    return list === null ? null : keyedItem(schema, list, { key, parameter })
  },
  plainSums: () => [
    { of: 'r.cost', from: null },
    { of: 'c.amount', from: 'UNNEST(r.credits) AS c' },
  ],
}

function read(schema: TableSchema): ExportColumns {
  assertColumns(schema)
  const text = (path: string) => textCell(schema, path)
  const cost = need(amountCell(schema, 'cost'))
  const list = amountCell(schema, 'cost_at_list')
  const amount = exactOf('c.amount')
  const credits = columnSql(schema, 'credits')
  const before = `IFNULL(${cost.value}, 0)`
  const net = `(${before} + IFNULL((SELECT SUM(ROUND(${amount}, 18)) FROM UNNEST(${credits}) AS c), 0))`
  const ofCredits = (test: string) => `EXISTS(SELECT 1 FROM UNNEST(${credits}) AS c WHERE ${test})`
  const credit = {
    column: 'credits.amount',
    value: amount,
    isEmpty: ofCredits('c.amount IS NULL'),
    isBad: ofCredits(`c.amount IS NOT NULL AND ${amount} IS NULL`),
    losesDigits: ofCredits(`${amount} <> ROUND(${amount}, 18)`),
    countsAsZero: true,
  }
  const currency = `TRIM(${columnSql(schema, 'currency')})`
  return {
    day: need(dayCell(schema, 'usage_start_time', ZONE)).value,
    exportTime: columnSql(schema, 'export_time'),
    source: "'Google Cloud (gcp-billing)'",
    dimensions: {
      subsidiary: null,
      project: null,
      approach: null,
      provider: "'Google Cloud'",
      publisher: text('seller_name'),
      account: text('project.id'),
      service: text('service.description'),
      service_category: null,
      charge_category: `(CASE ${columnSql(schema, 'cost_type')} WHEN 'regular' THEN 'Usage' WHEN 'tax' THEN 'Tax' WHEN 'adjustment' THEN 'Adjustment' WHEN 'rounding_error' THEN 'Adjustment' END)`,
      model: null,
      accelerator: null,
      region: regionOf(schema),
      hosting: null,
      invoice_month: `FORMAT_DATE('%Y-%m', SAFE.PARSE_DATE('%Y%m', ${columnSql(schema, 'invoice.month')}))`,
    },
    currency,
    accountName: text('project.name'),
    amounts: {
      cost: { sql: net, nullable: false },
      effective_cost: { sql: net, nullable: false },
      contracted_cost: { sql: before, nullable: false },
      list_cost: list === null ? null : { sql: list.value, nullable: true },
    },
    cells: [
      { ...cost, countsAsZero: true },
      credit,
      ...(list === null ? [] : [{ ...list, countsAsZero: false }]),
    ],
    faults: [
      ...[cost, credit, ...(list === null ? [] : [list])].map(({ column, isBad }) => ({
        column,
        reason: 'this is not a number',
        when: isBad,
      })),
      {
        column: 'currency',
        reason: 'this is not a currency code of three letters',
        when: `(NOT IFNULL(REGEXP_CONTAINS(${currency}, r'^[A-Z]{3}$'), FALSE))`,
      },
    ],
    isUntagged: untagged(schema),
    texts: {
      ...Object.fromEntries(Object.entries(TEXTS).map(([name, path]) => [name, text(path)])),
      region: regionOf(schema),
    },
    folders: foldersOf(schema),
  }
}

function regionOf(schema: TableSchema): string | null {
  const known = ['location.region', 'location.location'].flatMap((path) => textCell(schema, path) ?? [])
  return known.length === 0 ? null : `COALESCE(${known.join(', ')})`
}

function untagged(schema: TableSchema): string | null {
  const lists = Object.values(LISTS).filter((path) => findField(schema, path) !== null)
  if (lists.length === 0) return null
  return lists.map((path) => `IFNULL(ARRAY_LENGTH(${columnSql(schema, path)}), 0) = 0`).join(' AND ')
}

function assertColumns(schema: TableSchema): void {
  const missing = REQUIRED.filter((path) => findField(schema, path) === null)
  if (missing.length > 0)
    throw new ExportRefused(
      `This is not Google Cloud's billing export: it has no column ${missing.join(', ')}`,
      'Name the table gcp_billing_export_v1_… (standard) or gcp_billing_export_resource_v1_… (detailed); a FOCUS table is read with --format focus.',
    )
  for (const [path, types] of Object.entries(TYPED)) {
    const type = googlesqlType(need(findField(schema, path)))
    if (!types.includes(type))
      throw new ExportRefused(
        `The column ${path} is ${type}, and Google's billing export has it as ${types[0]}`,
        'Name the table as Google writes it, not a copy that was loaded from a file.',
      )
  }
}

const NUMBERS = ['FLOAT64', 'NUMERIC', 'BIGNUMERIC', 'INT64']
const TYPED: Readonly<Record<string, readonly string[]>> = {
  usage_start_time: ['TIMESTAMP'],
  export_time: ['TIMESTAMP'],
  cost: NUMBERS,
  'credits.amount': NUMBERS,
  'invoice.month': ['STRING'],
}

function need<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A required column was not looked for.')
  return value
}
