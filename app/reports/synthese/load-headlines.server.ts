import type { Scope } from '#app/access/scope.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { loadSeries, type Series, type SeriesRequest } from '#app/reports/load-series.server.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export const HEADLINES = [
  'active_users',
  'adoption_rate',
  'requests',
  'requests_assessed',
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

/** The metric's series, largest amount first when there are several currencies; empty when nothing is known. */
export type HeadlineFigures = Readonly<Record<Headline, readonly Series[]>>

/** The four figures and what stands beside them, over the compared periods and the quarters of the columns. */
export async function loadHeadlines(
  warehouse: Warehouse,
  scope: Scope,
  request: SeriesRequest,
): Promise<HeadlineFigures> {
  const all = await loadSeries(warehouse, scope, HEADLINES, request)
  if (Object.values(all).every((each) => each.length === 0)) throw new NothingToShow()
  return all
}
