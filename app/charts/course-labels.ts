import type { CourseInput } from '#app/charts/commitment-course.layout.ts'
import { type Box, type Label, labelBox, overlap } from '#app/charts/label.ts'

/** The baseline of the names below the picture, in px. */
export const AXIS_TEXT = 194
/** The baselines between which a text is of the picture, in px. */
const TOPMOST = 11
const LOWEST = 180
/** The narrowest picture, in px, in which labels must not meet. */
const NARROWEST = 300
/** A wider one holds less of a line under a text: the narrowest decides, but for a text set off by some pixels. */
const WIDTHS = [NARROWEST, 960]

/** A line of the picture: x in %, y in px, from left to right. */
export type Line = readonly { readonly x: number; readonly y: number }[]

type Place = Pick<Label, 'x' | 'y' | 'anchor'> & Partial<Label>
type Wanted = {
  readonly text: string
  readonly bold?: boolean
  /** Best first. */
  readonly places: readonly Place[]
  /** Left out rather than struck through. */
  readonly isClear?: boolean
}

/** Texts in the order of what a reader needs first, each where no line strikes it; one that would meet an earlier one is left to the table. */
export function courseLabels(
  { quarters, ahead, texts }: Pick<CourseInput, 'quarters' | 'ahead' | 'texts'>,
  lines: readonly Line[],
  scale: readonly Label[],
  x: (at: number) => number,
  y: (value: number) => number,
): readonly Label[] {
  const last = quarters.length - 1
  const now = quarters[last]
  const end = ahead.at(-1)
  const final = last + ahead.length
  const wanted: Wanted[] = []
  if (now !== undefined && now.level !== null) {
    const isAbove = (now.expected ?? now.level) <= now.level
    wanted.push({
      text: texts.level,
      bold: true,
      places: around(x(last), y(now.level), isAbove, last, ahead),
    })
  }
  // The quarter of the target is never before the trajectory begins.
  if (end !== undefined && end.expected !== null) {
    const projected = texts.projected === null ? null : end.projected
    const isBelow = projected !== null && projected.value > end.expected
    wanted.push({ text: texts.target, isClear: true, places: atEdge(y(end.expected), !isBelow) })
    if (projected !== null && texts.projected !== null)
      wanted.push({ text: texts.projected, places: atEdge(y(projected.value), isBelow) })
  }
  const placed: Label[] = []
  for (const one of wanted) {
    const label = placeOf(one, lines, [...scale, ...placed])
    if (label !== null) placed.push(label)
  }
  const name = (at: number, text: string, place: Partial<Label> = {}) =>
    labelOf({ text, places: [] }, { x: x(at), y: AXIS_TEXT, anchor: 'middle', ...place })
  const names = [
    ...(now === undefined ? [] : [name(last, now.name, { bold: true })]),
    ...(end === undefined ? [] : [name(final, end.name, { anchor: 'end', dx: 12 })]),
    ...(quarters[0] === undefined || last === 0 ? [] : [name(0, quarters[0].name)]),
  ]
  for (const one of names) if (isFree(one, placed)) placed.push(one)
  return placed
}

/** Above or below a point, straight or to one side of it. */
function around(
  x: number,
  y: number,
  isAbove: boolean,
  last: number,
  ahead: CourseInput['ahead'],
): readonly Place[] {
  const anchor = last === 0 ? 'start' : ahead.length < 2 ? 'end' : 'middle'
  const rows = isAbove ? [y - 9, y + 18] : [y + 18, y - 9]
  const inside = (row: number) => Math.min(LOWEST, Math.max(TOPMOST + 1, row))
  return [
    ...rows.map((row): Place => ({ x, y: inside(row), anchor })),
    ...rows.flatMap((row): Place[] => [
      { x, y: inside(row), anchor: 'start', dx: 4 },
      { x, y: inside(row), anchor: 'end', dx: -4 },
    ]),
  ]
}

/** At the right edge, above or below a level: closest first, then as far as a steep line asks. */
function atEdge(y: number, isAbove: boolean): readonly Place[] {
  const steps = [0, 8, 16, 24, 32, 40]
  const above = steps.map((step) => y - 10 - step)
  const below = steps.map((step) => y + 18 + step)
  const [near, far] = isAbove ? [above, below] : [below, above]
  return steps
    .flatMap((_, index) => [near[index] ?? 0, far[index] ?? 0])
    .map((row) => ({ x: 100, y: row, anchor: 'end' }))
}

function labelOf({ text, bold = false }: Wanted, place: Place): Label {
  return { dx: 0, bold, wide: false, text, ...place }
}

/** The first place that is free and that no line crosses, else the first that is free; null where there is none. */
function placeOf(wanted: Wanted, lines: readonly Line[], placed: readonly Label[]): Label | null {
  const free = wanted.places
    .map((place) => labelOf(wanted, place))
    .filter((label) => label.y <= LOWEST && isFree(label, placed))
  const clear = free.find((label) => !lines.some((line) => isStruck(label, line)))
  return clear ?? (wanted.isClear === true ? null : (free[0] ?? null))
}

function isFree(label: Label, placed: readonly Label[]): boolean {
  const box = labelBox(label, NARROWEST)
  const isTold = placed.some((other) => other.text === label.text)
  const meets = placed.some((other) => overlap(box, labelBox(other, NARROWEST), 4))
  return !isTold && !meets && box.top >= 0 && box.left >= 0 && box.right <= NARROWEST + 1
}

/** Whether a line goes through a text. */
function isStruck(label: Label, line: Line): boolean {
  return WIDTHS.some((width) => {
    const box = labelBox(label, width)
    const points = line.map((point) => ({ x: (point.x / 100) * width, y: point.y }))
    return points.some((from, index) => {
      const to = points[index + 1]
      return to !== undefined && crosses(from, to, box)
    })
  })
}

type Pixel = { readonly x: number; readonly y: number }

/** Whether a segment from left to right enters a box. */
function crosses(from: Pixel, to: Pixel, box: Box): boolean {
  const [left, right] = [Math.max(from.x, box.left), Math.min(to.x, box.right)]
  if (left > right) return false
  const at = (x: number) =>
    to.x === from.x ? to.y : from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x)
  const ends = [at(left), at(right)]
  return Math.max(...ends) >= box.top && Math.min(...ends) <= box.bottom
}
