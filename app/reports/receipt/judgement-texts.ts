import { legAt, type Moment, type Waypoint } from '#app/commitments/assess.ts'
import type { Figure } from '#app/figures/figure.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import { asPrinted, digitsThatAgree } from '#app/metrics/enough-digits.ts'
import { formatNumber, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { commonScale, type Scale } from '#app/metrics/scale.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { levelScale, levelText, signedGapText, termText, unitOf } from '#app/reports/commitment-words.ts'
import type { Whole } from '#app/reports/commitments/load-whole.server.ts'
import { printedUnit, type Words } from '#app/reports/words.ts'

/**
 * How the numbers of a judgement are written: with as many digits as it takes for every step to be found again from what
 * is printed, by hand.
 */
export function judgementTexts(assessed: AssessedCommitment, whole: Whole | null, words: Words) {
  const { commitment, metric, now } = assessed
  const { language } = words
  const onLevels = levelScale(assessed, language)
  const sign = metricOf(metric).betterWhen === 'lower' ? -1 : 1
  const forGap = digitsThatAgree((more) => {
    if (now.gap === null || now.level === null || now.expected === null) return true
    const [reached, asked] = [now.level, now.expected].map((each) => asPrinted(each, onLevels, more))
    const gap = sign * ((reached ?? 0) - (asked ?? 0))
    return signedGapText(assessed, gap, words) === signedGapText(assessed, now.gap, words)
  })
  const level = (value: number | null) => levelText(assessed, value, words)
  const precise = (value: number | null) => levelText(assessed, value, words, forGap)
  const onAmounts = commonScale([now.judged, now.base], printedUnit(unitOf(assessed)), language)
  const forLevel = digitsThatAgree((more) => {
    if (commitment.measure !== 'change' || now.level === null || !now.judged || !now.base) return true
    const ratio = quotient(now.judged, onAmounts(now.judged), now.base, onAmounts(now.base), more)
    return ratio !== null && level(ratio - 1) === level(now.level)
  })
  const amount = (value: number | null, more = forLevel) =>
    formatQuantity(value, withMore(onAmounts(value), more), language)
  return {
    level,
    amount,
    /** A level as the gap is computed from it. */
    precise,
    /** A share as what it counts over what it divides by; null where the latter is not told. */
    divided: (figure: Figure | undefined) => {
      if (whole === null || figure === undefined || figure.value === null) return null
      const below = whole.value * (whole.isCovered ? (figure.coverage ?? 1) : 1)
      const above = figure.value * below
      const scaleOf = commonScale([above, below], printedUnit(whole.unit), language)
      const more = digitsThatAgree((more) => {
        const share = quotient(above, scaleOf(above), below, scaleOf(below), more)
        return share !== null && amount(share) === amount(figure.value)
      })
      const text = (value: number) => formatQuantity(value, withMore(scaleOf(value), more), language)
      return words.messages.receipt.judgement.divided(text(above), text(below), amount(figure.value))
    },
    /** The trajectory between the two points that the moment lies between; its level alone before and after them. */
    expected: (moment: Moment) => {
      const leg = now.start === null || now.expected === null ? null : legAt(commitment, moment, now.start)
      if (leg === null || leg.elapsed === 0) return precise(now.expected)
      const { from, to, quarters } = leg
      const elapsed = Number(leg.elapsed.toFixed(2))
      const more = digitsThatAgree((more) => {
        const [start, end] = [from, to].map(({ value }) => asPrinted(value, onLevels, more))
        const between = (start ?? 0) + (((end ?? 0) - (start ?? 0)) * elapsed) / quarters
        return precise(between) === precise(now.expected)
      })
      const point = ({ by, value }: Waypoint) =>
        words.messages.receipt.judgement.step(
          levelText(assessed, value, words, more),
          termText(by.length === 4 ? `${by}-Q4` : by, words),
        )
      return words.messages.receipt.judgement.between(
        point(from),
        point(to),
        formatNumber(elapsed, { language, decimals: Number.isInteger(elapsed) ? 0 : 2 }),
        elapsed,
        quarters,
        precise(now.expected),
      )
    },
    /** A total divided by its coverage, which gives what is judged. */
    completed: (value: number, coverage: number, judged: number) => {
      const more = digitsThatAgree((more) => {
        const whole = quotient(value, withMore(onAmounts(value), forLevel), coverage, ON_COVERAGE, more)
        return whole !== null && amount(whole) === amount(judged)
      })
      return words.messages.receipt.judgement.completed(
        amount(value, forLevel + more),
        formatShare(coverage, language, ON_COVERAGE.decimals + more),
        amount(judged),
      )
    },
  }
}

/** One printed number over another; null where the latter prints as zero. */
function quotient(above: number, onAbove: Scale, below: number, onBelow: Scale, more: number): number | null {
  const divisor = asPrinted(below, onBelow, more)
  return divisor === 0 ? null : asPrinted(above, onAbove, more) / divisor
}

const withMore = (scale: Scale, more: number): Scale => ({ ...scale, decimals: scale.decimals + more })

const ON_COVERAGE = { divisor: 0.01, unitLabel: '%', decimals: 1 }
