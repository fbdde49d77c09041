import { round } from '#app/charts/label.ts'

export type SharePart = {
  readonly name: string
  /** Of the whole, from 0 to 1. */
  readonly share: number
  readonly text: string
  /** From the surest to the least sure; the last is hatched. */
  readonly shade: 1 | 2 | 3 | 4
}
export type ShareSegment = Omit<SharePart, 'share'> & { readonly x: number; readonly width: number }
export type ShareLayout = { readonly segments: readonly ShareSegment[] }

/** One bar of 100 %: x and widths in %. Throws RangeError for a share below 0 or a sum above 1. */
export function layoutShares(parts: readonly SharePart[]): ShareLayout {
  let x = 0
  const segments = parts.map(({ share, ...part }): ShareSegment => {
    if (!(share >= 0)) throw new RangeError(`the share of ${part.name} is ${share}: 0 to 1 is expected`)
    const from = x
    x += share * 100
    return { ...part, x: round(from), width: round(share * 100) }
  })
  if (x > 100.001) throw new RangeError(`the shares add up to ${x} %: at most 100 is expected`)
  return { segments }
}
