import fc from 'fast-check'
import type { TableField, TableSchema } from '#app/sources/table-schema.ts'
import type { Table } from '#tests/googlesql/tables.ts'
import type { CellValue, ColumnType } from '#tests/googlesql/values.ts'

const string = (name: string): TableField => ({ name, type: 'STRING' })
const list = (name: string, ...fields: TableField[]): TableField => ({
  name,
  type: 'RECORD',
  mode: 'REPEATED',
  fields,
})
const record = (name: string, ...fields: TableField[]): TableField => ({ name, type: 'RECORD', fields })

/** The standard export as it was before list prices, tags and names of folders came. */
export const OLD_STANDARD: TableSchema = [
  string('billing_account_id'),
  record('invoice', string('month')),
  string('cost_type'),
  record('service', string('id'), string('description')),
  record('sku', string('id'), string('description')),
  { name: 'usage_start_time', type: 'TIMESTAMP' },
  record(
    'project',
    string('id'),
    string('name'),
    list('labels', string('key'), string('value')),
    string('ancestry_numbers'),
  ),
  list('labels', string('key'), string('value')),
  record('location', string('location'), string('region')),
  { name: 'cost', type: 'FLOAT' },
  string('currency'),
  list('credits', string('name'), { name: 'amount', type: 'FLOAT' }),
  { name: 'export_time', type: 'TIMESTAMP' },
]

/** The detailed export of today, as far as imports read it. */
export const DETAILED: TableSchema = [
  ...OLD_STANDARD.map((field) =>
    field.name === 'project'
      ? {
          ...field,
          fields: [
            ...(field.fields ?? []),
            list('ancestors', string('resource_name'), string('display_name')),
          ],
        }
      : field,
  ),
  list('tags', string('key'), string('value'), string('namespace')),
  record('resource', string('name'), string('global_name')),
  { name: 'cost_at_list', type: 'FLOAT' },
  string('seller_name'),
]

type Pair = { readonly key: string; readonly value: string | null }
/** One row of the detailed export. */
export type GcpRow = {
  readonly billing_account_id: string
  readonly invoice: { readonly month: string | null }
  readonly cost_type: string
  readonly service: { readonly id: string; readonly description: string | null }
  readonly sku: { readonly id: string; readonly description: string }
  readonly usage_start_time: string
  readonly project: {
    readonly id: string | null
    readonly name: string | null
    readonly labels: readonly Pair[]
    readonly ancestry_numbers: string | null
    readonly ancestors: readonly { readonly resource_name: string; readonly display_name: string }[]
  } | null
  readonly labels: readonly Pair[]
  readonly tags: readonly (Pair & { readonly namespace: string })[]
  readonly location: { readonly location: string | null; readonly region: string | null } | null
  readonly resource: { readonly name: string | null; readonly global_name: string | null }
  readonly cost: number | null
  readonly cost_at_list: number | null
  readonly currency: string
  readonly credits: readonly { readonly name: string; readonly amount: number | null }[]
  readonly seller_name: string | null
  readonly export_time: string
}

/** A plain row, with what a test says of it. */
export function gcpRow(over: Partial<GcpRow> = {}): GcpRow {
  return {
    billing_account_id: 'b1',
    invoice: { month: '202603' },
    cost_type: 'regular',
    service: { id: 's1', description: 'Vertex AI' },
    sku: { id: 'k1', description: 'Tokens' },
    usage_start_time: '2026-03-10T12:00:00Z',
    project: project(),
    labels: [],
    tags: [],
    location: { location: 'europe-west9', region: 'europe-west9' },
    resource: { name: null, global_name: null },
    cost: 1,
    cost_at_list: 1,
    currency: 'EUR',
    credits: [],
    seller_name: null,
    export_time: '2026-03-11T00:00:00Z',
    ...over,
  }
}

export function project(over: Partial<NonNullable<GcpRow['project']>> = {}): NonNullable<GcpRow['project']> {
  return { id: 'p1', name: 'Project 1', labels: [], ancestry_numbers: '/10/20/', ancestors: [], ...over }
}

/** Rows as the engine's table, only the columns of the schema. */
export function tableOf(
  name: string,
  schema: TableSchema,
  rows: readonly object[],
  more: Table['columns'] = [],
): Table {
  const columns = [...schema.map((field) => ({ name: field.name, type: typeOf(field) })), ...more]
  const cells = (row: object) =>
    Object.fromEntries([
      ...schema.map((field) => [field.name, cellOf(field, (row as Values)[field.name] ?? null)]),
      ...more.map((column) => [column.name, (row as Values)[column.name] ?? null]),
    ])
  return { name, columns, rows: rows.map(cells) }
}

type Values = Readonly<Record<string, unknown>>

function typeOf(field: TableField): ColumnType {
  const { type, mode, fields } = field
  if (fields === undefined)
    return type === 'FLOAT' ? 'FLOAT64' : type === 'NUMERIC' ? 'DECIMAL(18,6)' : (type as 'STRING')
  const struct = { struct: Object.fromEntries(fields.map((one) => [one.name, typeOf(one)])) }
  return mode === 'REPEATED' ? { list: struct } : struct
}

function cellOf(field: TableField, value: unknown): CellValue {
  const { mode, fields } = field
  if (value === null || fields === undefined) return value as CellValue
  const struct = (one: unknown) =>
    Object.fromEntries(fields.map((each) => [each.name, cellOf(each, (one as Values)[each.name] ?? null)]))
  return mode === 'REPEATED' ? (value as readonly unknown[]).map(struct) : struct(value)
}

