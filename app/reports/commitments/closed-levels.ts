import { isClosed } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Levels of the quarters that are over, oldest first: what a projection rests on. */
export function closedLevels(
  { quarters: assessments }: AssessedCommitment,
  quarters: readonly Period[],
  dataset: DatasetInfo,
): readonly (number | null)[] {
  return assessments.flatMap(({ level }, index) => {
    const own = quarters[index]
    return own !== undefined && isClosed(own, dataset) ? [level] : []
  })
}
