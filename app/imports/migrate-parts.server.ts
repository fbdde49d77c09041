import path from 'node:path'
import { copyRows, type StagedPart } from '#app/imports/write-parts.server.ts'
import type { ManifestPart } from '#app/warehouse/manifest.server.ts'
import { NOT_APPLICABLE, UNASSIGNED } from '#app/warehouse/schema.ts'
import { openScratch, type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import { columnsOf, SCHEMA } from '#app/warehouse/tables.ts'

/**
 * Parts of an older schema written again with the columns that the schema has gained: a measure that the file never
 * had is unknown, a dimension unassigned (or not applicable to the fact). Parts that have every column stay.
 */
export async function migrateParts(
  folder: string,
  temporary: string,
  parts: readonly ManifestPart[],
): Promise<{ readonly keep: readonly ManifestPart[]; readonly add: readonly StagedPart[] }> {
  const scratch = await openScratch({ folder: temporary, threads: 1 })
  try {
    const keep: ManifestPart[] = []
    const add: StagedPart[] = []
    for (const [index, part] of parts.entries()) {
      const from = `read_parquet(${sqlText(path.join(folder, part.path))})`
      const missing = await missingColumns(scratch, part.table, from)
      if (missing.size === 0) {
        keep.push(part)
        continue
      }
      const columns = columnsOf(part.table).map(({ name, type }) =>
        missing.has(name) ? `CAST(${emptyValue(part.table, name)} AS ${type}) AS ${name}` : name,
      )
      const file = path.join(temporary, `migrated-${index}.parquet`)
      const written = await copyRows(scratch, part.table, `(SELECT ${columns.join(', ')} FROM ${from})`, file)
      const { path: _, ...labels } = part
      add.push({ ...labels, ...written })
    }
    return { keep, add }
  } finally {
    scratch.close()
  }
}

async function missingColumns(scratch: Scratch, table: string, from: string): Promise<ReadonlySet<string>> {
  const rows = await scratch.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${from})`, {
    column_name: 'STRING',
  })
  const there = new Set(rows.map((row) => String(row.column_name)))
  return new Set(columnsOf(table).flatMap(({ name }) => (there.has(name) ? [] : [name])))
}

function emptyValue(table: string, column: string): string {
  const { nullable } = columnsOf(table).find(({ name }) => name === column) ?? { nullable: true }
  if (nullable) return 'NULL'
  const dimension = table === 'activity_daily' ? SCHEMA.dimensions[column] : undefined
  if (dimension === undefined) return sqlText(UNASSIGNED)
  const facts = dimension.facts.map((fact) => sqlText(fact)).join(', ')
  return `CASE WHEN fact IN (${facts}) THEN '${UNASSIGNED}' ELSE '${NOT_APPLICABLE}' END`
}
