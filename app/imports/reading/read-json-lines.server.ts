import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { missingColumn, type SourceOptions } from '#app/imports/reading/read-csv.server.ts'
import type { JsonLinesScan } from '#app/imports/reading/scan-json-lines.server.ts'
import { sqlName, sqlPath, sqlText } from '#app/imports/reading/sql-text.ts'

const DUCKDB_DEFAULT_OBJECT = 16 * 1024 * 1024

/**
 * A SELECT over scanned JSON lines, only the named columns read, every one VARCHAR (an object or list as JSON text).
 * Throws FileRefused: missing-column, or inexact-number when a wanted column has digits that would be lost.
 */
export function jsonLinesSource(scan: JsonLinesScan, options: SourceOptions): string {
  const wanted = Object.entries(options.columns)
  for (const [, name] of wanted) assertExact(scan, name)
  const types = [...new Set(Object.values(options.columns))].map((name) => `${sqlText(name)}: 'VARCHAR'`)
  const selected = wanted.map(([alias, name]) => `nullif(${sqlName(name)}, '') AS ${sqlName(alias)}`)
  if (options.recordNumbers) selected.unshift('row_number() OVER () AS record')
  const parameters = [
    sqlPath(scan.path),
    `columns = {${types.join(', ')}}`,
    "format = 'newline_delimited'",
    "compression = 'uncompressed'",
    'hive_partitioning = false',
    ...(scan.longestRecord * 2 > DUCKDB_DEFAULT_OBJECT
      ? [`maximum_object_size = ${scan.longestRecord * 2}`]
      : []),
  ]
  return `SELECT ${selected.join(', ')} FROM read_json(${parameters.join(', ')})`
}

function assertExact(scan: JsonLinesScan, name: string): void {
  if (!scan.header.includes(name)) throw missingColumn(scan.path, name, scan.header)
  const line = Object.hasOwn(scan.inexactNumbers, name) ? scan.inexactNumbers[name] : undefined
  if (line === undefined) return
  throw new FileRefused(scan.path, {
    reason: 'inexact-number',
    line,
    column: name,
    problem: 'this number has more digits than JSON readers keep',
    remedy: 'Export it as a string, in quotes, or as CSV.',
  })
}
