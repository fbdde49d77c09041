import type { Scope } from '#app/access/scope.ts'
import type { Mission } from '#app/commitments/mission.ts'
import { type Comparison, comparison, isClosed, quartersUpTo } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import { loadWall, type WallFigures } from '#app/reports/commitments/load-wall.server.ts'
import { type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { type ChangeFigures, loadChange } from '#app/reports/synthese/load-change.server.ts'
import { type HeadlineFigures, loadHeadlines } from '#app/reports/synthese/load-headlines.server.ts'
import { loadQuality, type QualityFigures } from '#app/reports/synthese/load-quality.server.ts'
import { loadOverrun, type Overrun } from '#app/reports/synthese/load-watch.server.ts'
import type { PerimeterState, Warehouse } from '#app/warehouse/warehouse.ts'

export type Synthese = {
  readonly quarter: Period
  readonly compared: Comparison
  readonly closed: boolean
  readonly quarters: readonly Period[]
  /** What limits the figures; commitments are always of the whole group. */
  readonly filters: Filters
  readonly mission: Mission | null
  /** Which billing rows count as AI; null where no bill was imported. */
  readonly perimeter: PerimeterState | null
  readonly wall: Panel<WallFigures>
  readonly headlines: Panel<HeadlineFigures>
  readonly change: Panel<ChangeFigures>
  readonly quality: Panel<QualityFigures>
  readonly overrun: Panel<{ readonly largest: Overrun | null }>
}

/** Everything the Synthèse of a quarter says, each panel settled apart. */
export async function loadSynthese(
  warehouse: Warehouse,
  scope: Scope,
  request: { readonly quarter: Period; readonly filters: Filters; readonly mission: Mission | null },
  options: PanelOptions,
): Promise<Synthese> {
  const { quarter, filters, mission } = request
  const clock = warehouse.dataset
  const quarters = quartersUpTo(quarter, clock)
  const compared = comparison(quarter, clock)
  const settle = <Figures>(load: () => Promise<Figures>) => settlePanel(warehouse, load, options)
  const [wall, headlines, change, quality, overrun] = await Promise.all([
    settle(() => loadWall(warehouse, scope, mission, quarters)),
    settle(() => loadHeadlines(warehouse, scope, { quarters, compared, filters })),
    settle(() => loadChange(warehouse, scope, compared, filters)),
    settle(() => loadQuality(warehouse, scope, compared.now, filters)),
    settle(async () => ({ largest: await loadOverrun(warehouse, scope, compared.now, filters) })),
  ])
  return {
    quarter,
    compared,
    closed: isClosed(quarter, clock),
    quarters,
    filters,
    mission,
    perimeter: clock.perimeter ?? null,
    wall,
    headlines,
    change,
    quality,
    overrun,
  }
}
