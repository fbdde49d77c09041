import { nearestName } from '#app/filters/nearest-name.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Finds the value that a misspelled one comes nearest to, by its id or by its name; of those that the reader may see. */
export function nearestValueIn(entities: Entities): (dimension: string, value: string) => string | null {
  return (dimension, value) => {
    const ids = new Map<string, string>()
    for (const [id, names] of valuesOf(dimension, entities))
      for (const name of [id, ...names]) if (!ids.has(folded(name))) ids.set(folded(name), id)
    const near = nearestName(folded(value), [...ids.keys()])
    return near === null ? null : (ids.get(near) ?? null)
  }
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

/** Case and accents are what a person mistypes most. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
