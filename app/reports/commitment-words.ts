import { metricOf } from '#app/metrics/catalog.ts'
import { formatNumber, formatPoints, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import type { Language } from '#app/metrics/language.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

/** The metric's unit; for an amount, the currency that its figures are in, and none where nothing was found. */
export function unitOf({ metric, figures }: AssessedCommitment): string {
  const { unit } = metricOf(metric)
  return unit === 'money' ? (figures.at(-1)?.currency ?? '') : unit
}

const isShare = ({ commitment, metric }: AssessedCommitment) =>
  commitment.measure === 'change' || metricOf(metric).unit === 'share'

/** The scale on which a commitment's levels are printed: a change in percent with one digit, an amount as its target. */
export function levelScale(assessed: AssessedCommitment, language: Language): Scale {
  if (assessed.commitment.measure === 'change') return { divisor: 0.01, unitLabel: '%', decimals: 1 }
  return scaleFor(assessed.now.target, unitOf(assessed), language)
}

/** « 49 % », « −7,4 % », « 38,2 tCO₂e »; with `more` digits than a reader needs, where a calculation is written. */
export function levelText(
  assessed: AssessedCommitment,
  level: number | null,
  { language }: Words,
  more = 0,
): string {
  if (level === null) return '–'
  if (assessed.commitment.measure === 'change')
    return formatNumber(tidy(level * 100), {
      language,
      decimals: level === 0 || Math.abs(level * 100) % 1 < 1e-9 ? 0 : 1 + more,
      unit: '%',
      sign: 'always',
    })
  const scale = levelScale(assessed, language)
  if (unitOf(assessed) === 'share') return formatShare(level, language, scale.decimals + more)
  return formatQuantity(level, { ...scale, decimals: scale.decimals + more }, language)
}

/**
 * A distance to the trajectory without its sign: « 1,4 point », « 0,8 tCO₂e ». One behind that would be printed as the
 * tolerance, which decides its status, has a digit more.
 */
export function gapText(assessed: AssessedCommitment, gap: number, words: Words): string {
  const tolerance = assessed.commitment.at_risk_within
  const text = distanceText(assessed, gap, words, 0)
  const isAtLimit = gap < 0 && -gap !== tolerance && text === distanceText(assessed, tolerance, words, 0)
  return isAtLimit ? distanceText(assessed, gap, words, 1) : text
}

function distanceText(assessed: AssessedCommitment, gap: number, { language }: Words, more: number): string {
  if (!isShare(assessed)) {
    const scale = scaleFor(assessed.now.target, unitOf(assessed), language)
    return formatQuantity(Math.abs(gap), { ...scale, decimals: scale.decimals + more }, language)
  }
  const points = tidy(Math.abs(gap) * 100)
  // What is not nothing is not printed as nothing.
  return points > 0 && points < 0.05
    ? `<${formatPoints(0.1, language, 'negative')}`
    : formatPoints(points, language, 'negative', 1 + more)
}

/** The same with its sign; what is smaller than a digit says the side it is on: « >−0,1 tCO₂e ». */
export function signedGapText(assessed: AssessedCommitment, gap: number, words: Words): string {
  return signed(gap, gapText(assessed, gap, words))
}

/** What is no gap of the whole, in its unit and with its sign: a part of it, a pace. No status hangs on it. */
export function signedDistanceText(assessed: AssessedCommitment, distance: number, words: Words): string {
  return signed(distance, distanceText(assessed, distance, words, 0))
}

function signed(gap: number, text: string): string {
  const sign = gap < 0 ? '\u2212' : '+'
  if (text.startsWith('<')) return `${gap < 0 ? '>' : '<'}${sign}${text.slice(1)}`
  return /[1-9]/.test(text) ? `${sign}${text}` : text
}

/** « fin 2027 », or the quarter when it is not the last of its year. */
export function termText(quarter: string, words: Words): string {
  const { wall } = words.messages.synthese
  return quarter.endsWith('Q4')
    ? wall.endOf(quarter.slice(0, 4))
    : wall.endOfQuarter(quarterName(quarter, words))
}

function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
