import type { Figure } from '#app/figures/figure.ts'
import { differs } from '#app/figures/uncertainty.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Breakdown } from '#app/reports/topics/load-topic.server.ts'
import { wholeOf } from '#app/reports/topics/page-whole.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/**
 * The title of a section: who or what comes first, its share and how sure that is, when the rule can tell it from the
 * second; else the question alone.
 */
export function firstTitle(
  question: string,
  breakdown: Breakdown | undefined,
  wholes: readonly Figure[],
  entities: Entities,
  words: Words,
): string {
  if (breakdown === undefined) return question
  const { dimension, metrics, now } = breakdown
  const known = now.filter((figure) => figure.metric === metrics[0] && figure.value !== null)
  const [first, second] = known
    .filter(({ by }) => by[dimension] !== UNASSIGNED)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const isAdditive = known.every(({ exact }) => exact !== null)
  const isOneUnit = known.every(({ unit }) => unit === first?.unit)
  if (first === undefined || second === undefined || !isAdditive || !isOneUnit) return question
  const share = shareText(first, wholeOf([first, ...known.filter((each) => each !== first)], wholes), words)
  if (share === null || differs(first, second) !== true) return question
  const name = entityName(dimension, first.by[dimension] ?? '', entities, words)
  return words.messages.topics.first(question, name, share)
}
