import { FileRefused } from '#app/imports/reading/file-refused.ts'
import type { FileScan } from '#app/imports/reading/scan-file.server.ts'
import { sqlName, sqlPath, sqlText } from '#app/imports/reading/sql-text.ts'

const DUCKDB_DEFAULT_LINE = 2 * 1024 * 1024

export type SourceOptions = {
  /** Column name in the result → name in the file's header. */
  columns: Readonly<Record<string, string>>
  /** Adds BIGINT `record`, the 1-based data record; reads in order, so only when records must be named. */
  recordNumbers?: boolean
}

/**
 * A SELECT over a scanned CSV file, every column VARCHAR. A cell that is empty, quoted or not, or the bare word NULL,
 * is NULL; a quoted "NULL" is a text. Throws FileRefused (missing-column) for a header that the file lacks.
 */
export function csvSource(scan: FileScan, options: SourceOptions): string {
  const position = new Map(scan.header.map((name, index) => [name, index]))
  const selected = Object.entries(options.columns).map(([alias, name]) => {
    const index = position.get(name)
    if (index === undefined) throw missingColumn(scan.path, name, scan.header)
    return `nullif(c${index}, '') AS ${sqlName(alias)}`
  })
  if (options.recordNumbers) selected.unshift('row_number() OVER () AS record')
  // Names of our own: headers that differ only by case are one name to DuckDB.
  const types = scan.header.map((_, index) => `c${index}: 'VARCHAR'`)
  const parameters = [
    sqlPath(scan.path),
    `columns = {${types.join(', ')}}`,
    'auto_detect = false',
    'header = true',
    `delim = ${sqlText(scan.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    // Strict mode stops at mixed line ends; the scan has already proved the structure that it would check.
    `strict_mode = ${scan.lineEnd !== 'mixed'}`,
    `nullstr = ['', 'NULL']`,
    'allow_quoted_nulls = false',
    "compression = 'none'",
    'hive_partitioning = false',
    ...(scan.longestRecord >= DUCKDB_DEFAULT_LINE ? [`max_line_size = ${scan.longestRecord + 1024}`] : []),
    ...(readsFromEndToEnd(scan) ? ['parallel = false'] : []),
  ]
  return `SELECT ${selected.join(', ')} FROM read_csv(${parameters.join(', ')})`
}

/**
 * Reading in parallel, DuckDB guesses where a record starts near each 8 MB: in valid CRLF files with doubled quotes it
 * lost thousands of rows without a word, and with line ends inside quotes it gave up. One thread was always right.
 */
function readsFromEndToEnd(scan: FileScan): boolean {
  return scan.ambiguousMidway || scan.lineEnd === 'mixed'
}

/** The refusal for a column that an import needs and a file lacks. */
export function missingColumn(path: string, name: string, header: readonly string[]): FileRefused {
  return new FileRefused(path, {
    reason: 'missing-column',
    line: null,
    column: name,
    problem: `there is no such column; the file has ${header.join(', ')}`,
    remedy: 'Export it with this column, or name the one that holds it in the map file.',
  })
}
