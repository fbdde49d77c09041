import { ENTITY_PAGES, hasPage } from '#app/reports/entity-names.ts'
import { subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** The page of a value of a dimension, null where it has none. */
export function pageOfValue(dimension: string, id: string, words: Words): string | null {
  if (id === UNASSIGNED || id === '') return null
  if (dimension === 'subsidiary') return subsidiaryHref(id, words)
  return hasPage(dimension) ? `/${words.language}/${ENTITY_PAGES[dimension]}/${encodeURIComponent(id)}` : null
}
