import { line, type ScaleLinear, scaleLinear } from 'd3'
import { type Label, labelBox, overlap, round } from '#app/charts/label.ts'

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
  readonly isKept: boolean
  /** Not over yet: its level may still move. */
  readonly isOpen: boolean
}

/** A quarter to come. */
export type CourseAhead = {
  readonly name: string
  readonly expected: number
  /** What the level comes to if its pace does not change; null without a projection. */
  readonly projected: { readonly value: number; readonly low: number; readonly high: number } | null
}

export type CourseInput = {
  /** The quarters known, oldest first. */
  readonly quarters: readonly CourseQuarter[]
  /** From the next quarter to that of the target. */
  readonly ahead: readonly CourseAhead[]
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
  readonly isOpen: boolean
}
type GapBar = {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  readonly look: 'good' | 'bad'
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

const HEIGHT = 190
const TOP = 20
const BOTTOM = 160
const AXIS_TEXT = 180
const GAP_HEIGHT = 70
const GAP_INSET = 6
const LEFT = 12
/** About how many lines the scale has: enough to read a level by eye, few enough to stay in the background. */
const SCALE_LINES = 3
const RIGHT = 94
/** The narrowest picture, in px, in which labels must not meet. */
const NARROWEST = 300

/** The way from the first quarter to the target, and the distance to the trajectory on the same axis below it. */
export function layoutCourse({ quarters, ahead, tolerance, texts, scaleText }: CourseInput): CourseLayout {
  const count = quarters.length + ahead.length
  const x = scaleLinear([0, Math.max(1, count - 1)], [LEFT, RIGHT])
  const reach = [
    ...quarters.flatMap(({ level, expected }) => [level, expected]),
    // An interval may be wider than the way: it is cut at the picture's edge, and the words give its ends.
    ...ahead.flatMap(({ expected, projected }) => [expected, projected?.value ?? null]),
  ].filter((value) => value !== null)
  const [low, high] = [Math.min(...reach), Math.max(...reach)]
  const y = scaleLinear([low, high === low ? low + 1 : high], [BOTTOM, TOP])
  const drawOn = (scale: (value: number) => number) =>
    line<Point>()
      .defined(({ value }) => value !== null)
      .x(({ at }) => round(x(at)))
      .y(({ value }) => round(scale(value ?? 0)))
      .digits(2)
  const draw = drawOn(y)
  const last = quarters.length - 1
  const level = quarters.map((quarter, at) => ({ at, value: quarter.level }))
  const projected = ahead.map(({ projected: one }, index) => ({
    at: quarters.length + index,
    value: one?.value ?? null,
  }))
  const isProjected = projected.some(({ value }) => value !== null)
  const from = { at: last, value: quarters[last]?.level ?? null }
  const end = ahead.at(-1)
  const gapReach = Math.max(tolerance, ...quarters.map(({ gap }) => Math.abs(gap ?? 0))) || 1
  const gapY = scaleLinear([-gapReach, gapReach], [GAP_HEIGHT - GAP_INSET, GAP_INSET])
  const zero = round(gapY(0))
  const step = count > 1 ? x(1) - x(0) : 10
  return {
    height: HEIGHT,
    gapHeight: GAP_HEIGHT,
    trajectory:
      draw([
        ...quarters.map(({ expected }, at) => ({ at, value: expected })),
        ...ahead.map(({ expected }, index) => ({ at: quarters.length + index, value: expected })),
      ]) ?? '',
    level: draw(level) ?? '',
    projection: isProjected ? (draw([from, ...projected]) ?? '') : '',
    band: isProjected ? bandOf(from, ahead, quarters.length, drawOn(y.copy().clamp(true))) : '',
    dots: quarters.flatMap((quarter, at) =>
      quarter.level === null
        ? []
        : [
            {
              x: round(x(at)),
              y: round(y(quarter.level)),
              tip: quarter.tip,
              isLast: at === last,
              isOpen: quarter.isOpen,
            },
          ],
    ),
    target: end === undefined ? null : { x: round(x(count - 1)), y: round(y(end.expected)) },
    now: round(x(last)),
    labels: labelsOf(
      { quarters, ahead, texts },
      (at) => round(x(at)),
      (value) => round(y(value)),
    ),
    scale: scaleLevels(y, scaleText).map((level) => ({
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
    })),
    gaps: quarters.flatMap(({ gap, isKept, tip }, at) => {
      if (gap === null) return []
      const top = Math.min(gapY(gap), gapY(0))
      return [
        {
          x: round(x(at) - step * 0.32),
          width: round(step * 0.64),
          y: round(top),
          height: round(Math.max(1, Math.abs(gapY(gap) - gapY(0)))),
          look: isKept ? ('good' as const) : ('bad' as const),
          tip,
        },
      ]
    }),
    zero,
    tolerance: { y: zero, height: round(gapY(-tolerance) - gapY(0)) },
  }
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

/** Texts in the order of what a reader needs first; one that would meet an earlier one is left to the table. */
function labelsOf(
  { quarters, ahead, texts }: Pick<CourseInput, 'quarters' | 'ahead' | 'texts'>,
  x: (at: number) => number,
  y: (value: number) => number,
): readonly Label[] {
  const last = quarters.length - 1
  const now = quarters[last]
  const end = ahead.at(-1)
  const final = quarters.length + ahead.length - 1
  const text = (part: Pick<Label, 'x' | 'y' | 'anchor' | 'text'> & Partial<Label>): Label => ({
    dx: 0,
    bold: false,
    wide: false,
    ...part,
  })
  const isAbove = now !== undefined && (now.expected ?? now.level ?? 0) <= (now.level ?? 0)
  const wanted: Label[] = []
  if (now !== undefined && now.level !== null)
    wanted.push(
      text({
        x: x(last),
        y: Math.min(BOTTOM + 6, Math.max(12, y(now.level) + (isAbove ? -9 : 18))),
        anchor: last === 0 ? 'start' : ahead.length < 2 ? 'end' : 'middle',
        text: texts.level,
        bold: true,
      }),
    )
  if (end !== undefined) {
    const projected = texts.projected === null ? null : end.projected
    const isBelow = projected !== null && projected.value > end.expected
    wanted.push(
      text({ x: 100, y: y(end.expected) + (isBelow ? 18 : -10), anchor: 'end', text: texts.target }),
    )
    if (projected !== null && texts.projected !== null)
      wanted.push(
        text({ x: 100, y: y(projected.value) + (isBelow ? -10 : 18), anchor: 'end', text: texts.projected }),
      )
  }
  const names = [
    ...(now === undefined
      ? []
      : [text({ x: x(last), y: AXIS_TEXT, anchor: 'middle', text: now.name, bold: true })]),
    ...(end === undefined
      ? []
      : [text({ x: x(final), y: AXIS_TEXT, anchor: 'end', dx: 12, text: end.name })]),
    ...(quarters[0] === undefined || last === 0
      ? []
      : [text({ x: x(0), y: AXIS_TEXT, anchor: 'middle', text: quarters[0].name })]),
  ]
  const placed: Label[] = []
  for (const label of [...wanted, ...names]) {
    const box = labelBox(label, NARROWEST)
    const isTold = placed.some((other) => other.text === label.text && other.y !== AXIS_TEXT)
    const meets = placed.some((other) => overlap(box, labelBox(other, NARROWEST), 4))
    if (!isTold && !meets && box.top >= 0 && box.right <= NARROWEST + 1) placed.push(label)
  }
  return placed
}
