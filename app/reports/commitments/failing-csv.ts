import { type CsvColumn, type CsvVariant, csvText, text } from '#app/figures/csv-text.ts'
import type { CommitmentFigures } from '#app/reports/commitments/load-commitment.server.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** The use cases that fail a commitment, by id and by name; a header alone where none does. */
export function failingCsv(
  { assessed, failing }: CommitmentFigures,
  quarter: string,
  entities: Entities,
  words: Words,
  variant: CsvVariant,
): string {
  const projects = (failing ?? []).map(({ by }) => by.project ?? UNASSIGNED)
  const subsidiaryOf = (id: string) => entities.projects.get(id)?.subsidiary ?? UNASSIGNED
  const columns: readonly CsvColumn<string>[] = [
    ['commitment', () => text(assessed.commitment.id)],
    ['quarter', () => text(quarter)],
    ['project', (id) => text(id)],
    ['project_name', (id) => text(entityName('project', id, entities, words, 'long'))],
    ['subsidiary', (id) => text(subsidiaryOf(id))],
    ['subsidiary_name', (id) => text(entityName('subsidiary', subsidiaryOf(id), entities, words))],
  ]
  return csvText(columns, projects, variant)
}
