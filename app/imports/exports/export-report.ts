import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { assignedShares, exportPerimeter, unknownTexts } from '#app/imports/exports/export-shares.ts'
import { moneyBy, rowsIn } from '#app/imports/exports/sum-rows.ts'
import type { FileReport } from '#app/imports/report.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** The answers that a report is made of. */
export type ExportAnswers = {
  /** Of `composeExportReport`. */
  readonly report: readonly Row[]
  /** Of `composeExportAccounts`. */
  readonly accounts: readonly Row[]
  /** Of `composeExportPerimeter`; empty where the map declares none. */
  readonly perimeter: readonly Row[]
  /** Of `composeExportTexts`; empty where the map assigns nothing. */
  readonly texts: readonly Row[]
  /** Of `composeExportMonths`. */
  readonly rowsWithoutDay: number
}

/** Rows of the report's answer that core gets. */
export const isCounted = (row: Row) => row.bad === null && row.nature === 'ai'

/** The report of file imports, made of what the statements over a table answered. */
export function exportReport(
  request: ExportRequest,
  name: string,
  sha256: string,
  answers: ExportAnswers,
): FileReport {
  const { format, map, table } = request
  const { report, accounts, perimeter, texts, rowsWithoutDay } = answers
  const counted = report.filter(isCounted)
  const bad = [
    ...[...new Set(report.flatMap((row) => (row.bad === null ? [] : [String(row.bad)])))].map((said) => {
      const [column = '', ...reason] = said.split(': ')
      return { column, reason: reason.join(': '), rows: rowsIn(report.filter((row) => row.bad === said)) }
    }),
    ...(rowsWithoutDay === 0
      ? []
      : [{ column: 'the day', reason: 'this is no day from 2000 to 2099', rows: rowsWithoutDay }]),
  ].sort((a, b) => b.rows - a.rows || (a.column < b.column ? -1 : 1))
  const { cells } = EXPORTS[format].read(table.schema, map.columns)
  const byCell = (prefix: string) =>
    Object.fromEntries(
      cells.flatMap(({ column }, index) => {
        const rows = rowsIn(counted, `${prefix}_${index}`)
        return rows === 0 ? [] : [[column, rows] as const]
      }),
    )
  return {
    file: name,
    sha256,
    format,
    edition: null,
    content: 'table',
    unchanged: false,
    rowsRead: rowsIn(report) + rowsWithoutDay,
    rowsLoaded: rowsIn(counted),
    rejected: { rows: bad.reduce((sum, { rows }) => sum + rows, 0), byReason: bad, first: [] },
    identicalRows: null,
    repeatedRows: 0,
    months: [...new Set(counted.map(({ month }) => String(month)))].sort(),
    sources: [...new Set(accounts.map(({ source }) => String(source)))].sort(),
    assigned: assignedShares(map, counted),
    untagged: {
      rows: rowsIn(counted, 'untagged'),
      unreadable: 0,
      withoutMapped: map.assign.map(({ written, to }, index) => ({
        from: written,
        to,
        rows: rowsIn(counted, `unseen_${index}`),
      })),
    },
    unknownTexts: unknownTexts(map, texts),
    perimeter: map.perimeter === null ? null : exportPerimeter(map.perimeter, perimeter),
    billing: {
      rowsByChargeCategory: Object.fromEntries(
        [...new Set(counted.map((row) => String(row.charge_category)))]
          .map((name) => [name, rowsIn(counted.filter((row) => row.charge_category === name))] as const)
          .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      ),
      totals: moneyBy(counted, 'billed').map(({ currency, rows, sum }) => {
        const own = counted.filter((row) => row.currency === currency)
        const [effective] = moneyBy(own, 'effective')
        const [list] = moneyBy(own, 'list')
        const knowsList = own.some((row) => row.list !== null)
        return {
          currency,
          rows,
          billed: sum,
          effective: effective?.sum ?? '0',
          list: knowsList ? (list?.sum ?? '0') : null,
        }
      }),
      negativeRows: rowsIn(counted, 'negative_rows'),
      negativeSum: moneyBy(
        counted.filter((row) => Number(row.negative_rows) > 0),
        'negative_billed',
      ).map(({ currency, sum }) => ({ currency, billed: sum })),
      emptyAmounts: byCell('empty'),
      digitsPast18: byCell('digits'),
    },
    requests: null,
  }
}
