import { scaleBand, scaleLinear } from 'd3'
import { type Label, round, TEXT_SIZE } from '#app/charts/label.ts'
import { textWidth } from '#app/charts/text-width.ts'

export type MonthColumn = {
  /** One letter for the axis, so that twelve fit on a phone. */
  readonly initial: string
  /** null where nothing is known: a dashed place, never a zero. */
  readonly value: number | null
  /** On the column: « 582 ». */
  readonly label: string
  /** In the tooltip: « sept. 2026, réel : 674 k€ ». */
  readonly tip: string
  readonly isForecast: boolean
  readonly plan: number | null
}

/** The year so far and what remains of it, as one bar. */
export type YearBar = {
  readonly actual: number
  readonly rest: number
  readonly interval: { readonly low: number; readonly high: number } | null
  /** Of the same months as the bar; null when some of them have none. */
  readonly plan: number | null
}

type Box = { readonly x: number; readonly width: number; readonly y: number; readonly height: number }
export type MonthMark = Box & {
  readonly look: 'actual' | 'forecast' | 'unknown'
  readonly plan: number | null
  readonly tip: string
}
export type MonthsLayout = {
  readonly height: number
  readonly baseline: number
  readonly months: readonly MonthMark[]
  readonly initials: readonly Label[]
  /** Shown only where the picture is at least ROOMY px wide. */
  readonly values: readonly Label[]
}

/** The width, in px, from which each column bears its value; forecast.css has the same. */
export const ROOMY = 560
const HEIGHT = 148
const TOP = 18
const BOTTOM = 128
const AXIS_TEXT = 143
const ABOVE = 5
const GAP = 4
/** How tall the place of an unknown month is. */
const PLACE = 14

/** Zero-based columns, one a month: x and widths in %, the rest in px. A value wider than its place is left to the table. */
export function layoutMonths(columns: readonly MonthColumn[]): MonthsLayout {
  const reach = columns.flatMap(({ value, plan }) => [value ?? 0, plan ?? 0])
  const [low, high] = [Math.min(0, ...reach), Math.max(0, ...reach)]
  const y = scaleLinear([low, high === low ? low + 1 : high], [BOTTOM, TOP])
  const places = Array.from({ length: Math.max(columns.length, 12) }, (_, place) => place)
  const band = scaleBand<number>(places, [0, 100]).paddingInner(0.28).paddingOuter(0.14)
  const baseline = round(y(0))
  const months = columns.map(({ value, plan, isForecast, tip }, index): MonthMark => {
    const at = value === null ? baseline - PLACE : y(value)
    return {
      x: round(band(index) ?? 0),
      width: round(band.bandwidth()),
      y: round(Math.min(at, baseline)),
      height: round(Math.max(1, Math.abs(at - baseline))),
      plan: plan === null ? null : round(y(plan)),
      look: value === null ? 'unknown' : isForecast ? 'forecast' : 'actual',
      tip,
    }
  })
  const room = (band.step() / 100) * ROOMY - GAP
  const label = (index: number, text: string, at: number, bold: boolean): Label => {
    const { x, width } = months[index] ?? { x: 0, width: 0 }
    return { x: round(x + width / 2), dx: 0, y: round(at), anchor: 'middle', text, bold, wide: false }
  }
  return {
    height: HEIGHT,
    baseline,
    months,
    initials: columns.map(({ initial }, index) => label(index, initial, AXIS_TEXT, false)),
    values: columns.flatMap(({ label: text, isForecast }, index) => {
      const mark = months[index]
      if (mark === undefined || textWidth(text, { size: TEXT_SIZE, bold: !isForecast }) > room) return []
      return [label(index, text, Math.min(mark.y, mark.plan ?? mark.y) - ABOVE, !isForecast)]
    }),
  }
}

export type BarLayout = {
  readonly height: number
  readonly actual: Box
  readonly rest: Box | null
  readonly plan: Box | null
  readonly whisker: { readonly low: number; readonly high: number; readonly y: number } | null
}

const BAR_HEIGHT = 40
const BAR = { y: 10, height: 20 }
/** The outline of the plan stands around the bar, so that either may be the longer. */
const OUTLINE = { y: 5, height: 30 }

/** One bar from zero: x and widths in %, the rest in px. */
export function layoutYearBar({ actual, rest, interval, plan }: YearBar): BarLayout {
  const reach = [0, actual, actual + rest, plan ?? 0, interval?.high ?? 0]
  const [low, high] = [Math.min(...reach), Math.max(...reach)]
  const x = scaleLinear([low, high === low ? low + 1 : high], [0, 99.5])
  const span = (from: number, to: number) => ({
    x: round(x(Math.min(from, to))),
    width: round(Math.abs(x(to) - x(from))),
  })
  return {
    height: BAR_HEIGHT,
    actual: { ...span(0, actual), ...BAR },
    rest: rest === 0 ? null : { ...span(actual, actual + rest), ...BAR },
    plan: plan === null ? null : { ...span(0, plan), ...OUTLINE },
    whisker:
      interval === null
        ? null
        : { low: round(x(interval.low)), high: round(x(interval.high)), y: BAR.y + BAR.height / 2 },
  }
}
