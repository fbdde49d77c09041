/** Money has eighteen decimals in core, on both engines. */
const DECIMALS = 18

/** Value × 10^18 of canonical decimal text of at most eighteen decimals. */
export function unscaledOf(text: string): bigint {
  const [whole = '0', decimals = ''] = text.split('.')
  return BigInt(whole + decimals.padEnd(DECIMALS, '0'))
}

/** The canonical text of value × 10^18: no exponent, no trailing zero. */
export function decimalOf(unscaled: bigint): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(DECIMALS + 1, '0')
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -DECIMALS)}${decimals === '' ? '' : `.${decimals}`}`
}
