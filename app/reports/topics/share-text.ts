import { type Shared, shareInterval } from '#app/figures/share-interval.ts'
import { formatNumber, formatShare } from '#app/metrics/format-value.ts'
import type { Words } from '#app/reports/words.ts'

/** A share as a cell says it: « 50,4 % » and, where it rests on estimates, its ends « 46 » and « 55 », or « 55 % ». */
export type ShareCell = {
  readonly text: string
  readonly ends: { readonly low: string; readonly high: string; readonly highPercent: string } | null
}

/** From two points of width on, ends need no decimals, unless the lower one would be told as zero. */
const WIDE = 0.02
const SMALL = 0.01

/** The share of a part in its whole; the ends are rounded outwards, so that they hold what is printed; null where unknown. */
export function shareCell(
  part: Shared,
  whole: Shared,
  { language }: Pick<Words, 'language'>,
  decimals: number,
): ShareCell | null {
  if (part.value === null || whole.value === null || whole.value <= 0) return null
  const text = formatShare(part.value / whole.value, language, decimals)
  const share = shareInterval(part, whole)
  if (share === null || share.low === share.high) return { text, ends: null }
  const kept = share.high - share.low >= WIDE && share.low >= SMALL ? 0 : decimals
  const percent = (end: number, round: (value: number) => number) =>
    round(Number((end * 100 * 10 ** kept).toPrecision(12))) / 10 ** kept
  const format = { language, decimals: kept }
  const high = percent(share.high, Math.ceil)
  return {
    text,
    ends: {
      low: formatNumber(percent(share.low, Math.floor), format),
      high: formatNumber(high, format),
      highPercent: formatNumber(high, { ...format, unit: '%' }),
    },
  }
}

/** The same as a sentence says it: « 50 % (entre 46 et 55 %) ». */
export function shareText(part: Shared, whole: Shared, words: Words, decimals = 0): string | null {
  const cell = shareCell(part, whole, words, decimals)
  if (cell === null || cell.ends === null) return cell?.text ?? null
  return words.messages.topics.shareBetween(cell.text, cell.ends.low, cell.ends.highPercent)
}
