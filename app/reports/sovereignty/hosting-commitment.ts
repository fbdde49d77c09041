import type { Commitment, Mission } from '#app/commitments/mission.ts'
import { isMetricId, metricOf } from '#app/metrics/catalog.ts'

/**
 * The commitment whose rule is a share of the spend on some rungs of the hosting ladder, whatever the mission file
 * calls it; null where none is. A relative change has no place on an axis of shares.
 */
export function hostingCommitment(mission: Mission | null): Commitment | null {
  return mission?.commitments.find(({ metric, measure }) => measure === 'level' && isOnLadder(metric)) ?? null
}

function isOnLadder(metric: string): boolean {
  if (!isMetricId(metric)) return false
  const { formula } = metricOf(metric)
  return (
    formula.kind === 'ratio' &&
    formula.numerator.measure === 'cost' &&
    formula.numerator.where?.hosting !== undefined
  )
}
