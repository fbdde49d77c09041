import { type CsvColumn, type CsvVariant, csvText, number, text } from '#app/figures/csv-text.ts'
import { unitOf } from '#app/reports/commitment-words.ts'
import type { CommitmentFigures } from '#app/reports/commitments/load-commitment.server.ts'
import {
  type SubsidiaryContribution,
  sortedContributions,
} from '#app/reports/commitments/sorted-contributions.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Words } from '#app/reports/words.ts'

/**
 * What each subsidiary gives of the gap, by id: its figure, its weight, its part; a header alone where none is told.
 * Where one is withheld, weights and parts have two significant digits: what is left of the whole would be it.
 */
export function contributionsCsv(
  { assessed, parts }: CommitmentFigures,
  quarter: string,
  entities: Entities,
  words: Words,
  variant: CsvVariant,
): string {
  const { commitment, metric } = assessed
  const isOneWithheld = parts?.some(({ isWithheld }) => isWithheld) ?? false
  const told = (share: number) => (isOneWithheld ? Number(share.toPrecision(2)) : share)
  const columns: readonly CsvColumn<SubsidiaryContribution>[] = [
    ['commitment', () => text(commitment.id)],
    ['quarter', () => text(quarter)],
    ['subsidiary', ({ id }) => text(id)],
    ['subsidiary_name', ({ id }) => text(entityName('subsidiary', id, entities, words))],
    ['metric', () => text(metric)],
    ['unit', () => text(unitOf(assessed))],
    ['value', ({ value }) => number(value)],
    ['coverage', ({ coverage }) => number(coverage)],
    ['weight', ({ share }) => number(told(share))],
    ['gap', ({ gap }) => number(told(gap))],
    ['gap_unit', () => text(commitment.measure === 'change' ? 'share' : unitOf(assessed))],
  ]
  return csvText(columns, sortedContributions(parts, assessed) ?? [], variant)
}
