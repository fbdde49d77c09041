import type { Scope } from '#app/access/scope.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { windowOf } from '#app/reports/commitment-readings.server.ts'
import { loadUnassessed } from '#app/reports/load-unassessed.server.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What names those whose activity a commitment's figure leaves out in a quarter; none where nobody can be named. */
export async function loadMissing(
  warehouse: Warehouse,
  scope: Scope,
  commitment: Commitment,
  quarter: Period,
): Promise<readonly Figure[]> {
  const period = windowOf(commitment, quarter, warehouse.dataset.asOf)
  switch (metricOf(commitment.metric as MetricId).coverage?.assessed.measure) {
    case 'activity_wh_assessed':
      return await loadUnassessed(warehouse, scope, period, {})
    case 'requests':
      return await figuresOf(warehouse, scope, ['requests'], period, ['openness', 'provider'])
    default:
      return []
  }
}
