/** NUMERIC keeps 9 decimals, BIGNUMERIC 38; both travel as the whole number value × 10^scale. */
export type Scale = 9 | 38

/** Canonical decimal text: no exponent, no trailing zero, « 0 » without a sign. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** Value × 10^scale of a decimal text (an exponent is read too); refuses what the scale cannot hold exactly. */
export function unscaled(text: string, scale: number): bigint {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim())
  const whole = found?.[2] ?? ''
  const fraction = found?.[3] ?? ''
  if (found === null || whole + fraction === '') throw new Error(`« ${text} » is not a decimal number`)
  const shift = scale + Number(found[4] ?? 0) - fraction.length
  const digits = whole + fraction
  if (shift < 0 && /[1-9]/.test(digits.slice(shift))) {
    throw new Error(`« ${text} » has more than ${scale} decimals`)
  }
  const size = BigInt((shift < 0 ? digits.slice(0, shift) : digits + '0'.repeat(shift)) || '0')
  return found[1] === '-' ? -size : size
}

/** The shortest two's complement, little-endian, of a whole number. */
export function toLittleEndian(value: bigint): Buffer {
  const bytes: number[] = []
  let rest = value
  for (;;) {
    const byte = Number(rest & 0xffn)
    bytes.push(byte)
    rest >>= 8n
    if ((rest === 0n && byte < 0x80) || (rest === -1n && byte >= 0x80)) return Buffer.from(bytes)
  }
}

/** The whole number of a little-endian two's complement. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  let value = 0n
  for (let index = bytes.length - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[index] ?? 0)
  return BigInt.asIntN(bytes.length * 8, value)
}
