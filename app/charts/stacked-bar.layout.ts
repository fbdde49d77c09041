import { round } from '#app/charts/label.ts'
import {
  fitsIn,
  NARROWEST,
  type PartLabel,
  type PartLook,
  ROOMY,
  type StackPart,
  stackOf,
} from '#app/charts/share-parts.ts'

export type StackedBarLayout = {
  readonly height: number
  readonly segments: readonly {
    readonly look: PartLook
    readonly x: number
    readonly width: number
    readonly tip: string
  }[]
  /** Where the mark across the bar stands, in %; null without one. */
  readonly mark: number | null
  readonly labels: readonly PartLabel[]
}

const HEIGHT = 34
const BASELINE = 21

/** One bar of 100 %, from left to right: x and widths in %. The texts stand in the parts that have room for them. */
export function layoutStackedBar(parts: readonly StackPart[], mark: number | null): StackedBarLayout {
  const places = stackOf(parts)
  const drawn = parts.flatMap((part, index) => {
    const { from, to } = places[index] ?? { from: 0, to: 0 }
    return to > from ? [{ part, x: round(from * 100), width: round((to - from) * 100) }] : []
  })
  return {
    height: HEIGHT,
    segments: drawn.map(({ part: { look, tip }, x, width }) => ({ look, x, width, tip })),
    mark: mark === null ? null : round(Math.min(1, Math.max(0, mark)) * 100),
    labels: drawn.flatMap(({ part, x, width }): PartLabel[] => {
      const { look, text } = part
      const fits = (picture: number) => fitsIn(part, false, (width / 100) * picture)
      if (!fits(ROOMY)) return []
      return [
        {
          x: round(x + width / 2),
          dx: 0,
          y: BASELINE,
          anchor: 'middle',
          text,
          bold: false,
          wide: false,
          roomy: !fits(NARROWEST),
          look,
        },
      ]
    }),
  }
}
