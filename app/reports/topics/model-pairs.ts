import type { Entities } from '#app/reports/entities.server.ts'
import type { ModelPair } from '#app/reports/topics/topic.ts'

/** The pairs that a model is one of: its own standard first, then those that were fine-tuned from it, by id. */
export function modelPairs(id: string, { models }: Pick<Entities, 'models'>): readonly ModelPair[] {
  const standard = models.get(id)?.standardSibling ?? null
  const tuned = [...models.values()].filter((model) => model.standardSibling === id).map((model) => model.id)
  return [
    ...(standard === null ? [] : [{ tuned: id, standard }]),
    ...tuned.sort().map((each) => ({ tuned: each, standard: id })),
  ]
}