const pair = fc.record({
  key: fc.constantFrom('bu', 'app'),
  value: fc.constantFrom('bank', 'claims', 'other', '', null, "l'été", 'not_applicable'),
})
const amount = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc.constantFrom(5e-6, -5e-6, 1e-18, 4e-19, 2.3196451365947723e-5, 123456.789012345, 0),
)

/** Rows around two month ends, on Google's clock and on another. */
export const anyGcpRow: fc.Arbitrary<GcpRow> = fc.record({
  billing_account_id: fc.constant('b1'),
  invoice: fc.record({ month: fc.constantFrom('202602', '202603', '202604', null, 'x') }),
  cost_type: fc.constantFrom('regular', 'regular', 'tax', 'adjustment', 'rounding_error', 'new_type'),
  service: fc.record({
    id: fc.constant('s'),
    description: fc.constantFrom('Vertex AI', 'BigQuery', 'Invoice', null),
  }),
  sku: fc.record({ id: fc.constantFrom('k1', 'k2'), description: fc.constantFrom('Tokens', 'Storage') }),
  usage_start_time: fc.constantFrom(
    '2026-03-01T07:59:59.999999Z',
    '2026-03-01T08:00:00Z',
    '2026-03-15T00:30:00Z',
    '2026-04-01T06:59:59Z',
    '2026-04-01T07:00:00Z',
    '2026-04-09T10:00:00Z',
  ),
  project: fc.option(
    fc.record({
      id: fc.constantFrom('p1', 'p2', null),
      name: fc.constantFrom('Project', null),
      labels: fc.array(pair, { maxLength: 2 }),
      ancestry_numbers: fc.constantFrom('/10/20/', '/10/30/31/', '/10/', '', null),
      ancestors: fc.array(
        fc.record({
          resource_name: fc.constantFrom('folders/20', 'folders/31', 'organizations/10', 'folders/99'),
          display_name: fc.constantFrom('Insurance', 'Bank', 'Group'),
        }),
        { maxLength: 3 },
      ),
    }),
    { freq: 5 },
  ),
  labels: fc.array(pair, { maxLength: 3 }),
  tags: fc.array(
    fc.record({
      key: fc.constantFrom('bu', 'env'),
      value: fc.constantFrom('bank', 'prod'),
      namespace: fc.constant('o'),
    }),
    { maxLength: 2 },
  ),
  location: fc.option(
    fc.record({
      location: fc.constantFrom('europe', null),
      region: fc.constantFrom('europe-west9', null, ''),
    }),
  ),
  resource: fc.record({ name: fc.constantFrom('vm-1', null), global_name: fc.constant(null) }),
  cost: fc.option(amount, { freq: 8 }),
  cost_at_list: fc.option(amount, { freq: 3 }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD', 'euro'),
  credits: fc.array(
    fc.record({ name: fc.constantFrom('CUD', 'PROMO'), amount: fc.option(amount, { freq: 6 }) }),
    { maxLength: 3 },
  ),
  seller_name: fc.constantFrom(null, 'Anthropic'),
  export_time: fc.constantFrom('2026-03-16T00:00:00Z', '2026-04-02T00:00:00.5Z', '2026-05-20T00:00:00Z'),
})

/** Maps of every kind of rule. */
export const anyGcpMap: fc.Arbitrary<object> = fc.record({
  assign: fc.array(
    fc.oneof(
      fc.record({
        from: fc.constantFrom(
          'label:bu',
          'project_label:bu',
          'tag:bu',
          'account',
          'sku',
          'column:resource.name',
        ),
        to: fc.constantFrom('subsidiary', 'project', 'region'),
      }),
      fc.record({ from: fc.constant('label:bu'), to: fc.constant('approach') }),
      fc.record(
        {
          from: fc.constantFrom('label:bu', 'project_label:app', 'folder', 'service', 'account', 'region'),
          to: fc.constantFrom('subsidiary', 'project', 'model', 'provider'),
          values: fc.dictionary(
            fc.constantFrom(
              'bank',
              "l'été",
              'Insurance',
              'Group',
              '10',
              '20',
              '31',
              'p1',
              'Vertex AI',
              'europe-west9',
            ),
            fc.constantFrom('a', 'b', "c'\\n"),
          ),
          since: fc.constantFrom('2026-02-28', '2026-03-14'),
          until: fc.constantFrom('2026-03-14', '2026-03-31'),
        },
        { requiredKeys: ['from', 'to', 'values'] },
      ),
    ),
    { maxLength: 4 },
  ),
  perimeter: fc.option(
    fc
      .array(
        fc.record({
          from: fc.constantFrom('service', 'sku', 'label:app', 'folder', 'account', 'project_label:bu'),
          values: fc.array(
            fc.constantFrom('Vertex AI', 'Invoice', 'Tokens', 'bank', 'Insurance', '20', '10', 'p1'),
            {
              minLength: 1,
              maxLength: 3,
            },
          ),
          is: fc.constantFrom('ai', 'not_ai', 'undecided'),
        }),
        { maxLength: 3 },
      )
      .map((rules) => [...rules, { from: 'service', values: ['Vertex AI'], is: 'ai' }]),
    { nil: undefined },
  ),
})
