import { answerable } from '#app/figures/metric-dimensions.ts'
import type { PageSpec } from '#app/filters/page-address.ts'
import { QUARTER } from '#app/filters/page-parameters.ts'
import { DIMENSION_CALLED } from '#app/reports/called-by-name.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { nearestValueIn } from '#app/reports/nearest-value.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { SORTS, TABLE } from '#app/reports/subsidiaries/table-view.ts'
import { isValue } from '#app/reports/topics/page-spec.ts'
import { PAGE_DIMENSIONS } from '#app/reports/topics/topic.ts'

/** What the address of the page of all subsidiaries may say: filters that every measure has, and one table. */
export function subsidiariesSpec(entities: Entities): PageSpec {
  const limits: readonly string[] = PAGE_DIMENSIONS.filter(
    (each) => answerable(MEASURES, {}, [each]).length === MEASURES.length,
  )
  return {
    dimensions: PAGE_DIMENSIONS,
    called: DIMENSION_CALLED,
    limits: [QUARTER, ...limits],
    knows: (dimension, value) => limits.includes(dimension) && isValue(dimension, value, entities),
    nearest: nearestValueIn(entities),
    tables: { [TABLE]: SORTS },
  }
}

/** One subsidiary is read in a quarter, and limited by nothing else. */
export const SUBSIDIARY_SPEC: PageSpec = {
  dimensions: PAGE_DIMENSIONS,
  called: DIMENSION_CALLED,
  limits: [QUARTER],
  knows: () => false,
  nearest: () => null,
  tables: {},
}
