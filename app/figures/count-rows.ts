import { composeStatement, keptColumn, type Slice, sumColumn } from '#app/figures/compose-statement.ts'
import { factsWith } from '#app/figures/metric-dimensions.ts'
import { type Fact, NOT_ESTIMATED, UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'

/** Rows of the sources behind a figure, and those among them that a reader should know of. */
export type RowsCounted = {
  readonly facts: readonly Fact[]
  readonly grain: 'month' | 'day'
  /** First and last month or day read, by the grain. */
  readonly from: string
  readonly to: string
  readonly rows: number
  /** Counted in the figure, but assigned to nothing; null where the facts do not know it. */
  readonly unassigned: { readonly subsidiary: RowShare | null; readonly project: RowShare | null }
  /** Rows whose energy no rule could estimate; null where no figure that was asked for rests on estimates. */
  readonly notEstimated: RowShare | null
}

export type RowShare = { readonly rows: number; readonly share: number }

type Read = Pick<Slice, 'facts' | 'grain' | 'from' | 'to' | 'filters'>

const CONDITIONS = [
  ['subsidiary', UNASSIGNED],
  ['project', UNASSIGNED],
  ['factors', NOT_ESTIMATED],
] as const

/** The statement that counts the rows of what a figure reads, and how to read its answer; whether estimates are read. */
export function countStatement(
  read: Read,
  isEstimated: boolean,
): {
  readonly statement: Statement
  readonly count: (rows: readonly Row[]) => RowsCounted
} {
  const asked = CONDITIONS.filter(([dimension]) => {
    if (dimension === 'factors' && !isEstimated) return false
    const having = factsWith(dimension)
    return read.facts.every((fact) => having.includes(fact))
  })
  const aggregates: Slice['aggregates'] = [
    { measure: 'source_rows' },
    ...asked.map(([dimension, value]) => ({
      measure: 'source_rows' as const,
      where: { [dimension]: [value] as const },
    })),
  ]
  const slice: Slice = { ...read, by: [], aggregates }
  const { facts, grain, from, to } = read
  return {
    statement: composeStatement(`receipt.rows_of_${facts.join('_')}_by_${grain}`, slice),
    count(rows) {
      const total = (index: number) => rows.reduce((sum, row) => sum + Number(row[sumColumn(index)] ?? 0), 0)
      const all = total(0)
      const shareOf = (dimension: (typeof CONDITIONS)[number][0]): RowShare | null => {
        const index = asked.findIndex(([name]) => name === dimension) + 1
        if (index === 0 || rows.some((row) => row[keptColumn(index)] === undefined)) return null
        return { rows: total(index), share: all === 0 ? 0 : total(index) / all }
      }
      const unassigned = { subsidiary: shareOf('subsidiary'), project: shareOf('project') }
      return { facts, grain, from, to, rows: all, unassigned, notEstimated: shareOf('factors') }
    },
  }
}
