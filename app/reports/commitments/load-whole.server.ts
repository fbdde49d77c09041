import type { Scope } from '#app/access/scope.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { windowOf } from '#app/reports/commitment-readings.server.ts'
import { weightOf } from '#app/reports/commitments/weight-of.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What a share divides by, in the unit of its figure; with `isCovered`, times the share's coverage. */
export type Whole = { readonly value: number; readonly unit: string; readonly isCovered: boolean }

/** What the figure of a commitment divides by in a quarter; null for what is no share, and where no metric tells it. */
export async function loadWhole(
  warehouse: Warehouse,
  scope: Scope,
  commitment: Commitment,
  quarter: Period,
): Promise<Whole | null> {
  const { dataset } = warehouse
  const metric = commitment.metric as MetricId
  const weight = weightOf(metric, windowOf(commitment, quarter, dataset.asOf), dataset)
  if (metricOf(metric).unit !== 'share' || weight === null) return null
  const [figure, ...others] = await figuresOf(warehouse, scope, [weight.metric], weight.period)
  if (figure === undefined || figure.value === null || others.length > 0) return null
  return { value: figure.value, unit: figure.unit, isCovered: weight.isCovered }
}
