import { missingColumn, type SourceOptions } from '#app/imports/reading/read-csv.server.ts'
import { type ParquetScan, parquetTable } from '#app/imports/reading/scan-parquet.server.ts'
import { sqlName } from '#app/imports/reading/sql-text.ts'

/**
 * A SELECT over a scanned Parquet file, every column as the text that a CSV would hold: decimals exact, doubles in their
 * shortest form, instants in ISO with Z, maps, structs and lists of key and value as JSON objects. Throws FileRefused
 * (missing-column).
 */
export function parquetSource(scan: ParquetScan, options: SourceOptions): string {
  const types = new Map(scan.header.map((name, index) => [name, scan.types[index] ?? 'VARCHAR']))
  const selected = Object.entries(options.columns).map(([alias, name]) => {
    const type = types.get(name)
    if (type === undefined) throw missingColumn(scan.path, name, scan.header)
    return `nullif(${asText(sqlName(name), type)}, '') AS ${sqlName(alias)}`
  })
  if (options.recordNumbers) selected.unshift('file_row_number + 1 AS record')
  return `SELECT ${selected.join(', ')} FROM ${parquetTable(scan.path)}`
}

function asText(column: string, type: string): string {
  // Through microseconds since 1970: the plain cast would depend on the session's time zone.
  if (type === 'TIMESTAMP WITH TIME ZONE') {
    return `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%fZ')`
  }
  if (isKeyValueList(type)) return keyValueObject(column)
  if (/^(MAP|STRUCT|UNION)\(/.test(type) || type.endsWith(']')) return `CAST(to_json(${column}) AS VARCHAR)`
  if (type === 'BLOB') return `decode(${column})`
  return `CAST(${column} AS VARCHAR)`
}

/** Labels as warehouses export them: a list of key and value, which JSON writes as one object. */
function isKeyValueList(type: string): boolean {
  return /^STRUCT\("?key"? VARCHAR, "?value"? VARCHAR\)\[\]$/.test(type)
}

function keyValueObject(column: string): string {
  return `CASE WHEN ${column} IS NOT NULL THEN '{' || array_to_string(list_transform(${column}, lambda pair: CAST(to_json(pair.key) AS VARCHAR) || ':' || coalesce(CAST(to_json(pair.value) AS VARCHAR), 'null')), ',') || '}' END`
}
