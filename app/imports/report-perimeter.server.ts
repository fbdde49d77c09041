import type { NatureTotal, PerimeterReport } from '#app/imports/report.ts'
import type { StagedFile } from '#app/imports/stage-file.server.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'

/** Services named among what the perimeter does not decide. */
const NAMED = 5

/** What the perimeter made of the rows of a file that were read well; null where none is declared. */
export async function perimeterReport(
  scratch: Scratch,
  { plan, grouped }: Pick<StagedFile, 'plan' | 'grouped'>,
): Promise<PerimeterReport | null> {
  const { perimeter } = plan.map
  if (perimeter === null) return null
  const totals = await scratch.rows(
    `SELECT nature, currency, SUM(source_rows) AS rows, SUM(cost) AS billed FROM ${grouped} WHERE bad IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    { nature: 'STRING', currency: 'STRING', rows: 'INT64', billed: 'BIGNUMERIC' },
  )
  const of = (nature: string): readonly NatureTotal[] =>
    totals
      .filter((row) => row.nature === nature)
      .map(({ currency, rows, billed }) => ({
        currency: String(currency),
        rows: Number(rows),
        billed: String(billed),
      }))
  const withUndecided = await scratch.rows(
    `SELECT currency, SUM(cost) AS billed FROM ${grouped} WHERE bad IS NULL AND nature <> 'not_ai' GROUP BY 1 ORDER BY 1`,
    { currency: 'STRING', billed: 'BIGNUMERIC' },
  )
  const largest = await scratch.rows(
    `SELECT service, currency, SUM(source_rows) AS rows, SUM(cost) AS billed FROM ${grouped} WHERE bad IS NULL AND nature = 'undecided' GROUP BY 1, 2 ORDER BY abs(SUM(cost)) DESC, 1, 2 LIMIT ${NAMED}`,
    { service: 'STRING', currency: 'STRING', rows: 'INT64', billed: 'BIGNUMERIC' },
  )
  return {
    ai: of('ai'),
    notAi: of('not_ai'),
    undecided: of('undecided'),
    withUndecided: withUndecided.map((row) => ({
      currency: String(row.currency),
      billed: String(row.billed),
    })),
    undecidedServices: largest.map((row) => ({
      service: String(row.service),
      currency: String(row.currency),
      rows: Number(row.rows),
      billed: String(row.billed),
    })),
    idleTexts: await idleTexts(scratch, grouped, perimeter),
  }
}

/** Texts of the perimeter that decided no row: misspelled, or behind a rule that decides before. */
async function idleTexts(
  scratch: Scratch,
  grouped: string,
  perimeter: NonNullable<StagedFile['plan']['map']['perimeter']>,
): Promise<PerimeterReport['idleTexts']> {
  const decided = await scratch.rows(
    `SELECT DISTINCT nature_rule AS rule, nature_text AS text FROM ${grouped} WHERE bad IS NULL AND nature_rule IS NOT NULL`,
    { rule: 'INT64', text: 'STRING' },
  )
  const worked = new Set(decided.map(({ rule, text }) => `${rule} ${text}`))
  return perimeter.flatMap(({ written, values }, index) =>
    values.flatMap((text) => (worked.has(`${index} ${text}`) ? [] : [{ from: written, text }])),
  )
}
