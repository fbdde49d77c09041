import { formatNumber, formatShare } from '#app/metrics/format-value.ts'
import type { Part, Whole } from '#app/reports/sovereignty/parts.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What a part is called in a head or a key: the short name of its rung, or the word of its kind. */
export function partName(dimension: 'hosting' | 'openness', id: string, { messages }: Words): string {
  if (id === UNASSIGNED) return messages.dimensions.unassigned
  const rungs: Readonly<Record<string, { readonly short: string }>> = messages.sovereignty.rungs
  const kinds: Readonly<Record<string, string>> = messages.dimensions.values.openness
  return (dimension === 'hosting' ? rungs[id]?.short : kinds[id]) ?? id
}

/** A share as a table says it: « 17 % »; one that would print as zero without being none is « <1 % ». */
export function sharePercent(share: number | null, { language }: Words): string {
  if (share !== null && share > 0 && share < 0.005) return `<${formatShare(0.01, language)}`
  return formatShare(share, language)
}

/** The same inside a chart, whose subtitle says the unit. */
export function shareNumber(share: number, { language }: Words): string {
  return formatNumber(Number((share * 100).toPrecision(12)), { language, decimals: 0 })
}

/** The parts that a key names: those of the chart's wholes, in their order. */
export function keyOf(dimension: 'hosting' | 'openness', wholes: readonly Whole[], words: Words) {
  const [first] = wholes
  if (first === undefined) return []
  const isMet = ({ id }: Part) =>
    wholes.some(({ parts }) =>
      parts.some((part) => part.id === id && part.share !== null && part.share !== 0),
    )
  return first.parts.filter(isMet).map(({ id, look }) => ({ look, name: partName(dimension, id, words) }))
}
