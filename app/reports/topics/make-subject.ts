import type { Entities } from '#app/reports/entities.server.ts'
import type { EntityDimension } from '#app/reports/entity-names.ts'
import type { ModelPair, Subject } from '#app/reports/topics/topic.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What the page of an entity is limited to, and what it is compared with. */
export function makeSubject(dimension: EntityDimension, id: string, entities: Entities): Subject {
  const subsidiary =
    dimension === 'project' ? (entities.projects.get(id)?.subsidiary ?? UNASSIGNED) : UNASSIGNED
  return {
    dimension,
    id,
    pairs: dimension === 'model' ? modelPairs(id, entities) : [],
    subsidiary: subsidiary === UNASSIGNED ? null : subsidiary,
  }
}

/** The pairs that a model is one of: its own standard first, then those that were fine-tuned from it, by id. */
function modelPairs(id: string, { models }: Entities): readonly ModelPair[] {
  const standard = models.get(id)?.standardSibling ?? null
  const tuned = [...models.values()].filter((model) => model.standardSibling === id).map((model) => model.id)
  return [
    ...(standard === null ? [] : [{ tuned: id, standard }]),
    ...tuned.sort().map((each) => ({ tuned: each, standard: id })),
  ]
}
