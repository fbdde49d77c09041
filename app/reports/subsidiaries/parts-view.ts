import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { pageHref } from '#app/filters/page-address.ts'
import { formatShare, MISSING } from '#app/metrics/format-value.ts'
import { levelText } from '#app/reports/commitment-words.ts'
import { isIn } from '#app/reports/subsidiaries/adoption.ts'
import type { Part } from '#app/reports/subsidiaries/load-parts.server.ts'
import type { SubsidiaryData } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import { figureText, type Words } from '#app/reports/words.ts'

/** What a subsidiary is to each commitment: the group's status and level, its own figure, its weight. */
export function partsView(parts: readonly Part[], data: SubsidiaryData, words: Words) {
  const { language, messages } = words
  return parts.map((part) => {
    const { assessed, weight } = part
    const { commitment, now } = assessed
    return {
      id: commitment.id,
      name: commitment.name[language],
      href: pageHref(`/${language}/commitments/${commitment.id}`, data.state),
      status: now.status,
      level: levelText(assessed, now.level, words),
      ...ownCell(part, data, words),
      weight: weight === null ? MISSING : (shareText(weight.own, weight.whole, words, 1) ?? MISSING),
      weightOf: weight === null ? '' : messages.metrics.metrics[weight.own.metric].name,
      weightHref: weight === null ? null : hrefOf(weight.own, data, language),
    }
  })
}

/** Its own figure, unless it speaks of too few people or covers too little of what the commitment counts. */
function ownCell({ assessed, own, failing }: Part, data: SubsidiaryData, words: Words) {
  const { messages, language } = words
  const say = messages.subsidiaries
  const isWithheld = own !== null && own.withheld !== null
  const { coverage = null } = own ?? {}
  const isLow = coverage !== null && coverage < assessed.commitment.coverage_floor
  const isUnknown = own === null || isLow
  if (!isIn(data.subsidiary, data.compared.now)) return { own: MISSING, ownNote: '', ownHref: null }
  return {
    own: isWithheld ? say.notShown : isUnknown ? say.notAssessable : figureText(own, language),
    ownNote: isWithheld
      ? say.reasons.few
      : isLow
        ? say.one.covered(formatShare(coverage, language, 1))
        : own === null
          ? say.one.commitments.unknown
          : failing === null
            ? ''
            : say.one.commitments.unreviewed(failing),
    ownHref: own === null ? null : hrefOf(own, data, language),
  }
}

function hrefOf(
  { metric, period, dataVersion: version }: Figure,
  { subsidiary }: SubsidiaryData,
  language: Words['language'],
): string {
  const filters = { subsidiary: [subsidiary.id] }
  return receiptPath(language, { metrics: [metric], by: [], period, filters, version })
}
