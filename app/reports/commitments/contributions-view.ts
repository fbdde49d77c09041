import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Period } from '#app/filters/period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { type AssessedCommitment, directionOf } from '#app/reports/commitment-readings.server.ts'
import { signedDistanceText, signedGapText, unitOf } from '#app/reports/commitment-words.ts'
import type { SubsidiaryPart } from '#app/reports/commitments/load-parts.server.ts'
import {
  type SubsidiaryContribution,
  sortedContributions,
} from '#app/reports/commitments/sorted-contributions.ts'
import { type Entities, isInGroup } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { presenceTexts } from '#app/reports/subsidiaries/courses-view.ts'
import { subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { textsBeside, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

const SHOWN = 10

/** What subsidiaries give of the gap, those that hold the group back most first; null where they do not tell it. */
export function contributionsView(
  parts: readonly SubsidiaryPart[] | null,
  assessed: AssessedCommitment,
  entities: Entities,
  quarter: Period,
  dataVersion: string,
  words: Words,
) {
  const { commitment, now, metric, period } = assessed
  const sorted = sortedContributions(parts, assessed)
  if (sorted === null || sorted.length === 0 || now.gap === null) return null
  const { language, messages } = words
  const say = messages.commitments.contributions
  const signed = (gap: number) => signedDistanceText(assessed, gap, words)
  const text = textsBeside(
    sorted.map(({ value }) => value),
    unitOf(assessed),
    words,
  )
  // One that has left still has its part of a year or of a baseline; the group of the quarter is without it.
  const named = sorted.filter(({ id }) => {
    const subsidiary = entities.subsidiaries.get(id)
    return id !== UNASSIGNED && (subsidiary === undefined || isInGroup(subsidiary, quarter.lastDay))
  })
  const noteOf = ({ id, coverage }: SubsidiaryContribution) => {
    const subsidiary = entities.subsidiaries.get(id)
    return [
      ...(subsidiary === undefined ? [] : presenceTexts(subsidiary, quarter, words)),
      ...(coverage === null || coverage >= commitment.coverage_floor
        ? []
        : [messages.subsidiaries.one.covered(formatShare(coverage, language, 1))]),
    ].join('\u00a0; ')
  }
  const row = (each: SubsidiaryContribution) => ({
    id: each.id,
    name: entityName('subsidiary', each.id, entities, words),
    note: noteOf(each),
    href: each.id === UNASSIGNED ? null : `${subsidiaryHref(each.id, words)}?quarter=${quarter.text}`,
    valueHref: receiptPath(language, {
      metrics: [metric],
      by: [],
      period,
      filters: { subsidiary: [each.id] },
      version: dataVersion,
    }),
    value: text(each.value),
    share: formatShare(each.share, language, 1),
    gap: signed(each.gap),
  })
  const kept = (parts ?? []).filter(({ isWithheld }) => isWithheld).length
  const rest = now.gap - sorted.reduce((sum, { gap }) => sum + gap, 0)
  return {
    title: say.title(named.filter(({ gap }) => /^>?\u2212/.test(signed(gap))).length, named.length),
    rows: sorted.slice(0, SHOWN).map(row),
    others: sorted.slice(SHOWN).map(row),
    // What parts do not add up to is said, never spread over them; of one part alone it would be what is withheld.
    rest: Math.abs(rest) > Math.abs(now.gap) * 1e-6 && kept !== 1 ? signed(rest) : null,
    total: signedGapText(assessed, now.gap, words),
    method: [
      directionOf(metric).isTotal ? say.ofTotal : say.ofRatio,
      ...(kept === 0 ? [] : [say.withheld(kept)]),
    ].join(' '),
  }
}
