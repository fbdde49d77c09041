import type { Language } from '#app/metrics/language.ts'

export type { Language } from '#app/metrics/language.ts'

import { type Scale, significantDecimals, unitLabel } from '#app/metrics/scale.ts'

export type NumberFormat = {
  readonly language: Language
  /** Digits after the separator; without it, three significant digits and never a decimal beyond 99.95. */
  readonly decimals?: number
  /** A unit as catalogues write it (`EUR`, `kWh`, `gCO2e`, `%`) or a label of `scaleFor`. */
  readonly unit?: string
  /** `always` puts a plus before what is above zero. */
  readonly sign?: 'always' | 'negative'
}

export const MISSING = '–'
const NARROW = '\u202f'
const NO_BREAK = '\u00a0'
const MINUS = '\u2212'

type Decimal = { negative: boolean; whole: string; fraction: string }

/** Reads a decimal without going through a float, so that exact sums keep all their digits. */
function readDecimal(value: number | string): Decimal {
  if (typeof value === 'number' && Number.isFinite(value)) {
    const digits = String(Math.abs(value))
    const [whole = '0', fraction = ''] = digits.split('.')
    if (!digits.includes('e')) return { negative: value < 0, whole, fraction }
  }
  const match = /^([-+]?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(String(value))
  if (match === null)
    throw new RangeError(`cannot format ${String(value)}: a finite decimal number is expected`)
  let whole = match[2] ?? '0'
  let fraction = match[3] ?? ''
  if (match[4] === undefined && !whole.startsWith('0')) return { negative: match[1] === '-', whole, fraction }
  const shift = Number(match[4] ?? 0)
  if (shift >= 0) {
    fraction = fraction.padEnd(shift, '0')
    whole += fraction.slice(0, shift)
    fraction = fraction.slice(shift)
  } else {
    whole = whole.padStart(1 - shift, '0')
    fraction = whole.slice(shift) + fraction
    whole = whole.slice(0, shift)
  }
  return { negative: match[1] === '-', whole: whole.replace(/^0+(?=\d)/, ''), fraction }
}

/** Beyond it doubles hold too few decimals to tell what is near a tie. */
const LARGEST_QUICK = 1e9

/** The same as `roundDecimal(readDecimal(value), decimals)`; null near a tie, where the digits as written decide. */
function roundQuickly(value: number | string, decimals: number): Decimal | null {
  if (typeof value !== 'number') return null
  const scaled = Math.abs(value) * 10 ** decimals
  if (!(scaled < LARGEST_QUICK && Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-3)) return null
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.')
  return { negative: value < 0 && Math.round(scaled) > 0, whole, fraction }
}

/** Rounds half away from zero on the digits as written: 1.005 at two decimals is 1.01, on any engine. */
function roundDecimal({ negative, whole, fraction }: Decimal, decimals: number): Decimal {
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  const isExact = fraction.length <= decimals
  if (isExact) return { negative: negative && /[1-9]/.test(whole + kept), whole, fraction: kept }
  const digits = BigInt(whole + kept) + (Number(fraction[decimals] ?? '0') >= 5 ? 1n : 0n)
  const text = digits.toString().padStart(decimals + 1, '0')
  const cut = text.length - decimals
  return { negative: negative && digits > 0n, whole: text.slice(0, cut), fraction: text.slice(cut) }
}

/** The number that a reader reads where `value` is printed with so many decimals. */
export function printedNumber(value: number, decimals: number): number {
  const { negative, whole, fraction } =
    roundQuickly(value, decimals) ?? roundDecimal(readDecimal(value), decimals)
  return Number(`${negative ? '-' : ''}${whole}.${fraction}`)
}

/**
 * A number as a reader of `language` expects it; null is « – ». Strings are exact decimals and lose no digit.
 * Throws RangeError for what is not a finite decimal.
 */
export function formatNumber(value: number | string | null, format: NumberFormat): string {
  if (value === null) return MISSING
  const decimals = format.decimals ?? significantDecimals(Math.abs(Number(value)))
  const { negative, whole, fraction } =
    roundQuickly(value, decimals) ?? roundDecimal(readDecimal(value), decimals)
  const french = format.language === 'fr'
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, french ? NARROW : ',') : whole
  const digits = fraction === '' ? grouped : `${grouped}${french ? ',' : '.'}${fraction}`
  const isPlus = format.sign === 'always' && /[1-9]/.test(whole + fraction)
  const sign = negative ? MINUS : isPlus ? '+' : ''
  return withUnit(sign, digits, format)
}

