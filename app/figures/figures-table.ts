import { plainNumber } from '#app/figures/csv-text.ts'
import type { NamedFigure } from '#app/figures/figures-csv.ts'

/** Figures as aligned text for a terminal; unknown is « – », withheld says why. */
export function figuresTable(figures: readonly NamedFigure[]): string {
  const by = [...new Set(figures.flatMap((figure) => Object.keys(figure.by)))]
  const header = ['metric', ...by, 'period', 'value', 'unit', 'low', 'high', 'coverage', 'state']
  const lines = figures.map((figure) => [
    figure.metric,
    ...by.map((name) => figure.by[name] ?? ''),
    figure.period,
    figure.withheld ?? written(figure.exact ?? figure.value),
    figure.unit,
    written(figure.low),
    written(figure.high),
    written(figure.coverage),
    figure.state,
  ])
  const numbers = new Set(['value', 'low', 'high', 'coverage'])
  const widths = header.map((name, index) =>
    Math.max(name.length, ...lines.map((line) => line[index]?.length ?? 0)),
  )
  const pad = (cell: string, index: number) =>
    numbers.has(header[index] ?? '') ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)
  return [header, ...lines].map((line) => `${line.map(pad).join('  ').trimEnd()}\n`).join('')
}

const written = (value: string | number | null) => (value === null ? '–' : plainNumber(value))
