import { type CsvColumn, type CsvVariant, csvText, number, text } from '#app/figures/csv-text.ts'
import type { Period } from '#app/filters/period.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import type { Language } from '#app/metrics/language.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { unitOf } from '#app/reports/commitment-words.ts'

/** Commitments quarter by quarter as a verifier takes them away: ids, statuses, levels in the unit of the metric or as a change. */
export function commitmentsCsv(
  commitments: readonly AssessedCommitment[],
  quarters: readonly Period[],
  language: Language,
  variant: CsvVariant,
): string {
  const rows = commitments.flatMap((assessed) =>
    assessed.quarters.map((assessment, index) => ({
      assessed,
      assessment,
      quarter: quarters[index]?.text ?? '',
    })),
  )
  const columns: readonly CsvColumn<(typeof rows)[number]>[] = [
    ['commitment', ({ assessed }) => text(assessed.commitment.id)],
    ['name', ({ assessed }) => text(assessed.commitment.name[language])],
    ['promise', ({ assessed }) => text(assessed.commitment.promise)],
    ['metric', ({ assessed }) => text(assessed.metric)],
    ['quarter', ({ quarter }) => text(quarter)],
    ['status', ({ assessment }) => text(assessment.status)],
    ['measure', ({ assessed }) => text(assessed.commitment.measure)],
    ['unit', ({ assessed }) => text(assessed.commitment.measure === 'change' ? 'share' : unitOf(assessed))],
    ['level', ({ assessment }) => number(assessment.level)],
    ['expected', ({ assessment }) => number(assessment.expected)],
    ['gap', ({ assessment }) => number(assessment.status === 'not_assessable' ? null : assessment.gap)],
    ['target', ({ assessment }) => number(assessment.target)],
    ['target_by', ({ assessed }) => text(assessed.commitment.target.by)],
    ['at_risk_within', ({ assessed }) => number(assessed.commitment.at_risk_within)],
    ['coverage', ({ assessment }) => number(assessment.coverage)],
    ['coverage_floor', ({ assessed }) => number(assessed.commitment.coverage_floor)],
    ['better_when', ({ assessed }) => text(metricOf(assessed.metric).betterWhen)],
    ['owner', ({ assessed }) => text(assessed.commitment.owner)],
  ]
  return csvText(columns, rows, variant)
}
