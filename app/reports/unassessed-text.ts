import type { Figure } from '#app/figures/figure.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Below it a share of the requests would print as zero. */
const LEAST = 0.0005
/** A model is named when it makes a hundredth of the requests that have no estimate. */
const LEAST_NAMED = 0.01
const MOST_NAMED = 3

export type Unassessed = {
  /** Of all requests: those without and with an estimate, as text. */
  readonly share: string
  readonly assessed: string
  /** The models that make most of them, such as « Cirrane Assistant »; empty when none has a name. */
  readonly models: string
}

/**
 * The requests whose footprint no figure counts: coverage weighs activity by its reference energy, so that many light
 * requests can lack an estimate without weighing on it. Null when there are none.
 */
export function unassessedText(
  figures: readonly Figure[],
  entities: Entities,
  words: Words,
): Unassessed | null {
  const of = (metric: Figure['metric']) =>
    new Map(
      figures
        .filter((figure) => figure.metric === metric)
        .map(({ by, value }) => [by.model ?? '', value ?? 0]),
    )
  const [requests, assessed] = [of('requests'), of('requests_assessed')]
  const lacking = [...requests]
    .map(([model, count]) => ({ model, count: count - (assessed.get(model) ?? 0) }))
    .sort((a, b) => b.count - a.count)
  const all = [...requests.values()].reduce((sum, count) => sum + count, 0)
  const none = lacking.reduce((sum, { count }) => sum + count, 0)
  if (all <= 0 || none < all * LEAST) return null
  const { language } = words
  return {
    share: formatShare(none / all, language),
    assessed: formatShare(1 - none / all, language),
    models: lacking
      .filter(({ model, count }) => model !== UNASSIGNED && count >= none * LEAST_NAMED)
      .slice(0, MOST_NAMED)
      .map(({ model }) => entityName('model', model, entities, words))
      .join(', '),
  }
}
