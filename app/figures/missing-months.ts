import { composeStatement, sumColumn } from '#app/figures/compose-statement.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import type { Fact } from '#app/warehouse/schema.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'

/** A month that a source should have supplied and has not. */
export type MissingMonth = { readonly source: string; readonly supplied: string; readonly month: string }

/** The statement that reads what sources supplied, month by month, in the months that a period touches. */
export function missingMonthsStatement(period: Period, filters: Filters): Statement {
  return composeStatement('receipt.source_months', {
    facts: ['sources'],
    grain: 'month',
    from: period.from,
    to: period.to,
    by: ['source', 'supplied'],
    filters: filters.source === undefined ? {} : { source: filters.source },
    aggregates: [{ measure: 'months_expected' }, { measure: 'months_loaded' }],
  })
}

/** The months missing from the sources that supply any of `facts`, in order. */
export function missingMonths(rows: readonly Row[], facts: readonly Fact[]): readonly MissingMonth[] {
  return rows
    .filter((row) => facts.some((fact) => fact === row.supplied))
    .filter((row) => Number(row[sumColumn(0)] ?? 0) > Number(row[sumColumn(1)] ?? 0))
    .map((row) => ({ source: String(row.source), supplied: String(row.supplied), month: String(row.month) }))
    .sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1))
}

const sortText = ({ source, supplied, month }: MissingMonth) => `${month} ${source} ${supplied}`
