import type { Message } from './service.ts'
import type { Selection, Table } from './tables.ts'

/**
 * The columns of each table that an analysed statement can depend on. The analyser drops what an explicit list
 * leaves unused; a `SELECT *` inside is narrowed to the names that the text or its answer has, unless rows are
 * compared whole (DISTINCT over a star, set operations).
 */
export function columnsRead(sql: string, analysed: Message, tables: readonly Table[]): Selection {
  const scanned = scannedColumns(analysed, tables)
  if (/\b(distinct\s+(\w+\.)?\*|union|except|intersect)/i.test(sql)) return scanned
  // A name that only says what a column is called reads nothing.
  const words =
    sql
      .toLowerCase()
      .replaceAll(/\bas\s+\w+/g, '')
      .match(/\w+/g) ?? []
  const named = new Set([...words, ...(answersStar(sql) ? answered(analysed) : [])])
  return new Map(
    [...scanned].map(([table, columns]) => [
      table,
      new Set([...columns].filter((column) => named.has(column.toLowerCase()))),
    ]),
  )
}

function scannedColumns(analysed: Message, tables: readonly Table[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return
    const scan = value as { table?: { name?: string }; column_index_list?: string[] }
    const table = tables.find(({ name }) => name === scan.table?.name)
    if (table !== undefined) {
      const columns = found.get(table.name) ?? new Set()
      for (const index of scan.column_index_list ?? []) {
        const column = table.columns[Number(index)]
        if (column !== undefined) columns.add(column.name)
      }
      found.set(table.name, columns)
    }
    Object.values(value).forEach(visit)
  }
  visit(analysed)
  return found
}

/** Whether the statement answers whole rows of what it reads. */
function answersStar(sql: string): boolean {
  let outside = sql
  for (let before = ''; before !== outside; ) {
    before = outside
    outside = outside.replaceAll(/\([^()]*\)/g, ' ')
  }
  return /\*\s*(?:,|\bfrom\b)/i.test(outside)
}

function answered(analysed: Message): string[] {
  const statement = analysed.resolved_statement as { resolved_query_stmt_node?: Message } | undefined
  const columns = (statement?.resolved_query_stmt_node?.output_column_list ?? []) as {
    column: { name: string }
  }[]
  return columns.map(({ column }) => column.name.toLowerCase())
}
