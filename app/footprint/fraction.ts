/** An exact number: `n` ÷ `d`, `d` above zero, so that a coefficient is rounded once, at its end. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

export const ONE: Fraction = { n: 1n, d: 1n }

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d{1,3}))?$/i

/** Reads a decimal as written (`0.65`, `1e9`). Throws RangeError for what is not a finite decimal. */
export function fraction(value: string | number): Fraction {
  const match = DECIMAL.exec(String(value))
  if (match === null) throw new RangeError(`« ${String(value)} » is not a finite decimal number such as 12.5`)
  const decimals = match[3] ?? ''
  const shift = Number(match[4] ?? 0) - decimals.length
  const digits = BigInt(`${match[1] ?? ''}${match[2] ?? ''}${decimals}`)
  return shift >= 0 ? { n: digits * 10n ** BigInt(shift), d: 1n } : { n: digits, d: 10n ** BigInt(-shift) }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function times(first: Fraction, ...others: readonly Fraction[]): Fraction {
  return others.reduce(({ n, d }, other) => ({ n: n * other.n, d: d * other.d }), first)
}

/** a ÷ b. Throws RangeError when b is zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError('division by zero')
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: -a.d * b.n }
}

/** The same number in lowest terms: worth its price on what is multiplied thousands of times. */
export function reduced({ n, d }: Fraction): Fraction {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b !== 0n) [a, b] = [b, a % b]
  return { n: n / a, d: d / a }
}

/** Below zero when a < b, zero when equal, above zero when a > b. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/** The nearest double. */
export function toNumber({ n, d }: Fraction): number {
  return Number(n) / Number(d)
}

/** Canonical decimal text (no exponent, no trailing zero) of at most `decimals` decimals, rounded half to even. */
export function toDecimalText({ n, d }: Fraction, decimals: number): string {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(decimals)
  const twice = (scaled % d) * 2n
  const floor = scaled / d
  const rounded = twice > d || (twice === d && floor % 2n === 1n) ? floor + 1n : floor
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const text = `${digits.slice(0, cut)}.${digits.slice(cut)}`.replace(/\.?0*$/, '')
  return n < 0n && rounded > 0n ? `-${text}` : text
}
