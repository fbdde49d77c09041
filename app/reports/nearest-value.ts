import { nearestCalled } from '#app/filters/nearest-name.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Finds the value that a misspelled one comes nearest to, by its id or by its name; of those that the reader may see. */
export function nearestValueIn(entities: Entities): (dimension: string, value: string) => string | null {
  return (dimension, value) =>
    nearestCalled(
      value,
      valuesOf(dimension, entities).flatMap(([id, names]) =>
        [id, ...names].map((name) => [name, id] as const),
      ),
    )
}

type Value = readonly [id: string, names: readonly string[]]

function valuesOf(dimension: string, entities: Entities): readonly Value[] {
  const named = (
    all: ReadonlyMap<string, { readonly name: string; readonly shortName: string }>,
  ): readonly Value[] => [...all].map(([id, { name, shortName }]) => [id, [shortName, name]])
  switch (dimension) {
    case 'subsidiary':
      return named(entities.subsidiaries)
    case 'business_line':
      return [...entities.businessLines].map(([id, { name }]) => [id, [name.fr, name.en]])
    case 'project':
      return named(entities.projects)
    default: {
      const met: readonly Value[] = [...(entities.values.get(dimension) ?? [])]
        .filter((id) => id !== UNASSIGNED)
        .map((id) => [id, []])
      return dimension === 'model' ? [...named(entities.models), ...met] : met
    }
  }
}
