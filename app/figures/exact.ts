/** Exact decimals: a bigint of 10⁻¹⁸ units, so that sums are the same in any order and on any engine. */

export const SCALE = 18
const UNIT = 10n ** BigInt(SCALE)
const SIGNIFICANT_DIGITS = 12

/** Reads canonical decimal text or a safe integer. Throws RangeError on anything else, or beyond 18 decimals. */
export function toExact(value: string | number): bigint {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw notExact(value)
    return BigInt(value) * UNIT
  }
  if (!/^-?\d+(?:\.\d{1,18})?$/.test(value)) throw notExact(value)
  const point = value.indexOf('.')
  // The sign stays before the digits: « -0.5 » is -0 then 5 and seventeen zeros.
  return point < 0
    ? BigInt(value) * UNIT
    : BigInt(value.slice(0, point) + value.slice(point + 1).padEnd(SCALE, '0'))
}

function notExact(value: string | number): RangeError {
  return new RangeError(`« ${value} » is not an exact decimal of at most ${SCALE} decimals.`)
}

/** Canonical decimal text of `value` × 10⁻ˢᶜᵃˡᵉ: no exponent, no trailing zero, no negative zero. */
export function exactText(value: bigint, scale = SCALE): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const cut = digits.length - scale
  const decimals = digits.slice(cut).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, cut)}${decimals === '' ? '' : `.${decimals}`}`
}

/** The whole number nearest to numerator ÷ denominator (> 0); a tie goes to the even one. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('An exact division needs a denominator above zero.')
  const size = numerator < 0n ? -numerator : numerator
  const quotient = size / denominator
  const twice = 2n * (size % denominator)
  const rounded =
    twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient
  return numerator < 0n ? -rounded : rounded
}

/** A rational, kept whole until it is read: mean of months, ratio and scale never round on the way. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint }

/** An exact decimal as a rational. */
export function rational(value: bigint): Rational {
  return { numerator: value, denominator: UNIT }
}

/** The product of a rational and `by`, a whole number or the whole fraction `by` ÷ `over`. */
export function scaleRational({ numerator, denominator }: Rational, by: bigint, over = 1n): Rational {
  return { numerator: numerator * by, denominator: denominator * over }
}

/** a × b. */
export function multiplyRational(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

/** a ÷ b; null when b is zero. */
export function divideRational(a: Rational, b: Rational): Rational | null {
  if (b.numerator === 0n) return null
  const sign = b.numerator < 0n ? -1n : 1n
  return {
    numerator: sign * a.numerator * b.denominator,
    denominator: sign * a.denominator * b.numerator,
  }
}

/** The double of a rational rounded half-even at 12 significant digits: the one rounding of a figure. */
export function toNumber({ numerator, denominator }: Rational): number {
  if (numerator === 0n) return 0
  const near = Number(numerator) / Number(denominator)
  const quick = roundQuickly(near)
  if (quick !== null) return quick
  if (!isNearTie(near)) return roundNumber(near)
  const size = numerator < 0n ? -numerator : numerator
  // The power of ten that leaves 12 digits before the point, found from the lengths and mended once.
  let shift = SIGNIFICANT_DIGITS - (size.toString().length - denominator.toString().length)
  if (shifted(size, denominator, shift) >= 10n ** BigInt(SIGNIFICANT_DIGITS)) shift -= 1
  const rounded = shifted(size, denominator, shift)
  return Number(`${numerator < 0n ? '-' : ''}${rounded}e${-shift}`)
}

/** Below it doubles lose digits. */
const SMALLEST_WHOLE = 1e-290

/**
 * Whether one division of doubles, wrong by less than four in its 16th digit, may round to another 12th digit than the
 * rational does: the four digits that go are near 5000, or the quotient is beyond what doubles hold.
 */
function isNearTie(near: number): boolean {
  const digits = near.toExponential(SIGNIFICANT_DIGITS + 3)
  const end = digits.indexOf('e')
  const gone = Number(digits.slice(end - 4, end))
  return !((gone < 4980 || gone > 5020) && Math.abs(near) > SMALLEST_WHOLE && Number.isFinite(near))
}

function shifted(size: bigint, denominator: bigint, shift: number): bigint {
  return shift >= 0
    ? divideHalfEven(size * 10n ** BigInt(shift), denominator)
    : divideHalfEven(size, denominator * 10n ** BigInt(-shift))
}

/**
 * The double of a rational at 12 significant digits by one division of doubles: for the parts of an interval, which
 * are doubles by nature. The same rational gives the same double.
 */
export function toDouble({ numerator, denominator }: Rational): number {
  return roundNumber(Number(numerator) / Number(denominator))
}

/** A double at 12 significant digits, for what is a double by nature (square roots, logarithms). */
export function roundNumber(value: number): number {
  return roundQuickly(value) ?? Number(value.toPrecision(SIGNIFICANT_DIGITS))
}

/** The powers of ten that doubles hold exactly: a product or quotient by one of them is rounded once. */
const TENS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
/** A division of doubles and a product err together by less than a thousandth of the 12th digit. */
const UNSURE = 0.01

/** A double at 12 significant digits without writing it out; null where that may give another one. */
function roundQuickly(value: number): number | null {
  const size = Math.abs(value)
  if (!(size > 1e-10 && size < 1e22)) return null
  const shift = SIGNIFICANT_DIGITS - 1 - Math.floor(Math.log10(size))
  const power = TENS[Math.abs(shift)] ?? Number.NaN
  const scaled = shift >= 0 ? size * power : size / power
  const digits = Math.round(scaled)
  const isSure =
    Math.abs(scaled - Math.floor(scaled) - 0.5) > UNSURE &&
    digits >= 10 ** (SIGNIFICANT_DIGITS - 1) &&
    digits < 10 ** SIGNIFICANT_DIGITS
  if (!isSure) return null
  const rounded = shift >= 0 ? digits / power : digits * power
  return value < 0 ? -rounded : rounded
}

/** Decimal text rounded half-even to `decimals`, kept at that many. */
export function roundHalfEven(text: string, decimals: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (match === null) throw new RangeError(`« ${text} » is not decimal text.`)
  const fraction = match[3] ?? ''
  const units = BigInt(`${match[1]}${match[2]}${fraction}`)
  const rounded =
    fraction.length <= decimals
      ? units * 10n ** BigInt(decimals - fraction.length)
      : divideHalfEven(units, 10n ** BigInt(fraction.length - decimals))
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return `${rounded < 0n ? '-' : ''}${digits.slice(0, cut)}${decimals === 0 ? '' : `.${digits.slice(cut)}`}`
}
