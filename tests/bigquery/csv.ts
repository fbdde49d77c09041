import { invalid } from './wire-error.ts'

/** A cell of a CSV file; the text of a NULL is never in quotes. */
export type CsvCell = { readonly text: string; readonly isQuoted: boolean }

/** The lines of a CSV file. Throws 400 for quotes that do not close, and for newlines within them unless allowed. */
export function readCsv(text: string, delimiter: string, allowNewlines: boolean): readonly CsvCell[][] {
  const escaped = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n]*?))(${escaped}|\\r?\\n|$)`, 'y')
  const lines: CsvCell[][] = [[]]
  let place = 0
  while (place < text.length) {
    cell.lastIndex = place
    const [whole, inQuotes, bare = '', end = ''] = cell.exec(text) ?? []
    if (whole === undefined) throw unreadable(lines.length, 'a quote that does not close')
    if (inQuotes?.includes('\n') && !allowNewlines) throw unreadable(lines.length, 'a newline within quotes')
    lines.at(-1)?.push({ text: inQuotes?.replaceAll('""', '"') ?? bare, isQuoted: inQuotes !== undefined })
    place += whole.length
    if (end.endsWith('\n')) lines.push([])
    else if (end === delimiter && place === text.length) lines.at(-1)?.push({ text: '', isQuoted: false })
  }
  return lines.filter((line) => line.length > 0)
}

function unreadable(line: number, what: string) {
  return invalid(`Error while reading data, row ${line}: ${what}`)
}
