import { printedNumber } from '#app/metrics/format-value.ts'
import type { Scale } from '#app/metrics/scale.ts'

/** The number that a reader reads of a value printed on a scale with `more` digits, in the value's own unit. */
export function asPrinted(value: number, { divisor, decimals }: Scale, more = 0): number {
  return printedNumber(Number((value / divisor).toPrecision(12)), decimals + more) * divisor
}

/**
 * The fewest digits more with which the printed parts of a calculation give its printed result: `agrees` says whether
 * they do with so many; none where `most` are not enough. « 315 ÷ 343 − 1 = −8,0 % » is −8.2 to whoever does it again.
 */
export function digitsThatAgree(agrees: (more: number) => boolean, most = 3): number {
  for (let more = 0; more <= most; more++) if (agrees(more)) return more
  return 0
}
