/** A row of a factor file that cannot be trusted: which file, which line, what is wrong and how to mend it. */
export class FactorFileError extends Error {
  readonly file: string
  readonly line: number
  readonly remedy: string
  constructor(file: string, line: number, problem: string, remedy: string) {
    super(`app/footprint/factors/${file}, line ${line}: ${problem}. ${remedy}`)
    this.name = 'FactorFileError'
    this.file = file
    this.line = line
    this.remedy = remedy
  }
}

export type TextRow<Column extends string> = { readonly line: number } & Readonly<Record<Column, string>>

/** Reads a small CSV (RFC 4180, no line break inside a cell) whose header is exactly `columns`. Throws FactorFileError. */
export function readRows<Column extends string>(
  file: string,
  text: string,
  columns: readonly Column[],
): readonly TextRow<Column>[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (header !== columns.join(','))
    throw new FactorFileError(file, 1, `the header is « ${header} »`, `Write « ${columns.join(',')} »`)
  return lines.flatMap((content, index) => {
    if (content === '') return []
    const line = index + 2
    const cells = splitLine(content)
    if (cells === null || cells.length !== columns.length)
      throw new FactorFileError(
        file,
        line,
        `${cells?.length ?? 'unreadable'} cells where the header has ${columns.length}`,
        'Put a cell that holds a comma or a quote between double quotes',
      )
    const row = Object.fromEntries(columns.map((column, at) => [column, (cells[at] ?? '').trim()]))
    return [{ line, ...row } as TextRow<Column>]
  })
}

function splitLine(line: string): string[] | null {
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const match = cell.exec(line)
    if (match === null) return null
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === '') return cells
  }
}
