import { keptColumn, type Slice, sumColumn } from '#app/figures/compose-statement.ts'
import { type Rational, rational, scaleRational, toExact } from '#app/figures/exact.ts'
import type { Aggregate, AggregateKind } from '#app/metrics/metric.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** One aggregate of one group in one month. */
type MonthSum = { sum: bigint | null; kept: number; readonly parts: Map<string, bigint> }

/** A row with its sums read once, however many breakdowns fold it. */
export type ExactRow = {
  readonly row: Row
  readonly month: string
  readonly currency: string | null
  readonly factors: string | null
  /** For each aggregate of the slice; null where unknown. */
  readonly sums: readonly (bigint | null)[]
  /** How many of its rows meet the aggregate's condition. */
  readonly kept: readonly number[]
}

/** The rows of a statement with their sums as exact decimals. */
export function readExact(rows: readonly Row[], slice: Slice): readonly ExactRow[] {
  const indices = slice.aggregates.map((_, index) => index)
  return rows.map((row) => ({
    row,
    month: String(row.month),
    currency: row.currency === undefined ? null : String(row.currency),
    factors: typeof row.factors === 'string' ? row.factors : null,
    sums: indices.map((index) => {
      const cell = row[sumColumn(index)]
      return cell === null || cell === undefined || typeof cell === 'boolean' ? null : toExact(cell)
    }),
    kept: indices.map((index) => {
      const kept = row[keptColumn(index)]
      return kept === undefined ? 1 : Number(kept)
    }),
  }))
}

/** Rows of a slice that share their values of `by` and their currency. */
export type Group = {
  readonly by: Readonly<Record<string, string>>
  readonly currency: string | null
  /** For each aggregate of the slice: month → sums. */
  readonly sums: readonly Map<string, MonthSum>[]
}

/** The value of an aggregate, and the parts of it by combination of factors where it is modelled. */
export type Folded = {
  readonly value: Rational
  /** The exact sum; null for a mean. */
  readonly exact: bigint | null
  readonly parts: ReadonlyMap<string, Rational>
}

/** Text that tells a group's values apart. */
export function groupKeyOf(by: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.values(by))
}

/** The rows of a statement by group, time included when `by` names it; sums are exact. */
export function foldRows(
  rows: readonly ExactRow[],
  slice: Slice,
  by: readonly string[],
  quarterOf: (month: string) => string,
): ReadonlyMap<string, ReadonlyMap<string | null, Group>> {
  const groups = new Map<string, Map<string | null, Group>>()
  for (const each of rows) {
    const { row, month, currency } = each
    const read = (name: string) =>
      name === 'month' ? month : name === 'quarter' ? quarterOf(month) : String(row[name])
    const values = Object.fromEntries(by.map((name) => [name, read(name)]))
    const key = groupKeyOf(values)
    const currencies = groups.get(key) ?? new Map<string | null, Group>()
    groups.set(key, currencies)
    const group = currencies.get(currency) ?? {
      by: values,
      currency,
      sums: slice.aggregates.map(() => new Map<string, MonthSum>()),
    }
    currencies.set(currency, group)
    for (const [index, months] of group.sums.entries()) addRow(months, each, index)
  }
  return groups
}

function addRow(
  months: Map<string, MonthSum>,
  { month, factors, sums, kept }: ExactRow,
  index: number,
): void {
  const at = months.get(month) ?? { sum: null, kept: 0, parts: new Map<string, bigint>() }
  months.set(month, at)
  at.kept += kept[index] ?? 0
  const value = sums[index] ?? null
  if (value === null) return
  at.sum = (at.sum ?? 0n) + value
  if (factors !== null) at.parts.set(factors, (at.parts.get(factors) ?? 0n) + value)
}

/**
 * One aggregate of one group over its months. Null where nothing is known, never 0; but when rows are there and none
 * meets the aggregate's condition, it is a true 0. `lastMonth` is the one that `last` reads.
 */
export function foldMonths(
  group: Group,
  index: number,
  kind: AggregateKind,
  where: Aggregate['where'],
  lastMonth: string,
): Folded | null {
  const months = group.sums[index]
  if (months === undefined) return null
  const picked = [...months]
    .filter(([month]) => kind !== 'last' || month === lastMonth)
    .map(([, sums]) => sums)
  switch (kind) {
    case 'sum':
    case 'last': {
      const sum = addKnown(picked, where)
      return sum === null ? null : { value: rational(sum), exact: sum, parts: partsOf(picked, 1n) }
    }
    case 'mean_of_months': {
      const known = picked.filter((month) => addKnown([month], where) !== null)
      const sum = addKnown(known, where)
      if (sum === null) return null
      const count = BigInt(known.length)
      return { value: scaleRational(rational(sum), 1n, count), exact: null, parts: partsOf(known, count) }
    }
  }
}

function addKnown(months: readonly MonthSum[], where: Aggregate['where']): bigint | null {
  const known = months.flatMap(({ sum }) => (sum === null ? [] : [sum]))
  if (known.length > 0) return known.reduce((total, sum) => total + sum, 0n)
  return where !== undefined && months.length > 0 && months.every(({ kept }) => kept === 0) ? 0n : null
}

function partsOf(months: readonly MonthSum[], over: bigint): ReadonlyMap<string, Rational> {
  const parts = new Map<string, bigint>()
  for (const month of months)
    for (const [factors, part] of month.parts) parts.set(factors, (parts.get(factors) ?? 0n) + part)
  return new Map([...parts].map(([factors, part]) => [factors, scaleRational(rational(part), 1n, over)]))
}
