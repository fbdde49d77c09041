import { type CsvColumn, type CsvVariant, csvText, number, text } from '#app/figures/csv-text.ts'
import type { Figure } from '#app/figures/figure.ts'

/** A figure whose `by` may name more than dimensions, such as `account_name`, or a forecast of one. */
export type NamedFigure = Omit<Figure, 'by' | 'state'> & {
  readonly by: Readonly<Record<string, string>>
  readonly state: Figure['state'] | 'forecast'
  /** What its metric is called in the language of the file. */
  readonly name?: string
  /** The sources and months that it lacks, where they are known by name. */
  readonly lacking?: string
}

type Column = CsvColumn<NamedFigure>

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
  ['withheld', ({ withheld }) => text(withheld)],
]

const NAME: Column = ['metric_name', ({ name }) => text(name ?? null)]
const LACKING: Column = ['lacking', ({ lacking }) => text(lacking ?? null)]

/** Figures as CSV: public ids in the header, shares from 0 to 1. */
export function figuresCsv(figures: readonly NamedFigure[], variant: CsvVariant): string {
  const by = [...new Set(figures.flatMap((figure) => Object.keys(figure.by)))]
  const columns: readonly Column[] = [
    ['metric', ({ metric }) => text(metric)],
    ...(figures.some(({ name }) => name !== undefined) ? [NAME] : []),
    ...by.map((name): Column => [name, (figure) => text(figure.by[name] ?? null)]),
    ...COLUMNS,
    ...(figures.some(({ lacking }) => lacking !== undefined) ? [LACKING] : []),
  ]
  return csvText(columns, figures, variant)
}
