import { answerable } from '#app/figures/metric-dimensions.ts'
import type { PageSpec } from '#app/filters/page-address.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { sortColumns } from '#app/reports/topics/ranked-view.ts'
import { PAGE_DIMENSIONS, type Subject, type Topic } from '#app/reports/topics/topic.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What the address of a topic's page may say: filters that some headline has, tables by their columns. */
export function pageSpec(topic: Topic, subject: Subject | null, entities: Entities): PageSpec {
  const dimensions = ['subsidiary', 'business_line', ...topic.what.dimensions]
  return {
    dimensions: PAGE_DIMENSIONS,
    knows: (dimension, value) => {
      const known = PAGE_DIMENSIONS.find((each) => each === dimension)
      return (
        known !== undefined &&
        known !== subject?.dimension &&
        answerable(topic.headlines, { [known]: [value] }).length > 0 &&
        isValue(known, value, entities)
      )
    },
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
  return {
    dimensions: PAGE_DIMENSIONS,
    knows: (dimension, value) => {
      const known = PAGE_DIMENSIONS.find((each) => each === dimension)
      return (
        known !== undefined &&
        answerable(['carbon_kg', 'cost'], { [known]: [value] }).length === 2 &&
        isValue(known, value, entities)
      )
    },
    tables: {},
  }
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
