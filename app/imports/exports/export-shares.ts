import { assignedDimensions } from '#app/imports/exports/compose-export-report.ts'
import { moneyBy, rowsIn } from '#app/imports/exports/sum-rows.ts'
import type { ImportMap } from '#app/imports/map.ts'
import type { AssignedShare, FileReport, NatureTotal, PerimeterReport } from '#app/imports/report.ts'
import { decimalOf, unscaledOf } from '#app/warehouse/exact-decimal.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** Services that the report names among what the perimeter does not decide, and texts of each rule. */
const NAMED = 5

/** How much of the rows that count each dimension of the map was assigned. How many ids that makes is known later. */
export function assignedShares(map: ImportMap, counted: readonly Row[]): readonly AssignedShare[] {
  const rows = rowsIn(counted)
  return assignedDimensions(map).map((to) => {
    const assignedRows = rowsIn(counted, `assigned_${to}`)
    const billed = moneyBy(counted, 'billed')
    const assigned = moneyBy(counted, `assigned_${to}_billed`)
    return {
      to,
      rows,
      assignedRows,
      ids: null,
      asWritten: map.assign.flatMap((rule) =>
        rule.to === to && rule.values === null && rule.vocabulary === null ? [rule.written] : [],
      ),
      share: rows === 0 ? 0 : assignedRows / rows,
      cost: billed.map(({ currency, sum }, index) => ({
        currency,
        assigned: assigned[index]?.sum ?? '0',
        unassigned: decimalOf(unscaledOf(sum) - unscaledOf(assigned[index]?.sum ?? '0')),
      })),
    }
  })
}

/** Texts that a rule saw and does not know, those of the largest amounts first: what the map lacks. */
export function unknownTexts(map: ImportMap, texts: readonly Row[]): NonNullable<FileReport['unknownTexts']> {
  return map.assign.flatMap(({ written, to }, index) =>
    largestFirst(texts.filter((row) => row.rule === index && row.is_known === false)).map((row) => ({
      from: written,
      to,
      text: String(row.seen),
      ...natureTotal(row),
    })),
  )
}

/** What the perimeter made of the rows, out of the answer of `composeExportPerimeter`. */
export function exportPerimeter(
  rules: NonNullable<ImportMap['perimeter']>,
  answer: readonly Row[],
): PerimeterReport {
  const of = (nature: string): readonly NatureTotal[] =>
    moneyBy(
      answer.filter((row) => row.nature === nature),
      'billed',
    ).map(({ currency, rows, sum }) => ({ currency, rows, billed: sum }))
  const decided = new Set(answer.map(({ rule, text }) => `${rule} ${text}`))
  return {
    ai: of('ai'),
    notAi: of('not_ai'),
    undecided: of('undecided'),
    withUndecided: moneyBy(
      answer.filter((row) => row.nature !== 'not_ai'),
      'billed',
    ).map(({ currency, sum }) => ({ currency, billed: sum })),
    undecidedServices: largestFirst(answer.filter((row) => row.nature === 'undecided')).map((row) => ({
      service: String(row.service),
      ...natureTotal(row),
    })),
    idleTexts: rules.flatMap(({ written, values }, index) =>
      values.flatMap((text) => (decided.has(`${index} ${text}`) ? [] : [{ from: written, text }])),
    ),
  }
}

function natureTotal({ currency, source_rows, billed }: Row): NatureTotal {
  return { currency: String(currency), rows: Number(source_rows), billed: String(billed ?? '0') }
}

function largestFirst(rows: readonly Row[]): readonly Row[] {
  const size = ({ billed }: Row) => {
    const amount = unscaledOf(String(billed ?? '0'))
    return amount < 0n ? -amount : amount
  }
  return [...rows].sort((a, b) => (size(a) > size(b) ? -1 : size(a) < size(b) ? 1 : 0)).slice(0, NAMED)
}
