import { groupColumns, keptColumn, type Slice, sumColumn } from '#app/figures/compose-statement.ts'
import { type Rational, rational, scaleRational, toExact } from '#app/figures/exact.ts'
import type { Aggregate, AggregateKind } from '#app/metrics/metric.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'

/** The cells of a row, numbers as numbers or as exact text. */
export type Cells = readonly (string | number | null)[]

/** What a statement answered for a `SELECT` in it. */
export type Answered = {
  readonly rows: readonly Cells[]
  /** Where a column is among the cells of a row; -1 where the `SELECT` has no such column. */
  readonly placeOf: (column: string) => number
}

/** A row of a statement with its sums read once, however many slices and breakdowns fold it. */
export type ExactRow = {
  readonly cells: Cells
  readonly currency: string | null
  readonly sums: RowSums
}

/**
 * What figures keep of a row: without its dimensions, which are no longer read once it is in its group. A sum is made
 * exact when it is first read: of the quarter before, a page reads few.
 */
export class RowSums {
  readonly month: string
  readonly factors: string | null
  /** For each aggregate of the statement, how many of the row's rows meet its condition. */
  readonly kept: readonly number[]
  readonly #sums: (bigint | string | number | null)[]

  constructor(
    month: string,
    factors: string | null,
    kept: readonly number[],
    sums: (string | number | null)[],
  ) {
    this.month = month
    this.factors = factors
    this.kept = kept
    this.#sums = sums
  }

  /** The sum of an aggregate of the statement, by its place there; null where unknown. */
  sum(place: number): bigint | null {
    const sum = this.#sums[place] ?? null
    if (sum === null || typeof sum === 'bigint') return sum
    const exact = toExact(sum)
    this.#sums[place] = exact
    return exact
  }
}

/** The rows of one slice, among those that a statement answered for several. */
export type SliceRows = {
  readonly rows: readonly ExactRow[]
  /** Where a row has a dimension. */
  readonly placeOf: Answered['placeOf']
  /** For each aggregate of the slice, its place in the sums of a row. */
  readonly places: readonly number[]
  /** Whether its groups are told apart by currency, and its sums by factors. */
  readonly isMoney: boolean
  readonly isModelled: boolean
}

/** The rows that a statement of its own answered, under the names of its columns. */
export function asTheyStand(rows: readonly Row[], { columns }: Statement): Answered {
  const names = Object.keys(columns)
  return {
    rows: rows.map((row) =>
      names.map((name) => {
        const cell = row[name] ?? null
        return typeof cell === 'boolean' ? null : cell
      }),
    ),
    placeOf: (column) => names.indexOf(column),
  }
}

/** The rows of a `SELECT` with their sums as exact decimals. */
export function readExact({ rows, placeOf }: Answered, slice: Slice): readonly ExactRow[] {
  const sums = slice.aggregates.map((_, index) => placeOf(sumColumn(index)))
  const counts = slice.aggregates.map((_, index) => placeOf(keptColumn(index)))
  const [month, currency, factors] = [placeOf('month'), placeOf('currency'), placeOf('factors')]
  // Most statements have no condition: their rows share one answer to how many meet it.
  const all = counts.map(() => 1)
  const isConditional = counts.some((at) => at >= 0)
  return rows.map((cells) => {
    const kept = isConditional ? counts.map((at) => (at < 0 ? 1 : Number(cells[at]))) : all
    const read = sums.map((at) => cells[at] ?? null)
    const found = cells[factors] ?? null
    return {
      cells,
      currency: currency < 0 ? null : String(cells[currency]),
      sums: new RowSums(String(cells[month]), found === null ? null : String(found), kept, read),
    }
  })
}

/** The rows that the slice's own `SELECT` answered. */
export function rowsOfOwn(answered: Answered, slice: Slice): SliceRows {
  return sliceRows(readExact(answered, slice), answered.placeOf, slice, (index) => index)
}

/** Some rows as those of a slice; `sumOf` says where the sum of its n-th aggregate is. */
export function sliceRows(
  rows: readonly ExactRow[],
  placeOf: Answered['placeOf'],
  slice: Slice,
  sumOf: (index: number) => number,
): SliceRows {
  const columns = groupColumns(slice)
  return {
    rows,
    placeOf,
    places: slice.aggregates.map((_, index) => sumOf(index)),
    isMoney: columns.includes('currency'),
    isModelled: columns.includes('factors'),
  }
}

/** Rows of a slice that share their values of `by` and their currency. */
export type Group = {
  readonly by: Readonly<Record<string, string>>
  readonly currency: string | null
  readonly rows: readonly RowSums[]
  readonly places: SliceRows['places']
  readonly isModelled: boolean
}

