import type { ImportMap } from '#app/imports/map.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import type { Source } from '#app/sources/source.ts'

/** Field → header of the file that holds it; fields that the file lacks are left out. */
export type FoundColumns = Readonly<Record<string, string>>

/**
 * Finds the columns of a format in a file's header: those the map names, then the usual names, whatever their case.
 * @throws {FileRefused} naming every column that is missing, or the name that two columns share
 */
export function findColumns(
  file: string,
  header: readonly string[],
  source: Source,
  map: ImportMap,
): FoundColumns {
  const found: Record<string, string> = {}
  for (const [field, { headers }] of Object.entries(source.fields)) {
    const named = map.columns[field]
    if (named !== undefined && !header.includes(named))
      throw refused(
        file,
        named,
        `the map says that this column holds ${field}, and the file has no such column; it has ${header.join(', ')}`,
        `Mend columns.${field} in the map.`,
      )
    const column = named ?? usual(file, header, headers)
    if (column !== undefined) found[field] = column
  }
  const missing = Object.entries(source.fields).filter(
    ([field, { required }]) => required && !(field in found),
  )
  if (missing.length === 0) return found
  const names = missing.map(([field, { headers }]) => `${headers[0]} (${field})`)
  throw refused(
    file,
    null,
    `this is not a ${source.format} file: it has no column ${names.join(', ')}; it has ${header.join(', ')}`,
    `Choose the format that it has, or name these columns in a map: {"columns": {"${missing[0]?.[0]}": HEADER}}.`,
  )
}

function usual(file: string, header: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    if (header.includes(name)) return name
    const alike = header.filter((one) => one.toLowerCase() === name.toLowerCase())
    if (alike.length > 1)
      throw refused(file, name, `${alike.join(' and ')} differ only by case`, 'Name the right one in a map.')
    if (alike[0] !== undefined) return alike[0]
  }
  return undefined
}

function refused(file: string, column: string | null, problem: string, remedy: string): FileRefused {
  return new FileRefused(file, { reason: 'missing-column', line: null, column, problem, remedy })
}
