/** A line of a machine CSV of figures. */
export type CsvRow = {
  readonly metric: string
  readonly period: string
  readonly by: Readonly<Record<string, string>>
  readonly value: number | null
  readonly exact: string
  readonly low: number | null
  readonly high: number | null
  readonly coverage: number | null
  readonly state: string
  readonly version: string
  readonly withheld: string
}

const KNOWN = ['metric', 'period', 'unit', 'currency', 'value', 'exact', 'low', 'high', 'coverage']
const AFTER = ['evidence', 'causes', 'state', 'data_version', 'withheld']

/** Cells of one line, quotes undone. */
export function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  )
}

/** Reads a machine CSV of figures: what is no column of every figure is a dimension. */
export function readCsv(text: string): readonly CsvRow[] {
  const [header = '', ...lines] = text.split('\r\n').filter((line) => line !== '')
  const names = cellsOf(header)
  return lines.map((line) => {
    const cells = cellsOf(line)
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const number = (name: string) => (cell(name) === '' ? null : Number(cell(name)))
    const isDimension = (name: string) => ![...KNOWN, ...AFTER].includes(name) && !name.endsWith('_name')
    const dimensions = names.filter((name) => isDimension(name) && cell(name) !== '')
    return {
      metric: cell('metric'),
      period: cell('period'),
      by: Object.fromEntries(dimensions.map((name) => [name, cell(name)])),
      value: number('value'),
      exact: cell('exact'),
      low: number('low'),
      high: number('high'),
      coverage: number('coverage'),
      state: cell('state'),
      version: cell('data_version'),
      withheld: cell('withheld'),
    }
  })
}
