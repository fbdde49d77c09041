/** The value that `share` (0 to 1) of the values do not exceed, by nearest rank; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? null
}

/** The middle value, the mean of the two middle ones of an even number; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}

/** How many times `reference` a value is; null when either is unknown or there is nothing to divide by. */
export function ratio(value: number | null, reference: number | null): number | null {
  return value === null || reference === null || reference === 0 ? null : value / reference
}

/**
 * The order in which cases are measured: every case once a round, each round starting one further, so that a machine
 * that slows down slows all of them.
 */
export function interleave<Case>(cases: readonly Case[], rounds: number): readonly Case[] {
  return Array.from({ length: rounds }, (_, round) => {
    const first = round % Math.max(1, cases.length)
    return [...cases.slice(first), ...cases.slice(0, first)]
  }).flat()
}
