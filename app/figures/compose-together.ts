import { composeStatement, type Slice } from '#app/figures/compose-statement.ts'
import { type Answered, type ExactRow, readExact, type SliceRows, sliceRows } from '#app/figures/fold-rows.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'

/** Several slices read by one statement, and how each finds its rows in the answer. */
export type Together = {
  readonly statement: Statement
  readonly rowsOf: (answered: Answered) => (slice: Slice) => SliceRows
}

/**
 * Text shared by the slices that one statement can read: the same grain, dimensions and filters. The answer says no
 * days, so slices of days must also be of the same ones.
 */
export function togetherKey({ grain, by, filters, from, to }: Slice): string {
  return JSON.stringify([grain, by, filters, grain === 'day' ? [from, to] : []])
}

/** One statement over the facts, months and aggregates of all slices; they share their `togetherKey`. */
export function composeTogether(name: string, slices: readonly Slice[]): Together {
  const [first] = slices
  if (first === undefined) throw new RangeError('Nothing to read together.')
  const aggregates = new Map(
    slices.flatMap((slice) => slice.aggregates).map((aggregate) => [aggregateKey(aggregate), aggregate]),
  )
  const places = new Map([...aggregates.keys()].map((key, index) => [key, index]))
  const all: Slice = {
    ...first,
    facts: [...new Set(slices.flatMap(({ facts }) => facts))].sort(),
    from: slices.map(({ from }) => from).sort()[0] ?? first.from,
    to:
      slices
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? first.to,
    by: ['fact', ...first.by],
    aggregates: [...aggregates.values()],
  }
  return {
    statement: composeStatement(name, all),
    rowsOf(answered) {
      const byFact = new Map<string, ExactRow[]>(all.facts.map((fact) => [fact, []]))
      const fact = answered.placeOf('fact')
      for (const row of readExact(answered, all)) byFact.get(String(row.cells[fact]))?.push(row)
      return (slice) => {
        const read = slice.facts.flatMap((fact) => byFact.get(fact) ?? [])
        const sumOf = (index: number) => places.get(aggregateKey(slice.aggregates[index])) ?? -1
        return sliceRows(read.filter(isInside(slice)), answered.placeOf, slice, sumOf)
      }
    },
  }
}

const aggregateKey = (aggregate: Slice['aggregates'][number] | undefined) =>
  `${aggregate?.measure} ${JSON.stringify(aggregate?.where ?? {})}`

/** Slices of days are read together only over the same ones. */
const isInside =
  ({ grain, from, to }: Slice) =>
  ({ sums: { month } }: ExactRow) =>
    grain === 'day' || (month >= from && month <= to)
