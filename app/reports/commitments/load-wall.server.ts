import type { Scope } from '#app/access/scope.ts'
import type { Mission } from '#app/commitments/mission.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { type AssessedCommitment, loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The commitments, with the counts that tell « Gouvernée » in use cases: one panel, so that one message. */
export type WallFigures = {
  readonly assessed: readonly AssessedCommitment[]
  readonly inProduction: number | null
  readonly reviewedShare: number | null
}

/** All commitments over some quarters, oldest first. Throws NothingToShow where none is declared. */
export async function loadWall(
  warehouse: Warehouse,
  scope: Scope,
  mission: Mission | null,
  quarters: readonly Period[],
): Promise<WallFigures> {
  const quarter = quarters.at(-1)
  if (mission === null || mission.commitments.length === 0 || quarter === undefined) throw new NothingToShow()
  const [assessed, counts] = await Promise.all([
    loadAssessments(warehouse, scope, mission.commitments, quarters),
    figuresOf(warehouse, scope, ['use_cases_in_production', 'reviewed_share'], quarter),
  ])
  const read = (metric: MetricId) => counts.find((figure) => figure.metric === metric)?.value ?? null
  return { assessed, inProduction: read('use_cases_in_production'), reviewedShare: read('reviewed_share') }
}
