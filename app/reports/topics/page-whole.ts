import type { Figure } from '#app/figures/figure.ts'
import { type Shared, sumOfParts } from '#app/figures/share-interval.ts'

/** What parts of one metric and currency add up to: the total that the page has read, else their sum, whose doubt costs more. */
export function wholeOf(parts: readonly [Figure, ...Figure[]], wholes: readonly Figure[]): Shared {
  const [{ metric, unit, currency }] = parts
  return (
    wholes.find((whole) => whole.metric === metric && whole.unit === unit && whole.currency === currency) ??
    sumOfParts(parts)
  )
}
