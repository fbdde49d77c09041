import type { ImportMap } from '#app/imports/map.ts'
import type { RuleSource } from '#app/imports/map-rules.ts'
import { decimalText, unscaled } from '#tests/googlesql/decimal.ts'
import type { GcpRow } from './gcp-rows.ts'

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' })

/** A core row of the naive loop: amounts as whole numbers of 10^-18. */
export type NaiveRow = {
  readonly month: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly bad: boolean
  readonly nature: string
  readonly cost: bigint
  readonly before: bigint
  readonly list: bigint | null
}

/** Reads one row of the export as the map says, without any SQL. */
export function readNaively(row: GcpRow, map: ImportMap): NaiveRow {
  const day = DAY.format(new Date(row.usage_start_time))
  const region = said(row.location?.region) ?? said(row.location?.location)
  const own: Record<string, string | null> = {
    provider: 'Google Cloud',
    publisher: said(row.seller_name),
    account: said(row.project?.id),
    service: said(row.service.description),
    charge_category: CATEGORIES[row.cost_type] ?? null,
    region,
    invoice_month: /^\d{6}$/.test(row.invoice.month ?? '')
      ? `${row.invoice.month?.slice(0, 4)}-${row.invoice.month?.slice(4)}`
      : null,
  }
  for (const { from, to, values, vocabulary, since, until } of [...map.assign].reverse()) {
    if ((since !== null && day < since) || (until !== null && day > until)) continue
    const text =
      from.kind === 'field' && from.field === 'folder'
        ? folder(row, [...(values?.keys() ?? [])])
        : seen(row, from)
    const id = text === null ? null : values === null ? text : (values.get(text) ?? null)
    if (id !== null && (values !== null || vocabulary === null || vocabulary.includes(id))) own[to] = id
  }
  const credits = row.credits.reduce((sum, { amount }) => sum + exact(amount ?? 0), 0n)
  const before = exact(row.cost ?? 0)
  return {
    month: day.slice(0, 7),
    dimensions: {
      day,
      fact: 'billing',
      ...Object.fromEntries(DIMENSIONS.map((name) => [name, own[name] ?? 'unassigned'])),
      source: 'Google Cloud (gcp-billing)',
      phase: 'not_applicable',
      currency: row.currency,
    },
    bad: !/^[A-Z]{3}$/.test(row.currency),
    nature: natureOf(row, map),
    cost: before + credits,
    before,
    list: row.cost_at_list === null ? null : exact(row.cost_at_list),
  }
}

const CATEGORIES: Readonly<Record<string, string>> = {
  regular: 'Usage',
  tax: 'Tax',
  adjustment: 'Adjustment',
  rounding_error: 'Adjustment',
}

const DIMENSIONS = [
  'subsidiary',
  'project',
  'approach',
  'provider',
  'publisher',
  'account',
  'service',
  'service_category',
  'charge_category',
  'model',
  'accelerator',
  'region',
  'hosting',
  'invoice_month',
]

function natureOf(row: GcpRow, { perimeter }: ImportMap): string {
  if (perimeter === null) return 'ai'
  for (const { from, values, is } of perimeter) {
    const isFolder = from.kind === 'field' && from.field === 'folder'
    const text = isFolder ? folder(row, values) : seen(row, from)
    if (text !== null && values.includes(text)) return is
  }
  return 'undecided'
}

function seen(row: GcpRow, from: RuleSource): string | null {
  if (from.kind === 'column') return said(row.resource.name)
  if (from.kind === 'field') {
    const texts: Record<string, string | null | undefined> = {
      account: row.project?.id,
      service: row.service.description,
      sku: row.sku.description,
      region: said(row.location?.region) ?? row.location?.location,
    }
    return said(texts[from.field])
  }
  const lists = { label: row.labels, project_label: row.project?.labels ?? [], tag: row.tags }
  const values = lists[from.kind].flatMap(({ key, value }) => (key === from.key ? (said(value) ?? []) : []))
  return values.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))[0] ?? null
}

/** The deepest folder that a rule knows, by number or name. */
function folder({ project }: GcpRow, known: readonly string[]): string | null {
  const numbers = (project?.ancestry_numbers ?? '').split('/').filter((number) => number !== '')
  const names = (project?.ancestors ?? []).map(({ resource_name, display_name }) => ({
    name: display_name,
    depth: numbers.lastIndexOf(/\d+$/.exec(resource_name)?.[0] ?? ''),
  }))
  const all = [...numbers.map((name, depth) => ({ name, depth })), ...names].filter(({ name }) =>
    known.includes(name),
  )
  return all.sort((a, b) => b.depth - a.depth || (a.name < b.name ? -1 : 1))[0]?.name ?? null
}

function said(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  return ['', 'NULL'].includes(text.trim()) || text === 'not_applicable' ? null : text
}

/** A float through its text, rounded half away from zero at the eighteenth decimal. */
export function exact(value: number): bigint {
  const whole = unscaled(String(value), 38)
  const step = 10n ** 20n
  const size = ((whole < 0n ? -whole : whole) + step / 2n) / step
  return whole < 0n ? -size : size
}

/** Rows grouped as core has them, in the plain values of an answer. */
export function groupNaively(rows: readonly NaiveRow[]): readonly Record<string, unknown>[] {
  const groups = new Map<
    string,
    { row: NaiveRow; count: number; cost: bigint; before: bigint; list: bigint | null }
  >()
  for (const row of rows) {
    const key = JSON.stringify([row.dimensions, row.list === null])
    const group = groups.get(key) ?? {
      row,
      count: 0,
      cost: 0n,
      before: 0n,
      list: row.list === null ? null : 0n,
    }
    groups.set(key, {
      row,
      count: group.count + 1,
      cost: group.cost + row.cost,
      before: group.before + row.before,
      list: group.list === null || row.list === null ? null : group.list + row.list,
    })
  }
  return [...groups.values()].map(({ row, count, cost, before, list }) => ({
    ...row.dimensions,
    source_rows: count,
    cost: decimalText(cost, 18),
    effective_cost: decimalText(cost, 18),
    contracted_cost: decimalText(before, 18),
    list_cost: list === null ? null : decimalText(list, 18),
  }))
}
