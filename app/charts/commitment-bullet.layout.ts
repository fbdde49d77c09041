import { scaleLinear } from 'd3'
import { type Label, labelBox, round } from '#app/charts/label.ts'

export type BulletInput = {
  /** Native values, in the commitment's unit; null where unknown. */
  readonly start: number
  readonly target: number
  readonly level: number | null
  readonly trajectory: number | null
  /** Already formatted: « 49 % », « 75 %, fin 2027 ». */
  readonly startText: string
  readonly targetText: string
  /** « couverture 46 %, plancher 80 % » when the level cannot be assessed, null otherwise. */
  readonly notAssessable: string | null
}

export type BulletLayout = {
  readonly height: number
  /** x of the target, in %: the same on every line, so that targets stand as a finish line. */
  readonly target: number
  readonly bar: number | null
  readonly trajectory: number | null
  readonly beyond: 'before-start' | 'past-axis' | null
  readonly partial: boolean
  readonly labels: readonly Label[]
}

const AXIS_END = 120
/** Where the target stands, in % of the width. */
export const TARGET_X = round(10000 / AXIS_END)
// The narrowest bullet: its column on the narrowest screen that shows the wall's lines whole, less the padding.
const NARROWEST = 218
const BELOW = 38
const ROW = 13

/** Start (0) → target (100) on an axis that goes to 120; what lies outside stops at its end and says so. */
export function layoutBullet(input: BulletInput): BulletLayout {
  const partial = input.notAssessable !== null
  const bar = input.level === null ? null : progressX(input, input.level)
  const labels = axisLabels(input)
  const frame = partial ? frameLabel(input.notAssessable ?? '') : null
  return {
    height: Math.max(...labels.map(({ y }) => y)) + 2,
    target: TARGET_X,
    bar: bar === null ? null : round(Math.min(100, Math.max(0, bar))),
    trajectory:
      input.trajectory === null || partial
        ? null
        : round(Math.min(100, Math.max(0, progressX(input, input.trajectory)))),
    beyond: bar === null || partial ? null : bar < 0 ? 'before-start' : bar > 100 ? 'past-axis' : null,
    partial,
    labels: frame === null ? labels : [...labels, frame],
  }
}

function progressX({ start, target }: BulletInput, value: number): number {
  // A target equal to its start is only ever reached or not: d3 would place both in the middle.
  if (start === target) return value === target ? TARGET_X : 0
  return scaleLinear([start, target], [0, TARGET_X])(value)
}

function axisLabels({ startText, targetText }: BulletInput): Label[] {
  const plain = { dx: 0, bold: false, wide: false }
  const start: Label = { ...plain, x: 0, y: BELOW, anchor: 'start', text: startText }
  const right = labelBox(start, NARROWEST).right + 8
  const places: Label[] = [
    { ...plain, x: TARGET_X, dx: 1.5, y: BELOW, anchor: 'end', text: targetText },
    { ...plain, x: 100, y: BELOW, anchor: 'end', text: targetText },
    { ...plain, x: 100, y: BELOW + ROW, anchor: 'end', text: targetText },
  ]
  const fits = places.find((label) => label.y > BELOW || labelBox(label, NARROWEST).left >= right)
  return fits === undefined ? [start] : [start, fits]
}

function frameLabel(text: string): Label | null {
  const label: Label = {
    x: round(TARGET_X / 2),
    dx: 0,
    y: 17,
    anchor: 'middle',
    text,
    bold: false,
    wide: false,
  }
  const { left, right } = labelBox(label, NARROWEST)
  // Too long for its frame: the picture keeps its name and its table, which say the same.
  return left >= 0 && right <= (TARGET_X / 100) * NARROWEST ? label : null
}
