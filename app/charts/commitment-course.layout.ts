import { line, type ScaleLinear, scaleLinear } from 'd3'
import { courseLabels } from '#app/charts/course-labels.ts'
import { type Label, round } from '#app/charts/label.ts'

export type Look = 'good' | 'warn' | 'bad'

export type CourseQuarter = {
  /** Short, for the axis: « T3 26 ». */
  readonly name: string
  /** In the tooltip: « T3 2026 : −7,4 %, attendu −8,8 % ». */
  readonly tip: string
  readonly level: number | null
  /** The trajectory, null before it begins. */
  readonly expected: number | null
  /** Distance to the trajectory, positive when ahead; null where it is not judged. */
  readonly gap: number | null
  /** What it says of the distance: kept, at risk, missed. */
  readonly look: Look
  /** Not over yet, or of too little of the activity: its level may still move. */
  readonly isPartial: boolean
}

/** A quarter to come. */
export type CourseAhead = {
  readonly name: string
  /** The trajectory, null before it begins. */
  readonly expected: number | null
  /** What the level comes to if its pace does not change; null without a projection. */
  readonly projected: { readonly value: number; readonly low: number; readonly high: number } | null
}

export type CourseInput = {
  /** The quarters known, oldest first. */
  readonly quarters: readonly CourseQuarter[]
  /** From the next quarter to that of the target. */
  readonly ahead: readonly CourseAhead[]
  /** The part of the last quarter that its level is of, 0 to 1: 1 once it is over. */
  readonly elapsed: number
  readonly tolerance: number
  readonly texts: { readonly level: string; readonly target: string; readonly projected: string | null }
  /** Words of a level on the scale. */
  readonly scaleText: (level: number) => string
}

type Dot = {
  readonly x: number
  readonly y: number
  readonly tip: string
  readonly isLast: boolean
  readonly isPartial: boolean
}
type GapBar = {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  readonly look: Look
  readonly tip: string
}

export type CourseLayout = {
  readonly height: number
  readonly gapHeight: number
  /** Paths in a box 100 wide, stretched to the picture. */
  readonly trajectory: string
  readonly level: string
  readonly projection: string
  readonly band: string
  /** The ends of the band, where it is wider than the picture and cut at its edge; null where all of it is seen. */
  readonly cut: { readonly low: number; readonly high: number } | null
  readonly dots: readonly Dot[]
  readonly target: { readonly x: number; readonly y: number } | null
  readonly now: number
  readonly labels: readonly Label[]
  /** Lines of the scale, with their labels. */
  readonly scale: readonly { readonly y: number; readonly label: Label }[]
  readonly gaps: readonly GapBar[]
  readonly zero: number
  readonly tolerance: { readonly y: number; readonly height: number }
}

const HEIGHT = 204
const TOP = 20
const BOTTOM = 160
const GAP_HEIGHT = 70
const GAP_INSET = 6
const LEFT = 12
/** About how many lines the scale has: enough to read a level by eye, few enough to stay in the background. */
const SCALE_LINES = 3
const RIGHT = 94
/** The scale holds the whole interval where that leaves the course at least two thirds of the picture. */
const WIDEST_BAND = 1.5
/** Two levels of one day would be one dot. */
const LEAST_ELAPSED = 0.1

