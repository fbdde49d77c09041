import { type Contribution, contributionsOf } from '#app/commitments/contributions.ts'
import { type AssessedCommitment, directionOf } from '#app/reports/commitment-readings.server.ts'
import type { SubsidiaryPart } from '#app/reports/commitments/load-parts.server.ts'

/** What a subsidiary gives of a gap, and how much of its own figure is known. */
export type SubsidiaryContribution = Contribution & Pick<SubsidiaryPart, 'coverage'>

/** Those that hold the group back most first; null where the gap is not judged or subsidiaries do not tell it. */
export function sortedContributions(
  parts: readonly SubsidiaryPart[] | null,
  { commitment, now, metric }: AssessedCommitment,
): readonly SubsidiaryContribution[] | null {
  if (parts === null || now.status === 'not_assessable') return null
  const coverages = new Map(parts.map(({ id, coverage }) => [id, coverage]))
  const found = contributionsOf(commitment, now, directionOf(metric), parts)
  return (
    found
      ?.map((each) => ({ ...each, coverage: coverages.get(each.id) ?? null }))
      .sort((a, b) => a.gap - b.gap || (a.id < b.id ? -1 : 1)) ?? null
  )
}
