import { layoutShares } from '#app/charts/share-bar.layout.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import type { QualityFigures } from '#app/reports/synthese/load-quality.server.ts'
import { unassessedText } from '#app/reports/unassessed-text.ts'
import { figureText, quarterName, type Words } from '#app/reports/words.ts'

const SHADES = { metered: 1, provider_reported: 2, modelled: 3, proxy: 4, recorded: 1 } as const

/** What the figures of the quarter rest on: sources, evidence, and what no rule assigns. */
export function qualityView(
  quality: QualityFigures,
  period: string,
  isFiltered: boolean,
  entities: Entities,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.synthese.quality
  const missing = quality.sources.reduce((sum, { missingMonths }) => sum + missingMonths.length, 0)
  const coverage = quality.energy?.coverage ?? null
  const unassessed = unassessedText(quality.requestsByModel, entities, words)
  return {
    title:
      coverage === null
        ? say.noEnergyTitle(missing)
        : say.title(formatShare(coverage, language), unassessed?.assessed ?? null, missing),
    note: say.note(quarterName(period, words)),
    sources: quality.sources.map(({ source, share, missingMonths }) => ({
      source,
      share,
      complete: missingMonths.length === 0,
      shareText: formatShare(share, language),
      state:
        missingMonths.length === 0
          ? say.complete
          : say.missing(
              missingMonths.map((month) => formatMonth(month, language)).join(', '),
              missingMonths.length > 1,
            ),
    })),
    evidence:
      quality.energy === null
        ? null
        : layoutShares(
            quality.energy.evidence.map(({ tier, share }) => ({
              name: say.tiers[tier],
              share,
              text: formatShare(share, language),
              shade: SHADES[tier],
            })),
          ),
    unassigned: unassignedText(quality, isFiltered, words),
    unassessed: unassessed === null ? null : say.unassessedText(unassessed.share, unassessed.models),
  }
}

function unassignedText(
  { cost, unassignedCost }: QualityFigures,
  isFiltered: boolean,
  { language, messages }: Words,
): string {
  const say = messages.synthese.quality
  if (cost.length === 0) return isFiltered ? say.noCostHere : say.noCost
  const texts = cost.flatMap((whole) => {
    const part = unassignedCost.find(({ currency }) => currency === whole.currency)
    if (part === undefined || part.value === null || part.value === 0 || !whole.value) return []
    if (part.value < 0 || whole.value < 0) return [say.unassignedCredits(figureText(part, language))]
    return [
      say.unassignedText(formatShare(part.value / whole.value, language, 1), figureText(part, language)),
    ]
  })
  return texts.length === 0 ? say.everythingAssigned : texts.join(' ')
}
