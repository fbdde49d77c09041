import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { allMonths } from '#app/filters/dataset-period.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What one source supplied of what it should have; months YYYY-MM. */
export type SourceMonths = {
  readonly source: string
  readonly expected: number
  readonly received: number
  readonly last: string | null
  readonly missing: readonly string[]
}

/** What every source supplied, by name. */
export async function loadData(
  warehouse: Warehouse,
  scope: Scope,
  options: PanelOptions,
): Promise<Panel<readonly SourceMonths[]>> {
  return await settlePanel(
    warehouse,
    async () => {
      const figures = await loadFigures(warehouse, scope, {
        metrics: ['source_completeness'],
        by: ['source', 'month'],
        period: allMonths(warehouse.dataset).text,
        filters: {},
      })
      const sources = [...new Set(figures.map(({ by }) => by.source ?? ''))]
      if (sources.length === 0) throw new NothingToShow()
      return sources.map((source) =>
        monthsOf(
          source,
          figures.filter(({ by }) => by.source === source),
        ),
      )
    },
    options,
  )
}

function monthsOf(source: string, figures: readonly Figure[]): SourceMonths {
  const known = figures.filter(({ value }) => value !== null)
  const received = known.filter(({ value }) => value === 1).map(({ by }) => by.month ?? '')
  return {
    source,
    expected: known.length,
    received: received.length,
    last: received.sort().at(-1) ?? null,
    missing: known.filter(({ value }) => value !== 1).map(({ by }) => by.month ?? ''),
  }
}
