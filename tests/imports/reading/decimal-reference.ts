/** An exact decimal: value = units / 10^18, with whether digits past the 18th decimal were dropped. */
export type ExactDecimal = { units: bigint; losesDigits: boolean }

const SCALE = 18
const LIMIT = 10n ** 38n

/** A FOCUS number read with integers alone, half away from zero past 18 decimals; null when it is not one or too large. */
export function parseDecimal(text: string): ExactDecimal | null {
  const found = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,6}))?$/.exec(text.replace(/^ +| +$/g, ''))
  if (!found) return null
  const [, sign, whole = '', decimals = '', only = '', exponent = '0'] = found
  const digits = BigInt(whole + decimals + only)
  const shift = Number(exponent) - (decimals.length || only.length) + SCALE
  const scaled =
    shift >= 0
      ? { units: digits * 10n ** BigInt(Math.min(shift, 500)), losesDigits: false }
      : rounded(digits, -shift)
  if (scaled.units >= LIMIT) return null
  return { ...scaled, units: sign === '-' ? -scaled.units : scaled.units }
}

/** The decimal as DuckDB writes a DECIMAL(38, 18). */
export function decimalText({ units }: ExactDecimal): string {
  const absolute = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0')
  return `${units < 0n ? '-' : ''}${absolute.slice(0, -SCALE)}.${absolute.slice(-SCALE)}`
}

function rounded(digits: bigint, places: number): ExactDecimal {
  const divisor = 10n ** BigInt(Math.min(places, 2000))
  const half = (digits * 2n + divisor) / (divisor * 2n)
  return { units: half, losesDigits: digits % divisor !== 0n }
}