/** The way from the first quarter to the target, and the distance to the trajectory on the same axis below it. */
export function layoutCourse(input: CourseInput): CourseLayout {
  const { quarters, ahead, elapsed, tolerance, texts, scaleText } = input
  const count = quarters.length + ahead.length
  const last = quarters.length - 1
  const ofQuarter = scaleLinear([0, Math.max(1, count - 1)], [LEFT, RIGHT])
  // A quarter stands where it ends; one that is open, where its level does, so that the trajectory stays straight.
  const x = (at: number) =>
    ofQuarter(at === last && last > 0 ? last - 1 + Math.max(LEAST_ELAPSED, elapsed) : at)
  const { low, high, cut } = reachOf(quarters, ahead)
  const y = scaleLinear([low, high === low ? low + 1 : high], [BOTTOM, TOP])
  const drawOn = (scale: (value: number) => number) =>
    line<Point>()
      .defined(({ value }) => value !== null)
      .x(({ at }) => round(x(at)))
      .y(({ value }) => round(scale(value ?? 0)))
      .digits(2)
  const draw = drawOn(y)
  const inPicture = (points: readonly Point[]) =>
    points.flatMap(({ at, value }) => (value === null ? [] : [{ x: round(x(at)), y: round(y(value)) }]))
  const level = quarters.map((quarter, at) => ({ at, value: quarter.level }))
  const projected = ahead.map(({ projected: one }, index) => ({
    at: quarters.length + index,
    value: one?.value ?? null,
  }))
  const isProjected = projected.some(({ value }) => value !== null)
  const way = [
    ...quarters.map(({ expected }, at) => ({ at, value: expected })),
    ...ahead.map(({ expected }, index) => ({ at: quarters.length + index, value: expected })),
  ]
  const from = { at: last, value: quarters[last]?.level ?? null }
  const end = ahead.at(-1)
  const gapReach = Math.max(tolerance, ...quarters.map(({ gap }) => Math.abs(gap ?? 0))) || 1
  const gapY = scaleLinear([-gapReach, gapReach], [GAP_HEIGHT - GAP_INSET, GAP_INSET])
  const zero = round(gapY(0))
  const step = count > 1 ? ofQuarter(1) - ofQuarter(0) : 10
  const scale: CourseLayout['scale'] = scaleLevels(y, scaleText).map((level) => ({
    y: round(y(level)),
    label: {
      x: 0,
      dx: 0,
      y: round(y(level) - 3),
      anchor: 'start',
      text: scaleText(level),
      bold: false,
      wide: false,
    },
  }))
  return {
    height: HEIGHT,
    gapHeight: GAP_HEIGHT,
    trajectory: draw(way) ?? '',
    level: draw(level) ?? '',
    projection: isProjected ? (draw([from, ...projected]) ?? '') : '',
    band: isProjected ? bandOf(from, ahead, quarters.length, drawOn(y.copy().clamp(true))) : '',
    cut,
    dots: quarters.flatMap((quarter, at) =>
      quarter.level === null
        ? []
        : [
            {
              x: round(x(at)),
              y: round(y(quarter.level)),
              tip: quarter.tip,
              isLast: at === last,
              isPartial: quarter.isPartial,
            },
          ],
    ),
    target:
      end === undefined || end.expected === null
        ? null
        : { x: round(x(count - 1)), y: round(y(end.expected)) },
    now: round(x(last)),
    labels: courseLabels(
      { quarters, ahead, texts },
      [way, level, isProjected ? [from, ...projected] : []].map(inPicture),
      scale.map(({ label }) => label),
      (at) => round(x(at)),
      (value) => round(y(value)),
    ),
    scale,
    gaps: quarters.flatMap(({ gap, look, tip }, at) => {
      if (gap === null) return []
      const top = Math.min(gapY(gap), gapY(0))
      return [
        {
          x: round(ofQuarter(at) - step * 0.32),
          width: round(step * 0.64),
          y: round(top),
          height: round(Math.max(1, Math.abs(gapY(gap) - gapY(0)))),
          look,
          tip,
        },
      ]
    }),
    zero,
    tolerance: { y: zero, height: round(gapY(-tolerance) - gapY(0)) },
  }
}

/** The levels that the picture holds: the way and what is projected, and the interval where it does not flatten them. */
function reachOf(quarters: CourseInput['quarters'], ahead: CourseInput['ahead']) {
  const way = [
    ...quarters.flatMap(({ level, expected }) => [level, expected]),
    ...ahead.flatMap(({ expected, projected }) => [expected, projected?.value ?? null]),
  ].filter((value) => value !== null)
  const [low, high] = [Math.min(...way), Math.max(...way)]
  const ends = ahead.flatMap(({ projected }) => (projected === null ? [] : [projected.low, projected.high]))
  const band = {
    low: Math.min(...ends, Number.POSITIVE_INFINITY),
    high: Math.max(...ends, Number.NEGATIVE_INFINITY),
  }
  const whole = { low: Math.min(low, band.low), high: Math.max(high, band.high) }
  if (whole.high - whole.low <= (high - low) * WIDEST_BAND) return { ...whole, cut: null }
  return { low, high, cut: band.low < low || band.high > high ? band : null }
}

/** Round levels that are told apart by their words: a range of a few points has fewer. */
function scaleLevels(y: ScaleLinear<number, number>, text: (level: number) => string): readonly number[] {
  for (let count = SCALE_LINES; count > 0; count -= 1) {
    const levels = y.ticks(count)
    if (new Set(levels.map(text)).size === levels.length) return levels
  }
  return []
}

type Point = { readonly at: number; readonly value: number | null }

function bandOf(
  from: Point,
  ahead: readonly CourseAhead[],
  first: number,
  draw: (points: Point[]) => string | null,
): string {
  const ends = (end: 'low' | 'high') =>
    ahead.flatMap(({ projected }, index) =>
      projected === null ? [] : [{ at: first + index, value: projected[end] }],
    )
  const around = draw([from, ...ends('high'), ...ends('low').reverse()])
  return around === null ? '' : `${around}Z`
}
