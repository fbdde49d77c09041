import { parseArgs } from 'node:util'
import type { Scope } from '#app/access/scope.ts'
import { withAccountNames } from '#app/figures/account-names.ts'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { checkRequest } from '#app/figures/check-request.ts'
import { figuresCsv } from '#app/figures/figures-csv.ts'
import { figuresTable } from '#app/figures/figures-table.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { allMonths, periodBetween } from '#app/filters/dataset-period.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export type FiguresCommand = {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly period: string | null
  readonly from: string | null
  readonly to: string | null
  readonly format: 'json' | 'csv' | 'table'
  readonly dataDir: string | null
  readonly dataset: 'demo' | 'group' | null
}

/** Arguments that cannot be understood; the message says which and what to write. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

export const FIGURES_HELP = `Prints figures of the data set.

  npm run figures -- --metric cost --by provider --from 2024-09 --to 2024-10 --json

  --metric ID           metric, repeated or with commas
  --by DIMENSION        break down by, repeated or with commas
  --from, --to PERIOD   months (2024-09) or quarters (2024-Q3), both included; all months when left out
  --period PERIOD       2026-07, 2026-Q3, 2026, 2024-09..2024-10, or first days only: 2025-Q4~47d
  --filter DIM=VALUE    keep one value of a dimension, repeated
  --json, --csv         array of figures, or comma-separated text; an aligned table otherwise
  --data-dir FOLDER     where data sets are (VIGIE_DATA_DIR)
  --dataset demo|group  which of them (VIGIE_DATASET)

Metrics: ${METRIC_IDS.join(', ')}
Dimensions: ${FIGURE_DIMENSIONS.join(', ')}
`

const OPTIONS = {
  metric: { type: 'string', multiple: true },
  by: { type: 'string', multiple: true },
  filter: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  period: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  'data-dir': { type: 'string' },
  dataset: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the command line; null asks for help. Throws UsageError, and FigureRefused for an unknown name. */
export function parseFiguresCommand(args: readonly string[]): FiguresCommand | null {
  const values = readArguments(args)
  if (values.help) return null
  if (values.json && values.csv) throw new UsageError('--json and --csv exclude each other.')
  if (values.period !== undefined && (values.from !== undefined || values.to !== undefined))
    throw new UsageError('--period already says from when to when: leave --from and --to out.')
  const metrics = listed(values.metric)
  if (metrics.length === 0)
    throw new UsageError('--metric is missing: name at least one, such as --metric cost.')
  const { dataset } = values
  if (dataset !== undefined && dataset !== 'demo' && dataset !== 'group')
    throw new UsageError(`--dataset is demo or group, not « ${dataset} ».`)
  const asked = { metrics, by: listed(values.by), filters: readFilters(values.filter ?? []) }
  // An unknown name is said at once, whether or not there are data.
  checkRequest({ ...asked, period: '' })
  return {
    ...asked,
    period: values.period ?? null,
    from: values.from ?? null,
    to: values.to ?? null,
    format: values.json ? 'json' : values.csv ? 'csv' : 'table',
    dataDir: values['data-dir'] ?? null,
    dataset: dataset ?? null,
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${message.replace(/\.?$/, '.')} Try --help.`)
  }
}

const listed = (values: readonly string[] = []) =>
  values.flatMap((value) => value.split(',')).filter((value) => value !== '')

function readFilters(texts: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const filters = new Map<string, string[]>()
  for (const text of texts) {
    const [, dimension, value] = /^([^=]+)=(.+)$/s.exec(text) ?? []
    if (dimension === undefined || value === undefined)
      throw new UsageError(`--filter ${text}: write DIMENSION=VALUE, such as --filter provider=aws.`)
    filters.set(dimension, [...(filters.get(dimension) ?? []), value])
  }
  return Object.fromEntries(filters)
}

/** The text that the command prints. Throws FigureRefused, PeriodError and WarehouseError. */
export async function printFigures(
  command: FiguresCommand,
  warehouse: Warehouse,
  scope: Scope,
): Promise<string> {
  const { dataset } = warehouse
  const { from, to } = command
  const period =
    command.period ??
    (from === null && to === null ? allMonths(dataset) : periodBetween(from, to, dataset)).text
  const request = checkRequest({ metrics: command.metrics, by: command.by, period, filters: command.filters })
  await checkFilterValues(warehouse, scope, request)
  const figures = await withAccountNames(warehouse, scope, await loadFigures(warehouse, scope, request))
  switch (command.format) {
    case 'json':
      return `${JSON.stringify(figures, null, 2)}\n`
    case 'csv':
      return figuresCsv(figures, 'machine')
    case 'table':
      return figuresTable(figures)
  }
}
