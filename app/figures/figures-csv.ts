import type { Figure } from '#app/figures/figure.ts'

/** `french` opens in a French spreadsheet; `machine` is plain comma-separated text with points. */
export type CsvVariant = 'french' | 'machine'

/** A figure whose `by` may name more than dimensions, such as `account_name`, or a forecast of one. */
export type NamedFigure = Omit<Figure, 'by' | 'state'> & {
  readonly by: Readonly<Record<string, string>>
  readonly state: Figure['state'] | 'forecast'
  /** What its metric is called in the language of the file. */
  readonly name?: string
  /** The sources and months that it lacks, where they are known by name. */
  readonly lacking?: string
}

type Cell = { readonly text: string } | { readonly number: string | number | null }
type Column = readonly [header: string, cell: (figure: NamedFigure) => Cell]

const text = (value: string | null): Cell => ({ text: value ?? '' })
const number = (value: string | number | null): Cell => ({ number: value })

const COLUMNS: readonly Column[] = [
  ['period', ({ period }) => text(period)],
  ['unit', ({ unit }) => text(unit)],
  ['currency', ({ currency }) => text(currency)],
  ['value', ({ value }) => number(value)],
  ['exact', ({ exact }) => number(exact)],
  ['low', ({ low }) => number(low)],
  ['high', ({ high }) => number(high)],
  ['coverage', ({ coverage }) => number(coverage)],
  ['evidence', ({ evidence }) => text(evidence.map(({ tier, share }) => `${tier}=${share}`).join(' '))],
  ['causes', ({ causes }) => text(causes.map(({ key }) => key).join(' '))],
  ['state', ({ state }) => text(state)],
  ['data_version', ({ dataVersion }) => text(dataVersion)],
]

const NAME: Column = ['metric_name', ({ name }) => text(name ?? null)]
const LACKING: Column = ['lacking', ({ lacking }) => text(lacking ?? null)]

/**
 * Figures as CSV: public ids in the header, shares from 0 to 1, unknown left empty, lines ended by CR LF.
 * French: byte order mark, semicolons, decimal commas, no grouping.
 */
export function figuresCsv(figures: readonly NamedFigure[], variant: CsvVariant): string {
  const by = [...new Set(figures.flatMap((figure) => Object.keys(figure.by)))]
  const columns: readonly Column[] = [
    ['metric', ({ metric }) => text(metric)],
    ...(figures.some(({ name }) => name !== undefined) ? [NAME] : []),
    ...by.map((name): Column => [name, (figure) => text(figure.by[name] ?? null)]),
    ...COLUMNS,
    ...(figures.some(({ lacking }) => lacking !== undefined) ? [LACKING] : []),
  ]
  const separator = variant === 'french' ? ';' : ','
  const lines = [
    columns.map(([header]) => quoted(header)),
    ...figures.map((figure) => columns.map(([, cell]) => written(cell(figure), variant))),
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
