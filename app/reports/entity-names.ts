import type { FigureDimension } from '#app/figures/figure.ts'
import { filteredBy, type PageState, pageHref, withoutTables } from '#app/filters/page-address.ts'
import type { Entities, Entity } from '#app/reports/entities.server.ts'
import { subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { valueName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What a value of a dimension is called: an entity's short name, a word of the language, or the id itself. */
export function entityName(
  dimension: string,
  id: string,
  entities: Entities,
  words: Words,
  width: 'short' | 'long' = 'short',
): string {
  const { dimensions } = words.messages
  if (id === UNASSIGNED) return dimensions.unassigned
  switch (dimension) {
    case 'subsidiary':
      return nameOf(entities.subsidiaries.get(id), width) ?? id
    case 'business_line':
      return entities.businessLines.get(id)?.name[words.language] ?? id
    case 'project':
      return nameOf(entities.projects.get(id), width) ?? id
    case 'model':
      return nameOf(entities.models.get(id), width) ?? id
    default:
      return valueName(dimension, id, words)
  }
}

/** A name with the id by which the source's rows are found; fixed values have words alone, as do names that hold it. */
export function nameWithId(dimension: string, id: string, entities: Entities, words: Words): string {
  const name = entityName(dimension, id, entities, words)
  const isWord = id === UNASSIGNED || Object.hasOwn(words.messages.dimensions.values, dimension)
  return isWord || name === id || name.endsWith(`(${id})`) ? name : `${name} (${id})`
}

function nameOf(entity: Entity | undefined, width: 'short' | 'long'): string | undefined {
  return width === 'long' ? entity?.name : entity?.shortName
}

/** Entities that have a page of their own: dimension → folder of the address. */
export const ENTITY_PAGES = { project: 'projects', model: 'models', provider: 'providers' } as const
export type EntityDimension = keyof typeof ENTITY_PAGES

/** Whether a dimension's values have pages of their own. */
export function hasPage(dimension: string): dimension is EntityDimension {
  return Object.hasOwn(ENTITY_PAGES, dimension)
}

/** Where a row leads: to its entity's page where there is one, else to the page at `path` limited to it. */
export function entityHref(
  dimension: FigureDimension,
  id: string,
  path: string,
  state: PageState,
  { language }: Pick<Words, 'language'>,
): string {
  if (dimension === 'subsidiary' && id !== UNASSIGNED)
    return pageHref(subsidiaryHref(id, { language }), { ...withoutTables(state), filters: {} })
  if (!hasPage(dimension) || id === UNASSIGNED) return pageHref(path, filteredBy(state, dimension, id))
  const { [dimension]: _, ...filters } = state.filters
  return pageHref(
    `/${language}/${ENTITY_PAGES[dimension]}/${encodeURIComponent(id)}`,
    withoutTables({ ...state, filters }),
  )
}
