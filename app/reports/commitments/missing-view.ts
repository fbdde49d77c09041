import type { Figure } from '#app/figures/figure.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { silentText } from '#app/reports/sovereignty/openness-view.ts'
import { lackingText } from '#app/reports/topics/lacking.ts'
import type { Lacking } from '#app/reports/topics/load-lacking.server.ts'
import { missingWords } from '#app/reports/topics/unknown-view.ts'
import { unassessedText } from '#app/reports/unassessed-text.ts'
import type { Words } from '#app/reports/words.ts'

/** Below half a thousandth, a share would print as zero. */
const LEAST = 0.0005

/** What the level of the last quarter leaves out, and whose it is; nothing where it is whole. */
export function missingView(
  missing: readonly Figure[],
  lacking: readonly Lacking[],
  assessed: AssessedCommitment,
  entities: Entities,
  words: Words,
): readonly string[] {
  const say = words.messages.commitments.missing
  return [
    ...(lacking.length === 0 ? [] : [say.unsupplied(lackingText(lacking, words))]),
    ...uncovered(missing, assessed, entities, words),
  ]
}

function uncovered(
  missing: readonly Figure[],
  { now, metric, commitment }: AssessedCommitment,
  entities: Entities,
  words: Words,
): readonly string[] {
  const { coverage } = now
  if (coverage === null || 1 - coverage < LEAST) return []
  const { language, messages } = words
  const say = messages.commitments.missing
  const assessed = metricOf(metric).coverage?.assessed.measure
  const isOpenness = assessed === 'requests'
  const what = isOpenness
    ? say.openness
    : assessed === 'trained_employees_covered'
      ? say.training
      : (missingWords(metric, words)?.[0] ?? say.activity)
  const unassessed = isOpenness ? null : unassessedText(missing, entities, words)
  return [
    say.share(what, formatShare(1 - coverage, language, 1)),
    ...(isOpenness ? silentText(missing, entities, words) : []),
    ...(unassessed === null
      ? []
      : [say.share(messages.topics.unknowns.unassessed(unassessed.models), unassessed.share)]),
    ...(coverage < commitment.coverage_floor
      ? [say.floor(formatShare(coverage, language), formatShare(commitment.coverage_floor, language))]
      : []),
  ]
}
