import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { ExportAsker } from '#app/imports/exports/ask-export.server.ts'
import type { ComposedRows, MonthLabels } from '#app/imports/exports/composed-rows.ts'
import { loadLines, writeLines } from '#app/imports/load-lines.server.ts'
import { type StagedPart, writeActivityParts } from '#app/imports/write-parts.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, createTable } from '#app/warehouse/tables.ts'
import type { Statement } from '#app/warehouse/warehouse.ts'

const ROWS = 'export_activity'

/** Brings what a statement answers to this machine, summed by day already, as parts by month and source. */
export async function downloadCore(
  asker: ExportAsker,
  composed: Statement,
  labels: MonthLabels,
  {
    scratch,
    temporary,
    dimensions,
  }: { readonly scratch: Scratch; readonly temporary: string; readonly dimensions: readonly string[] },
): Promise<ComposedRows> {
  const lines = await writeLines(
    path.join(temporary, 'export.csv'),
    columnsOf('activity_daily').map(({ name }) => name),
  )
  try {
    await asker.pages('Bringing the rows, summed by day', composed, (rows) => lines.push(rows))
  } finally {
    await lines.close()
  }
  await scratch.run(createTable(ROWS, 'activity_daily'))
  await loadLines(scratch, ROWS, lines, {}, 'activity_daily')
  const staged: StagedPart[] = []
  for (const month of labels.months) {
    const folder = path.join(temporary, month)
    await mkdir(folder)
    const origin = { sha256: labels.digestOf(month), mapDigest: labels.mapDigest, origin: '' }
    const rows = `(SELECT * FROM ${ROWS} WHERE strftime(day, '%Y-%m') = ${sqlText(month)})`
    staged.push(...(await writeActivityParts(scratch, rows, folder, origin)))
  }
  return {
    placed: [],
    staged,
    counted: await scratch.rows(
      `SELECT strftime(day, '%Y-%m') AS month, currency, SUM(source_rows) AS source_rows, SUM(cost) AS billed FROM ${ROWS} GROUP BY 1, 2`,
      { month: 'STRING', currency: 'STRING', source_rows: 'INT64', billed: 'BIGNUMERIC' },
    ),
    ids: await idsOf(scratch, dimensions),
  }
}

async function idsOf(
  scratch: Scratch,
  dimensions: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  if (dimensions.length === 0) return {}
  const counts = dimensions.map((name) => `COUNT(DISTINCT NULLIF(${name}, '${UNASSIGNED}')) AS ${name}`)
  const [row] = await scratch.rows(
    `SELECT ${counts.join(', ')} FROM ${ROWS}`,
    Object.fromEntries(dimensions.map((name) => [name, 'INT64' as const])),
  )
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]))
}
