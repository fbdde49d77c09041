import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFiguresOver } from '#app/figures/load-figures.ts'
import type { Comparison } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/synthese/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export const HEADLINES = [
  'active_users',
  'adoption_rate',
  'requests',
  'cost',
  'list_cost',
  'budget',
  'budget_used',
  'gpu_hours',
  'gpu_hours_used',
  'gpu_utilisation',
  'gpu_hours_idle',
  'energy_kwh',
  'carbon_kg',
  'carbon_per_employee',
  'energy_per_request',
] as const satisfies readonly MetricId[]
export type Headline = (typeof HEADLINES)[number]

/** One metric, perhaps in one currency, over the periods that the page compares. */
export type HeadlineSeries = {
  readonly now: Figure
  readonly previous: Figure | null
  readonly yearBefore: Figure | null
  /** The quarters of the columns, oldest first; the last is the quarter of the page. */
  readonly quarters: readonly (Figure | null)[]
}

/** The metric's series, largest amount first when there are several currencies; empty when nothing is known. */
export type HeadlineFigures = Readonly<Record<Headline, readonly HeadlineSeries[]>>

/** The four figures and what stands beside them, over the compared periods and the quarters of the columns. */
export async function loadHeadlines(
  warehouse: Warehouse,
  scope: Scope,
  quarters: readonly Period[],
  compared: Comparison,
): Promise<HeadlineFigures> {
  const columnsRead = loadFiguresOver(
    warehouse,
    scope,
    { metrics: HEADLINES, by: [], filters: {} },
    quarters.map(({ text }) => text),
  )
  // Whole quarters are columns too; elapsed days are read on their own.
  const read = async (period: Period) =>
    period.elapsedDays === null
      ? ((await columnsRead)[quarters.findIndex(({ text }) => text === period.text)] ?? [])
      : await figuresOf(warehouse, scope, HEADLINES, period)
  const [columns, now, previous, yearBefore] = await Promise.all([
    columnsRead,
    read(compared.now),
    read(compared.previous),
    read(compared.yearBefore),
  ])
  const find = (figures: readonly Figure[], like: Figure) =>
    figures.find(({ metric, currency }) => metric === like.metric && currency === like.currency) ?? null
  const series = (metric: MetricId): HeadlineSeries[] =>
    now
      .filter((figure) => figure.metric === metric && figure.value !== null)
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
      .map((figure) => ({
        now: figure,
        previous: find(previous, figure),
        yearBefore: find(yearBefore, figure),
        // The last column is the figure above it, over the elapsed days of a quarter that is not over.
        quarters: quarters.map((_, index) =>
          index === quarters.length - 1 ? figure : find(columns[index] ?? [], figure),
        ),
      }))
  const all = Object.fromEntries(HEADLINES.map((metric) => [metric, series(metric)])) as Record<
    Headline,
    HeadlineSeries[]
  >
  if (Object.values(all).every((each) => each.length === 0)) throw new NothingToShow()
  return all
}
