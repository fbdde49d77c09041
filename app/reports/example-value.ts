import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** A value that a filter of a dimension can be shown with: of those that the reader may see, the first by its name. */
export function exampleValue(dimension: string, entities: Entities, words: Words): string {
  const named = valuesOf(dimension, entities, words)
    .filter((id) => id !== UNASSIGNED)
    .map((id) => ({ id, name: entityName(dimension, id, entities, words) }))
    .sort((a, b) => a.name.localeCompare(b.name, words.language))
  return named[0]?.id ?? UNASSIGNED
}

function valuesOf(dimension: string, entities: Entities, { messages }: Words): readonly string[] {
  switch (dimension) {
    case 'subsidiary':
      return [...entities.subsidiaries.keys()]
    case 'business_line':
      return [...entities.subsidiaries.values()].map(({ businessLine }) => businessLine)
    case 'project':
      return [...entities.projects.keys()]
    case 'stage':
      return Object.keys(messages.dimensions.values.stage)
    default:
      return [...(entities.values.get(dimension) ?? [])]
  }
}