function withUnit(sign: string, digits: string, { unit, language }: NumberFormat): string {
  if (unit === undefined || unit === '') return sign + digits
  const label = unitLabel(unit, language)
  if (label === '%') return `${sign}${digits}${language === 'fr' ? NARROW : ''}%`
  const money = language === 'en' ? /^([€$£])(\w*)$/.exec(label) : null
  return money === null ? `${sign}${digits}${NO_BREAK}${label}` : `${sign}${money[1]}${digits}${money[2]}`
}

/** A value on a chart's scale, without unit; what would round to zero without being zero is « <0,01 ». */
export function formatScaled(
  value: number | string | null,
  scale: Scale,
  language: Language,
  sign: 'always' | 'negative' = 'negative',
): string {
  if (value === null) return MISSING
  const scaled = scale.divisor === 1 ? value : Number((Number(value) / scale.divisor).toPrecision(15))
  const smallest = 10 ** -scale.decimals
  const size = Math.abs(Number(scaled))
  if (size > 0 && size < smallest / 2) {
    const bound = formatNumber(smallest, { language, decimals: scale.decimals })
    return Number(scaled) < 0 ? `>${MINUS}${bound}` : `<${bound}`
  }
  return formatNumber(scaled, { language, decimals: scale.decimals, sign })
}

/** A value on a scale with its unit: « 1,96 M€ », “€1.96m”. */
export function formatQuantity(
  value: number | string | null,
  scale: Scale,
  language: Language,
  sign: 'always' | 'negative' = 'negative',
): string {
  if (value === null) return MISSING
  return withUnit('', formatScaled(value, scale, language, sign), {
    language,
    unit: scale.unitLabel,
  }).replace(/^([€$£])([<>]?[\u2212+]?)/, '$2$1')
}

/** A fraction as a percentage: 0.94 → « 94 % ». */
export function formatShare(fraction: number | null, language: Language, decimals = 0): string {
  const percent = fraction === null ? null : Number((fraction * 100).toPrecision(12))
  return formatNumber(percent, { language, decimals, unit: '%' })
}

/** « entre 9,1 et 17,4 », in the scale's unit; null when one end is unknown. */
export function formatInterval(
  low: number | null,
  high: number | null,
  scale: Scale,
  language: Language,
): string | null {
  if (low === null || high === null) return null
  const [from, to] = [formatScaled(low, scale, language), formatScaled(high, scale, language)]
  return language === 'fr' ? `entre ${from} et ${to}` : `between ${from} and ${to}`
}

/**
 * The relative change from `before` to `now`: « +6 % », « +0,3 % » below one, « ×14 » from ten times.
 * « – » when either is unknown, when `before` is zero, or when the sign changes (a percentage would mislead).
 */
export function formatChange(now: number | null, before: number | null, language: Language): string {
  if (now === null || before === null || before === 0 || now * before < 0) return MISSING
  const ratio = now / before
  if (ratio >= 10) return `×${formatNumber(Number(ratio.toPrecision(12)), { language, decimals: 0 })}`
  const percent = Number(((ratio - 1) * 100).toPrecision(9))
  const size = Math.abs(percent)
  return formatNumber(percent, {
    language,
    decimals: size < 0.95 && size >= 0.05 ? 1 : 0,
    unit: '%',
    sign: 'always',
  })
}

/** A difference of percentages: « +1,4 point », “+1.4 points”; the plural is that of the number as it is printed. */
export function formatPoints(
  points: number | null,
  language: Language,
  sign: 'always' | 'negative' = 'always',
  decimals = 1,
): string {
  if (points === null) return MISSING
  const text = formatNumber(points, { language, decimals, sign })
  return `${text}${NO_BREAK}${isPlural(printedNumber(points, decimals), language) ? 'points' : 'point'}`
}

/** Whether a count takes the plural: from 2 in French (1,4 point), anything but one in English (0 points). */
export function isPlural(count: number, language: Language): boolean {
  return language === 'fr' ? Math.abs(count) >= 2 : Math.abs(count) !== 1
}

/** A change as its unit wants it: points for shares, percent for everything else. */
export function formatChangeOf(
  unit: string,
  now: number | null,
  before: number | null,
  language: Language,
): string {
  if (unit !== 'share') return formatChange(now, before, language)
  if (now === null || before === null) return MISSING
  return formatPoints(Number(((now - before) * 100).toPrecision(9)), language)
}
