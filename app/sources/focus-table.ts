import { amountCell, dayCell, type ExportAmount, textCell } from '#app/sources/export-cells.ts'
import {
  type CoreAmount,
  type ExportColumns,
  ExportRefused,
  type ExportSource,
} from '#app/sources/export-source.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { keyedItem } from '#app/sources/nested-texts.ts'
import { columnSql, findField, googlesqlType, type TableSchema } from '#app/sources/table-schema.ts'

/** FOCUS periods are written in UTC: an instant is the day that the same table exported as a file would say. */
const ZONE = 'UTC'

/** A FOCUS 1.0 to 1.2 table of the group's warehouse: Google's own, or one that was loaded. */
export const FOCUS_TABLE: ExportSource = {
  format: 'focus',
  fact: 'billing',
  fields: FOCUS.fields,
  looksAt: FOCUS.looksAt,
  assignable: FOCUS.assignable,
  read,
  keyed(schema, named, { kind, key, parameter }) {
    const tags = kind === 'tag' ? pathOf(schema, named, 'tags') : null
    if (tags === null) return null
    if (findField(schema, `${tags}.key`) !== null) return keyedItem(schema, tags, { key, parameter })
    if (/["\\]/.test(key))
      throw new ExportRefused(
        `The map looks at tag:${key}, and a key with a quotation mark or a backslash cannot be looked up in JSON text`,
        'Rename the tag, or load the tags as a list of keys and values.',
      )
    const value = `JSON_VALUE(${columnSql(schema, tags)}, @${parameter})`
    return { sql: `NULLIF(${value}, '')`, parameter: `$."${key}"` }
  },
  plainSums(schema, named) {
    const path = need(pathOf(schema, named, 'billed_cost'))
    const cell = columnSql(schema, path)
    const isText = googlesqlType(need(findField(schema, path))) === 'STRING'
    return [{ of: isText ? `TRIM(${cell})` : cell, from: null }]
  },
}

/** The column that holds a field: the one that the map names, else the usual one. Null when the table lacks it. */
function pathOf(schema: TableSchema, named: Readonly<Record<string, string>>, field: string): string | null {
  const column = named[field]
  if (column !== undefined && findField(schema, column) === null)
    throw new ExportRefused(
      `The map says that ${column} holds ${field}, and the table has no such column`,
      `Mend columns.${field} in the map: the table has ${schema.map(({ name }) => name).join(', ')}.`,
    )
  const headers = FOCUS.fields[field]?.headers ?? []
  return column ?? headers.find((header) => findField(schema, header) !== null) ?? null
}

function read(schema: TableSchema, named: Readonly<Record<string, string>>): ExportColumns {
  const paths = Object.fromEntries(
    Object.keys(FOCUS.fields).map((field) => [field, pathOf(schema, named, field)]),
  )
  assertColumns(paths)
  const path = (field: string) => need(paths[field] ?? null)
  const text = (field: string) => (paths[field] == null ? null : textCell(schema, path(field)))
  const amount = (field: string) => (paths[field] == null ? null : amountCell(schema, path(field)))
  const invoice = need(dayCell(schema, path('invoice_month'), ZONE))
  const currency = `TRIM(${columnSql(schema, path('currency'))})`
  const amounts = ['billed_cost', 'effective_cost', 'contracted_cost', 'list_cost'].flatMap((field) => {
    const cell = amount(field)
    return cell === null ? [] : [{ ...cell, countsAsZero: isZeroWhenEmpty(field) }]
  })
  const provider = text('provider')
  return {
    day: need(dayCell(schema, path('charge_day'), ZONE)).value,
    exportTime: null,
    source: `IFNULL(CONCAT(${provider}, ' (focus)'), 'focus')`,
    dimensions: {
      subsidiary: null,
      project: null,
      approach: null,
      provider,
      publisher: text('publisher'),
      account: firstOf([text('account'), text('account_name')]),
      service: text('service'),
      service_category: text('service_category'),
      charge_category: text('charge_category'),
      model: null,
      accelerator: null,
      region: text('region'),
      hosting: null,
      invoice_month: `FORMAT_DATE('%Y-%m', ${invoice.value})`,
    },
    currency,
    accountName: text('account_name'),
    amounts: {
      cost: coreAmount('billed_cost', amount('billed_cost')),
      effective_cost: coreAmount('effective_cost', amount('effective_cost')),
      contracted_cost: coreAmount('contracted_cost', amount('contracted_cost')),
      list_cost: coreAmount('list_cost', amount('list_cost')),
    },
    cells: amounts,
    faults: [
      ...amounts.map(({ column, isBad }) => ({ column, reason: 'this is not a number', when: isBad })),
      {
        column: path('currency'),
        reason: 'this is not a currency code of three letters',
        when: `(NOT IFNULL(REGEXP_CONTAINS(${currency}, r'^[A-Z]{3}$'), FALSE))`,
      },
      { column: path('invoice_month'), reason: 'this is not a date', when: invoice.isBad },
    ],
    isUntagged: untagged(schema, paths.tags ?? null),
    texts: Object.fromEntries(
      Object.entries(FOCUS.fields).flatMap(([field, { kind }]) =>
        kind === 'text' ? [[field, text(field)] as const] : [],
      ),
    ),
    folders: null,
  }
}

function isZeroWhenEmpty(field: string): boolean {
  return FOCUS.fields[field]?.whenEmpty === 'zero'
}

function coreAmount(field: string, cell: ExportAmount | null): CoreAmount | null {
  if (cell === null) return null
  return isZeroWhenEmpty(field)
    ? { sql: `IFNULL(${cell.value}, 0)`, nullable: false }
    : { sql: cell.value, nullable: true }
}

function firstOf(texts: readonly (string | null)[]): string | null {
  const known = texts.filter((text) => text !== null)
  return known.length === 0 ? null : `COALESCE(${known.join(', ')})`
}

function untagged(schema: TableSchema, tags: string | null): string | null {
  if (tags === null) return null
  const cell = columnSql(schema, tags)
  if (findField(schema, `${tags}.key`) !== null) return `IFNULL(ARRAY_LENGTH(${cell}), 0) = 0`
  const isJson = googlesqlType(need(findField(schema, tags))) === 'JSON'
  const text = isJson ? `TO_JSON_STRING(${cell})` : `TRIM(${cell})`
  return `(${text} IS NULL OR ${text} IN ('', 'NULL', 'null', '{}'))`
}

function assertColumns(paths: Readonly<Record<string, string | null>>): void {
  const missing = Object.entries(FOCUS.fields).flatMap(([field, { required, headers }]) =>
    required && (paths[field] ?? null) === null ? [`${headers[0]} (${field})`] : [],
  )
  if (missing.length > 0)
    throw new ExportRefused(
      `This is not a FOCUS table: it has no column ${missing.join(', ')}`,
      "Name the FOCUS table or view, name these columns in a map, or read Google's own export with --format gcp-billing.",
    )
}

function need<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A required column was not looked for.')
  return value
}
