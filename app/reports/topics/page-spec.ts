import { answerable } from '#app/figures/metric-dimensions.ts'
import type { PageSpec } from '#app/filters/page-address.ts'
import { QUARTER } from '#app/filters/page-parameters.ts'
import { DIMENSION_CALLED } from '#app/reports/called-by-name.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { nearestValueIn } from '#app/reports/nearest-value.ts'
import { sortColumns } from '#app/reports/topics/ranked-view.ts'
import { PAGE_DIMENSIONS, type Subject, type Topic } from '#app/reports/topics/topic.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What the address of a topic's page may say: filters that some headline has, tables by their columns. */
export function pageSpec(topic: Topic, subject: Subject | null, entities: Entities): PageSpec {
  const limits: readonly string[] = PAGE_DIMENSIONS.filter(
    (each) => each !== subject?.dimension && answerable(topic.headlines, {}, [each]).length > 0,
  )
  const dimensions = ['subsidiary', 'business_line', ...topic.what.dimensions]
  return {
    dimensions: PAGE_DIMENSIONS,
    called: DIMENSION_CALLED,
    limits: [QUARTER, ...limits],
    knows: (dimension, value) => limits.includes(dimension) && isValue(dimension, value, entities),
    nearest: nearestValueIn(entities),
    tables: Object.fromEntries(
      dimensions.map((dimension) => [
        dimension,
        sortColumns(
          dimension === 'subsidiary' || dimension === 'business_line' ? topic.who : topic.what.metrics,
        ),
      ]),
    ),
  }
}

/** The Synthèse is limited by what carbon has, as its figures and its bridge are. */
export function syntheseSpec(entities: Entities): PageSpec {
  const limits: readonly string[] = PAGE_DIMENSIONS.filter(
    (each) => answerable(['carbon_kg', 'cost'], {}, [each]).length === 2,
  )
  return {
    dimensions: PAGE_DIMENSIONS,
    called: DIMENSION_CALLED,
    limits: [QUARTER, ...limits],
    knows: (dimension, value) => limits.includes(dimension) && isValue(dimension, value, entities),
    nearest: nearestValueIn(entities),
    tables: {},
  }
}

/** Commitments are the whole group's: their pages follow the quarter, and keep the Synthèse's filters for other pages. */
export function commitmentsSpec(entities: Entities): PageSpec {
  return { ...syntheseSpec(entities), limits: [QUARTER] }
}

/** Sources are the whole group's, over all months: their page follows nothing, and keeps what was chosen for others. */
export function dataSpec(entities: Entities): PageSpec {
  return { ...syntheseSpec(entities), limits: [] }
}

/** Whether the data hold a value of a dimension; one that a reader may not see is none. */
export function isValue(dimension: string, value: string, entities: Entities): boolean {
  if (value === UNASSIGNED) return true
  switch (dimension) {
    case 'subsidiary':
      return entities.subsidiaries.has(value)
    case 'business_line':
      return entities.businessLines.has(value)
    case 'project':
      return entities.projects.has(value)
    case 'model':
      return entities.models.has(value) || (entities.values.get('model')?.has(value) ?? false)
    default:
      return entities.values.get(dimension)?.has(value) ?? false
  }
}
