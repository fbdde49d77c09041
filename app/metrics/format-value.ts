/** The languages every page exists in. */
export type Language = 'fr' | 'en'

/** How one chart or figure writes its numbers: divide by `divisor`, print `decimals`, say `unitLabel` once. */
export type Scale = { readonly divisor: number; readonly unitLabel: string; readonly decimals: number }

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
  const match = /^([-+]?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(String(value))
  if (match === null)
    throw new RangeError(`cannot format ${String(value)}: a finite decimal number is expected`)
  const shift = Number(match[4] ?? 0)
  let whole = match[2] ?? '0'
  let fraction = match[3] ?? ''
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

/** Rounds half away from zero on the digits as written: 1.005 at two decimals is 1.01, on any engine. */
function roundDecimal({ negative, whole, fraction }: Decimal, decimals: number): Decimal {
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0')
  const digits = BigInt(whole + kept) + (Number(fraction[decimals] ?? '0') >= 5 ? 1n : 0n)
  const text = digits.toString().padStart(decimals + 1, '0')
  const cut = text.length - decimals
  return { negative: negative && digits > 0n, whole: text.slice(0, cut), fraction: text.slice(cut) }
}

function significantDecimals(size: number): number {
  return size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2
}

/**
 * A number as a reader of `language` expects it; null is « – ». Strings are exact decimals and lose no digit.
 * Throws RangeError for what is not a finite decimal.
 */
export function formatNumber(value: number | string | null, format: NumberFormat): string {
  if (value === null) return MISSING
  const decimals = format.decimals ?? significantDecimals(Math.abs(Number(value)))
  const { negative, whole, fraction } = roundDecimal(readDecimal(value), decimals)
  const french = format.language === 'fr'
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, french ? NARROW : ',')
  const digits = fraction === '' ? grouped : `${grouped}${french ? ',' : '.'}${fraction}`
  const isZero = /^0*$/.test(whole + fraction)
  const sign = negative ? MINUS : format.sign === 'always' && !isZero ? '+' : ''
  return withUnit(sign, digits, format)
}

function withUnit(sign: string, digits: string, { unit, language }: NumberFormat): string {
  if (unit === undefined || unit === '') return sign + digits
  const label = unitLabel(unit, language)
  if (label === '%') return `${sign}${digits}${language === 'fr' ? NARROW : ''}%`
  const money = language === 'en' ? /^€(\w*)$/.exec(label) : null
  return money === null ? `${sign}${digits}${NO_BREAK}${label}` : `${sign}€${digits}${money[1] ?? ''}`
}

const WORDS: Record<string, Record<Language, string>> = {
  EUR: { fr: '€', en: '€' },
  USD: { fr: '$', en: '$' },
  L: { fr: 'l', en: 'L' },
  l: { fr: 'l', en: 'L' },
}

/** The unit as printed: `gCO2e` → « gCO₂e », `EUR` → « € »; an unknown unit is printed as it is. */
export function unitLabel(unit: string, language: Language): string {
  return WORDS[unit]?.[language] ?? unit.replaceAll('CO2', 'CO₂').replace('EUR', '€')
}

type Step = { readonly from: number; readonly divisor: number; readonly fr: string; readonly en: string }

function step(divisor: number, fr: string, en = fr, from = divisor): Step {
  return { from, divisor, fr, en }
}

// Below a million, counts stay whole: « 38 700 » reads better than « 38,7 milliers ».
const COUNT = [step(1, ''), step(1e6, 'M'), step(1e9, 'Md', 'bn')]
const LADDERS: Record<string, readonly Step[]> = {
  EUR: [step(1, '€'), step(1e3, 'k€', '€k', 1e4), step(1e6, 'M€', '€m'), step(1e9, 'Md€', '€bn')],
  Wh: [step(1, 'Wh'), step(1e3, 'kWh'), step(1e6, 'MWh'), step(1e9, 'GWh')],
  kWh: [step(1e-3, 'Wh'), step(1, 'kWh'), step(1e3, 'MWh'), step(1e6, 'GWh'), step(1e9, 'TWh')],
  gCO2e: [step(1, 'gCO₂e'), step(1e3, 'kgCO₂e'), step(1e6, 'tCO₂e'), step(1e9, 'ktCO₂e')],
  kgCO2e: [step(1e-3, 'gCO₂e'), step(1, 'kgCO₂e'), step(1e3, 'tCO₂e'), step(1e6, 'ktCO₂e')],
  tCO2e: [step(1e-3, 'kgCO₂e'), step(1, 'tCO₂e'), step(1e3, 'ktCO₂e')],
  l: [step(1, 'l', 'L'), step(1e3, 'm³'), step(1e6, 'milliers de m³', 'thousand m³')],
  L: [step(1, 'l', 'L'), step(1e3, 'm³'), step(1e6, 'milliers de m³', 'thousand m³')],
  h: [step(1, 'h'), step(1e6, 'M h')],
}
const WHOLE = new Set(['', 'count', 'requests', 'tokens', 'users', 'people', 'h'])

/**
 * The one power of ten of a chart, from its largest value: three digits of it, the unit said once.
 * Percentages (already × 100) and units without a ladder keep a divisor of 1. A null maximum gives the base unit.
 */
export function scaleFor(max: number | string | null, unit: string, language: Language): Scale {
  const size = Math.abs(Number(max ?? 0))
  if (!Number.isFinite(size)) throw new RangeError(`no scale for ${String(max)}: a finite number is expected`)
  const ladder =
    LADDERS[unit] ?? (WHOLE.has(unit) ? COUNT : [step(1, unitLabel(unit, 'fr'), unitLabel(unit, 'en'))])
  // 999 600 would be printed as 1 000 k: what rounds up to the next rung belongs there.
  const isOn = ({ from }: Step) => size >= from * 0.9995
  const base = ladder.find(({ divisor }) => divisor === 1) ?? step(1, '')
  const chosen = size === 0 ? base : (ladder.findLast(isOn) ?? ladder[0] ?? base)
  const whole = chosen.divisor === 1 && (WHOLE.has(unit) || unit === '%')
  const decimals = whole ? 0 : significantDecimals(size / chosen.divisor)
  return { divisor: chosen.divisor, unitLabel: chosen[language], decimals }
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
  return withUnit('', formatScaled(value, scale, language, sign), { language, unit: scale.unitLabel })
    .replace(`€${MINUS}`, `${MINUS}€`)
    .replace('€+', '+€')
    .replace('€<', '<€')
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

/** A difference of percentages: « +1,4 point », “+1.4 points”. */
export function formatPoints(
  points: number | null,
  language: Language,
  sign: 'always' | 'negative' = 'always',
): string {
  if (points === null) return MISSING
  const text = formatNumber(points, { language, decimals: 1, sign })
  return `${text}${NO_BREAK}${isPlural(points, language) ? 'points' : 'point'}`
}

/** Whether a count takes the plural: from 2 in French (1,4 point), anything but one in English (0 points). */
export function isPlural(count: number, language: Language): boolean {
  return language === 'fr' ? Math.abs(count) >= 2 : Math.abs(count) !== 1
}
