import { compareTotals, type TotalsDifference } from '#app/imports/exports/compose-export-totals.ts'
import { isCounted } from '#app/imports/exports/export-report.ts'
import { rowsIn } from '#app/imports/exports/sum-rows.ts'
import type { ImportMap } from '#app/imports/map.ts'
import { ExportRefused } from '#app/sources/export-source.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

const NAMED = 3

/** Every row and every amount of the table is in what was read of it. @throws {ExportRefused} naming what differs */
export function checkTotals(name: string, report: readonly Row[], totals: readonly Row[]): void {
  const differences = compareTotals(report, totals)
  if (differences.length === 0) return
  throw new ExportRefused(
    `What was read of ${name} does not add up to the table itself: ${said(differences)}`,
    'Nothing was imported. Run it again when nothing writes to the table; if it differs again, tell who maintains Vigie.',
  )
}

/** What core got is what was read and counts. @throws {ExportRefused} naming what differs */
export function checkComposed(name: string, report: readonly Row[], composed: readonly Row[]): void {
  const differences = compareTotals(composed, report.filter(isCounted))
  if (differences.length === 0) return
  throw new ExportRefused(
    `The core rows made of ${name} do not add up to what was read: ${said(differences)}`,
    'Nothing was published. Run it again when nothing writes to the table.',
  )
}

function said(differences: readonly TotalsDifference[]): string {
  const named = differences
    .slice(0, NAMED)
    .map(
      ({ month, currency, rows, billed }) =>
        `${month} ${currency}: ${rows[0]} rows and ${billed[0]}, where it has ${rows[1]} and ${billed[1]}`,
    )
  const more = differences.length - NAMED
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

/** A first import of which nothing can be loaded is a mistake. @throws {ExportRefused} */
export function refuseUseless(name: string, { perimeter }: ImportMap, report: readonly Row[]): void {
  if (report.some(isCounted)) return
  const good = report.filter((row) => row.bad === null)
  if (perimeter !== null && good.length > 0)
    throw new ExportRefused(
      `The map's perimeter makes none of the ${rowsIn(good)} rows of ${name} AI`,
      'Mend “perimeter” in the map: texts are compared letter for letter.',
    )
  throw new ExportRefused(
    `None of the ${rowsIn(report)} rows of ${name} can be loaded; of the first ones, ${report[0]?.bad}`,
    'Check that the table is of this format, or name its columns in a map.',
  )
}
