import { line, scaleLinear } from 'd3'
import { round } from '#app/charts/label.ts'

export type BesideCourseInput = {
  /** One value a quarter, oldest first; null leaves a gap. */
  readonly values: readonly (number | null)[]
  /** What they are read against, over the same quarters; empty when there is nothing. */
  readonly beside: readonly (number | null)[]
  /** Value at the top of the picture; zero is at its foot, unless values below it need one of their own. */
  readonly top: number
  readonly bottom?: number
  /** Values that a thin line marks across, such as one half. */
  readonly marks: readonly number[]
  /** Of the picture, in px. */
  readonly height: number
  /** Whether the last period is not over: what leads to it is dashed, and its dot is hollow. */
  readonly isOpen?: boolean
}

type Dot = {
  readonly x: number
  readonly y: number
  readonly quarter: number
  readonly isLast: boolean
  readonly isOpen: boolean
}

export type BesideCourseLayout = {
  readonly height: number
  /** Paths in a box 100 wide, stretched to the picture. */
  readonly path: string
  readonly beside: string
  /** From the last period that is over to the open one; empty where there is none. */
  readonly ahead: string
  /** x in %, y in px: the last quarter, and quarters known between two unknown ones, which no line shows. */
  readonly dots: readonly Dot[]
  /** y in px, zero first, wherever it stands between the foot and the top. */
  readonly marks: readonly number[]
}

/** Px above the top of the scale and below its foot, so that strokes and dots stay whole. */
const INSET = 4
/** % at both sides, for the same reason in the narrowest picture. */
const SIDE = 4

/** A course from the foot to the top of a scale that pictures share, with another behind it; what is beyond the scale stays at its edge. */
export function layoutBesideCourse(input: BesideCourseInput): BesideCourseLayout {
  const { values, beside, top, bottom = 0, marks, height, isOpen = false } = input
  const count = Math.max(values.length, beside.length)
  const x = scaleLinear([0, Math.max(1, count - 1)], [SIDE, 100 - SIDE])
  const y = scaleLinear([bottom, top > bottom ? top : bottom + 1], [height - INSET, INSET]).clamp(true)
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => round(x(index)))
    .y((value) => round(y(value ?? 0)))
    .digits(2)
  const isKnown = (index: number) => (values[index] ?? null) !== null
  // Every part keeps its place among the periods: those of the other part are left as gaps.
  const part = (isIn: (index: number) => boolean) =>
    draw(values.map((value, index) => (isIn(index) ? value : null))) ?? ''
  const hasAhead = isOpen && isKnown(count - 1) && isKnown(count - 2)
  return {
    height,
    path: isOpen ? part((index) => index < count - 1) : part(() => true),
    beside: draw(beside) ?? '',
    ahead: hasAhead ? part((index) => index >= count - 2) : '',
    dots: values.flatMap((value, quarter) => {
      const isLast = quarter === count - 1
      const isAlone = !isKnown(quarter - 1) && !isKnown(quarter + 1)
      return value === null || !(isLast || isAlone)
        ? []
        : [{ x: round(x(quarter)), y: round(y(value)), quarter, isLast, isOpen: isLast && isOpen }]
    }),
    marks: [0, ...marks].map((mark) => round(y(mark))),
  }
}
