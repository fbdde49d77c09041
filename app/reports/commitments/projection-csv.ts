import { expectedAt } from '#app/commitments/assess.ts'
import { type CsvColumn, type CsvVariant, csvText, number, text } from '#app/figures/csv-text.ts'
import { unitOf } from '#app/reports/commitment-words.ts'
import { projectionOf, quartersTo } from '#app/reports/commitments/becoming.ts'
import type { CommitmentFigures } from '#app/reports/commitments/load-commitment.server.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import type { Words } from '#app/reports/words.ts'

/** The quarters to the target: what is asked for, and what comes if nothing changes as far as it is projected. */
export function projectionCsv(
  figures: CommitmentFigures,
  quarter: string,
  _: Entities,
  __: Words,
  variant: CsvVariant,
): string {
  const { commitment, now } = figures.assessed
  const levels = projectionOf(figures, quarter)?.levels ?? []
  const rows = quartersTo(quarter, commitment.target.by).map((ahead, index) => ({
    ahead,
    level: levels[index] ?? null,
  }))
  const expected = (ahead: string) => expectedAt(commitment, { quarter: ahead, elapsed: 1 }, now.start)
  const columns: readonly CsvColumn<(typeof rows)[number]>[] = [
    ['commitment', () => text(commitment.id)],
    ['projected_from', () => text(quarter)],
    ['quarter', ({ ahead }) => text(ahead)],
    ['measure', () => text(commitment.measure)],
    ['unit', () => text(commitment.measure === 'change' ? 'share' : unitOf(figures.assessed))],
    ['expected', ({ ahead }) => number(expected(ahead))],
    ['projected', ({ level }) => number(level?.value ?? null)],
    ['projected_low', ({ level }) => number(level?.low ?? null)],
    ['projected_high', ({ level }) => number(level?.high ?? null)],
  ]
  return csvText(columns, rows, variant)
}
