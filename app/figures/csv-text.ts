/** `french` opens in a French spreadsheet; `machine` is plain comma-separated text with points. */
export type CsvVariant = 'french' | 'machine'

type Cell = { readonly text: string } | { readonly number: string | number | null }
export type CsvColumn<Row> = readonly [header: string, cell: (row: Row) => Cell]

export const text = (value: string | null): Cell => ({ text: value ?? '' })
export const number = (value: string | number | null): Cell => ({ number: value })

/**
 * Rows as CSV: unknown left empty, lines ended by CR LF. French: byte order mark, semicolons, decimal commas, no
 * grouping.
 */
export function csvText<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  variant: CsvVariant,
): string {
  const separator = variant === 'french' ? ';' : ','
  const lines = [
    columns.map(([header]) => quoted(header)),
    ...rows.map((row) => columns.map(([, cell]) => written(cell(row), variant))),
  ]
  const body = lines.map((cells) => `${cells.join(separator)}\r\n`).join('')
  return variant === 'french' ? `\ufeff${body}` : body
}

function written(cell: Cell, variant: CsvVariant): string {
  if ('text' in cell) return quoted(guarded(cell.text))
  if (cell.number === null) return ''
  const plain = plainNumber(cell.number)
  return variant === 'french' ? plain.replace('.', ',') : plain
}

/** A spreadsheet runs a cell that begins so as a formula; an apostrophe makes it text again. */
function guarded(value: string): string {
  return /^\s*[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
}

function quoted(value: string): string {
  return /[",;\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** A number without exponent, all its digits kept. */
export function plainNumber(value: string | number): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? []
  if (whole === '') throw new RangeError(`« ${value} » is not a finite number.`)
  if (exponent === undefined) return String(value)
  const shift = Number(exponent)
  if (shift >= 0) return `${sign}${whole}${fraction.padEnd(shift, '0')}`
  return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`
}
