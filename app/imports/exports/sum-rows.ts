import { decimalOf, unscaledOf } from '#app/warehouse/exact-decimal.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** The sum of a column of whole numbers. */
export function rowsIn(rows: readonly Row[], column = 'source_rows'): number {
  return rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0)
}

/** The exact sum of a column of amounts, as decimal text; NULL counts as zero. */
export function moneyIn(rows: readonly Row[], column: string): string {
  return decimalOf(rows.reduce((sum, row) => sum + unscaledOf(String(row[column] ?? '0')), 0n))
}

/** Rows and the exact sum of a column of amounts by currency, in the order of the currencies. */
export function moneyBy(
  rows: readonly Row[],
  column: string,
): readonly { readonly currency: string; readonly rows: number; readonly sum: string }[] {
  const currencies = [...new Set(rows.map(({ currency }) => String(currency)))].sort()
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency)
    return { currency, rows: rowsIn(own), sum: moneyIn(own, column) }
  })
}
