import { type FactorKey, factorKeyText } from '#app/footprint/factor-key.ts'
import type { Width } from '#app/footprint/factors.ts'
import { toDecimalText } from '#app/footprint/fraction.ts'

/** A factor key as `factor_key` stores it: its text and its widths, decimals of at most 6 digits. */
export type WidthedKey = {
  readonly factor_key: string
  readonly width_low: string
  readonly width_high: string
}

const WIDTH_DECIMALS = 6

export function widthedKey(key: FactorKey, width: Width): WidthedKey {
  return {
    factor_key: factorKeyText(key),
    width_low: toDecimalText(width.low, WIDTH_DECIMALS),
    width_high: toDecimalText(width.high, WIDTH_DECIMALS),
  }
}
