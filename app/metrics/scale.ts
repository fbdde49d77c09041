import type { Language } from '#app/metrics/language.ts'

/** How one chart or figure writes its numbers: divide by `divisor`, print `decimals`, say `unitLabel` once. */
export type Scale = { readonly divisor: number; readonly unitLabel: string; readonly decimals: number }

const NO_BREAK = '\u00a0'

/** Decimals that show three significant digits, five at most. */
export function significantDecimals(size: number): number {
  if (size >= 99.95) return 0
  if (size >= 9.995) return 1
  return size === 0 ? 2 : Math.min(5, Math.max(2, 2 - Math.floor(Math.log10(size))))
}

const SYMBOLS: Record<string, string> = { EUR: '€', USD: '$', GBP: '£' }

/**
 * The unit as printed: `gCO2e` → « gCO₂e », `EUR` → « € », `l` → « l », “L”; an unknown unit is printed as it is.
 * Throws RangeError for `money` and `share`, which are not units: a currency code, or `formatShare`, is expected.
 */
export function unitLabel(unit: string, language: Language): string {
  if (unit === 'money') throw new RangeError('money has no unit: pass the currency code of the figure')
  if (unit === 'share') throw new RangeError('a share is printed by formatShare, or on a scale of scaleFor')
  if (unit === 'l' || unit === 'L') return language === 'fr' ? 'l' : 'L'
  return SYMBOLS[unit] ?? unit.replaceAll('CO2', 'CO₂')
}

type Step = { readonly from: number; readonly divisor: number; readonly fr: string; readonly en: string }

function step(divisor: number, fr: string, en = fr, from = divisor): Step {
  return { from, divisor, fr, en }
}

// Below a million, counts stay whole: « 38 700 » reads better than « 38,7 milliers ».
const COUNT = [step(1, ''), step(1e6, 'M'), step(1e9, 'Md', 'bn')]
const LADDERS: Record<string, readonly Step[]> = {
  Wh: [step(1, 'Wh'), step(1e3, 'kWh'), step(1e6, 'MWh'), step(1e9, 'GWh')],
  kWh: [step(1e-3, 'Wh'), step(1, 'kWh'), step(1e3, 'MWh'), step(1e6, 'GWh'), step(1e9, 'TWh')],
  gCO2e: [step(1, 'gCO₂e'), step(1e3, 'kgCO₂e'), step(1e6, 'tCO₂e'), step(1e9, 'ktCO₂e')],
  kgCO2e: [step(1e-3, 'gCO₂e'), step(1, 'kgCO₂e'), step(1e3, 'tCO₂e'), step(1e6, 'ktCO₂e')],
  tCO2e: [step(1e-3, 'kgCO₂e'), step(1, 'tCO₂e'), step(1e3, 'ktCO₂e')],
  l: [step(1, 'l', 'L'), step(1e3, 'm³'), step(1e6, 'milliers de m³', 'thousand m³')],
  L: [step(1, 'l', 'L'), step(1e3, 'm³'), step(1e6, 'milliers de m³', 'thousand m³')],
  h: [step(1, 'h'), step(1e6, 'M h')],
}
const WHOLE = new Set(['', 'count', 'requests', 'tokens', 'users', 'people', 'workshops', 'use_cases', 'h'])

function ladderOf(unit: string): readonly Step[] {
  if (unit === 'share') return [step(0.01, '%')]
  if (/^[A-Z]{3}$/.test(unit)) return moneyLadder(SYMBOLS[unit] ?? unit)
  if (WHOLE.has(unit) && unit !== 'h') return COUNT
  return LADDERS[unit] ?? [step(1, unitLabel(unit, 'fr'), unitLabel(unit, 'en'))]
}

// Money stays whole up to 9 999: « 9 400 € » reads better than « 9,40 k€ ».
function moneyLadder(symbol: string): readonly Step[] {
  const gap = symbol.length > 1 ? NO_BREAK : ''
  const rung = (divisor: number, fr: string, en: string, from?: number) =>
    step(
      divisor,
      `${fr}${fr === '' ? '' : gap}${symbol}`,
      gap === '' ? symbol + en : `${en} ${symbol}`.trim(),
      from,
    )
  return [rung(1, '', ''), rung(1e3, 'k', 'k', 1e4), rung(1e6, 'M', 'm'), rung(1e9, 'Md', 'bn')]
}

/**
 * The one power of ten of a chart, from its largest value: three digits of it, the unit said once.
 * `unit` is a catalogue unit or a currency code; `share` is a fraction printed in %. A null maximum gives the base unit.
 */
export function scaleFor(max: number | string | null, unit: string, language: Language): Scale {
  const size = Math.abs(Number(max ?? 0))
  if (!Number.isFinite(size)) throw new RangeError(`no scale for ${String(max)}: a finite number is expected`)
  const ladder = ladderOf(unit)
  // 999 600 would be printed as 1 000 k: what rounds up to the next rung belongs there.
  const isOn = ({ from }: Step) => size >= from * 0.9995
  const base = ladder.find(({ divisor }) => divisor === 1) ?? ladder[0] ?? step(1, '')
  const chosen = size === 0 ? base : (ladder.findLast(isOn) ?? ladder[0] ?? base)
  // A few hours, as intensities are, keep their digits.
  const isFew = unit === 'h' && size !== 0 && size < 99.95
  const whole = chosen[language] === '%' || (chosen.divisor === 1 && WHOLE.has(unit) && !isFew)
  const decimals = whole ? 0 : significantDecimals(size / chosen.divisor)
  return { divisor: chosen.divisor, unitLabel: chosen[language], decimals }
}

/** Below a tenth of its unit a value is hard to read, above ten million of them as well. */
const SMALLEST_READ = 0.1
const LARGEST_READ = 1e7

/**
 * One power of ten for values that are read beside one another, each with its own digits: the largest's, else the
 * smallest's; values too far apart for either keep their own.
 */
export function commonScale(
  values: readonly (number | null)[],
  unit: string,
  language: Language,
): (value: number | null) => Scale {
  const own = (value: number | null) => scaleFor(value, unit, language)
  const sizes = values.map((value) => Math.abs(value ?? 0)).filter((size) => size > 0)
  if (sizes.length === 0) return own
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  // What stays whole up to several thousands is not read in tenths of one.
  const smallestRead = (divisor: number) =>
    ladderOf(unit).some((rung) => rung.divisor === divisor && rung.from > divisor) ? 1 : SMALLEST_READ
  const common = [most, least].map(own).find(({ divisor }) => {
    return least / divisor >= smallestRead(divisor) && most / divisor < LARGEST_READ
  })
  if (common === undefined) return own
  return (value) => {
    const scale = own(value)
    if (scale.divisor === common.divisor) return scale
    return { ...common, decimals: significantDecimals(Math.abs(value ?? 0) / common.divisor) }
  }
}