/** The value of an aggregate, and the parts of it by combination of factors where it is modelled. */
export type Folded = {
  readonly value: Rational
  /** The exact sum; null for a mean. */
  readonly exact: bigint | null
  /** Found when it is asked for: most figures of a long table never are. */
  readonly parts: () => ReadonlyMap<string, Rational>
}

/** Text that tells a group's values apart. */
export function groupKeyOf(by: Readonly<Record<string, string>>): string {
  return keyOf(Object.values(by))
}

const keyOf = (values: readonly string[]) =>
  values.length === 1 ? (values[0] ?? '') : JSON.stringify(values)

/** The rows of a slice that lie in a period by group, time included when `by` names it; a group for each currency. */
export function foldRows(
  slice: SliceRows,
  by: readonly string[],
  isInside: (month: string) => boolean,
  quarterOf: (month: string) => string,
): ReadonlyMap<string, readonly Group[]> {
  const groups = new Map<string, (Group & { readonly rows: RowSums[] })[]>()
  const places = by.map((name) => [name, slice.placeOf(name)] as const)
  const read = ({ cells, sums }: ExactRow, name: string, place: number) =>
    name === 'month' ? sums.month : name === 'quarter' ? quarterOf(sums.month) : String(cells[place])
  const { isModelled, places: sumPlaces } = slice
  for (const row of slice.rows) {
    if (!isInside(row.sums.month)) continue
    const values = places.map(([name, place]) => read(row, name, place))
    const key = keyOf(values)
    const currency = slice.isMoney ? row.currency : null
    const own = groups.get(key)
    const group = own?.find((each) => each.currency === currency)
    if (group !== undefined) {
      group.rows.push(row.sums)
      continue
    }
    const named = own?.[0]?.by ?? Object.fromEntries(by.map((name, index) => [name, values[index] ?? '']))
    const added = { by: named, currency, rows: [row.sums], places: sumPlaces, isModelled }
    if (own === undefined) groups.set(key, [added])
    else own.push(added)
  }
  return groups
}

/**
 * One aggregate of one group over its months; sums are exact. Null where nothing is known, never 0; but when rows are
 * there and none meets the aggregate's condition, it is a true 0. `lastMonth` is the one that `last` reads.
 */
export function foldMonths(
  { rows, places, isModelled }: Group,
  index: number,
  kind: AggregateKind,
  where: Aggregate['where'],
  lastMonth: string,
): Folded | null {
  const place = places[index] ?? -1
  const sum = (of: readonly RowSums[]) => sumOf(of, place, where, isModelled)
  switch (kind) {
    case 'sum':
      return sum(rows)
    case 'last':
      return sum(rows.filter(({ month }) => month === lastMonth))
    case 'mean_of_months': {
      const known = [...rowsByMonth(rows).values()].filter((ofMonth) => sum(ofMonth) !== null)
      const total = sum(known.flat())
      if (total === null) return null
      const count = BigInt(known.length)
      const over = (value: Rational) => scaleRational(value, 1n, count)
      return {
        value: over(total.value),
        exact: null,
        parts: () => new Map([...total.parts()].map(([factors, part]) => [factors, over(part)])),
      }
    }
  }
}

function rowsByMonth(rows: readonly RowSums[]): ReadonlyMap<string, readonly RowSums[]> {
  const months = new Map<string, RowSums[]>()
  for (const row of rows) {
    const own = months.get(row.month)
    if (own === undefined) months.set(row.month, [row])
    else own.push(row)
  }
  return months
}

function sumOf(
  rows: readonly RowSums[],
  place: number,
  where: Aggregate['where'],
  isModelled: boolean,
): Folded | null {
  let sum: bigint | null = null
  let kept = 0
  for (const row of rows) {
    kept += row.kept[place] ?? 0
    const value = row.sum(place)
    if (value !== null) sum = sum === null ? value : sum + value
  }
  if (sum === null && (where === undefined || rows.length === 0 || kept > 0)) return null
  const exact = sum ?? 0n
  return { value: rational(exact), exact, parts: isModelled ? () => partsOf(rows, place) : noParts }
}

const noParts = (): ReadonlyMap<string, Rational> => new Map()

function partsOf(rows: readonly RowSums[], place: number): ReadonlyMap<string, Rational> {
  const parts = new Map<string, bigint>()
  for (const row of rows) {
    const { factors } = row
    const value = factors === null ? null : row.sum(place)
    if (value !== null && factors !== null) parts.set(factors, (parts.get(factors) ?? 0n) + value)
  }
  return new Map([...parts].map(([factors, part]) => [factors, rational(part)]))
}
