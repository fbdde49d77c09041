import { resolve } from 'node:path'

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A local path as an SQL literal that DuckDB reads as this one file: absolute, glob characters taken literally. */
export function sqlPath(path: string): string {
  return sqlText(resolve(path).replace(/[*?[]/g, (character) => `[${character}]`))
}
