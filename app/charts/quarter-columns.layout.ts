import { scaleBand, scaleLinear } from 'd3'
import { type Label, round } from '#app/charts/label.ts'
import { type Obstacle, placeLabels, type WantedLabel } from '#app/charts/place-labels.ts'

export type QuarterColumn = {
  /** Short, for the axis: « T3 26 ». */
  readonly name: string
  /** null where nothing was measured: a dashed place, never a zero. */
  readonly value: number | null
  /** On the column, or in its place, when it is the current or a comparison quarter: « 41,8 », « – », « n.m. ». */
  readonly label: string
  /** In the tooltip: « T3 2026 : 41,8 M de requêtes ». */
  readonly tip: string
  readonly emphasis: 'current' | 'comparison' | 'past'
  /** A quarter not over yet is hatched. */
  readonly open: boolean
  /** The outline above the column (allocated GPU hours), and the tick across it (a plan). */
  readonly capacity: number | null
  readonly plan: number | null
}

export type ColumnsInput = {
  readonly columns: readonly QuarterColumn[]
  /** Ends of the interval of the last column, drawn as a whisker. */
  readonly interval: { readonly low: number; readonly high: number } | null
}

type Span = { readonly y: number; readonly height: number }
export type ColumnMark = {
  readonly x: number
  readonly width: number
  readonly bar: Span | null
  readonly capacity: Span | null
  readonly plan: number | null
  readonly look: 'current' | 'comparison' | 'past'
  readonly open: boolean
  readonly tip: string
}
export type ColumnsLayout = {
  readonly height: number
  readonly baseline: number
  readonly columns: readonly ColumnMark[]
  readonly whisker: { readonly x: number; readonly low: number; readonly high: number } | null
  readonly labels: readonly Label[]
}

const HEIGHT = 118
const TOP = 29
const BOTTOM = 100
const AXIS_TEXT = 114
const PLACEHOLDER = 14
/** A first quarter alone is a column, not a wall. */
const LEAST_PLACES = 6

/** Zero-based columns, one a quarter: x and widths in %, the rest in px. Labels that would meet are left to the table. */
export function layoutColumns({ columns, interval }: ColumnsInput): ColumnsLayout {
  const reach = columns.flatMap(({ value, capacity, plan }) => [value ?? 0, capacity ?? 0, plan ?? 0])
  const ends = interval === null ? [] : [interval.low, interval.high]
  const low = Math.min(0, ...reach, ...ends)
  const high = Math.max(0, ...reach, ...ends)
  const y = scaleLinear([low, high === low ? low + 1 : high], [BOTTOM, TOP])
  const places = Array.from({ length: Math.max(columns.length, LEAST_PLACES) }, (_, place) => place)
  const band = scaleBand<number>(places, [0, 100]).paddingInner(0.22).paddingOuter(0.04)
  const baseline = round(y(0))
  const marks = columns.map((column, index): ColumnMark => {
    const span = (value: number | null): Span | null => {
      if (value === null) return null
      const at = y(value)
      return { y: round(Math.min(at, baseline)), height: round(Math.max(1, Math.abs(at - baseline))) }
    }
    return {
      x: round(band(index) ?? 0),
      width: round(band.bandwidth()),
      bar: span(column.value),
      capacity: span(column.capacity),
      plan: column.plan === null ? null : round(y(column.plan)),
      look: column.emphasis,
      open: column.open,
      tip: column.tip,
    }
  })
  const last = marks.at(-1)
  const whisker =
    interval === null || last === undefined
      ? null
      : { x: round(last.x + last.width / 2), low: round(y(interval.low)), high: round(y(interval.high)) }
  const obstacles = marks.map((mark, index) =>
    obstacle(mark, index === marks.length - 1 ? whisker : null, baseline),
  )
  return { height: HEIGHT, baseline, columns: marks, whisker, labels: columnLabels(columns, obstacles) }
}

function obstacle(mark: ColumnMark, whisker: ColumnsLayout['whisker'], baseline: number): Obstacle {
  const empty = baseline - PLACEHOLDER
  const tops = [
    mark.bar?.y ?? empty,
    mark.capacity?.y ?? baseline,
    mark.plan ?? baseline,
    whisker?.high ?? baseline,
  ]
  const ends = [baseline, (mark.bar?.y ?? 0) + (mark.bar?.height ?? 0), mark.plan ?? 0, whisker?.low ?? 0]
  return { left: mark.x, right: mark.x + mark.width, top: Math.min(...tops), bottom: Math.max(...ends) }
}

function columnLabels(columns: readonly QuarterColumn[], obstacles: readonly Obstacle[]): Label[] {
  const marked = columns.flatMap((column, index) => (column.emphasis === 'past' ? [] : [{ column, index }]))
  // The current quarter is placed first, then the farthest comparison: the nearest one yields.
  const order = marked.sort(
    (a, b) =>
      Number(b.column.emphasis === 'current') - Number(a.column.emphasis === 'current') || a.index - b.index,
  )
  const values = order.map(({ column, index }): WantedLabel => {
    const bold = column.emphasis === 'current'
    return { text: column.label, column: index, bold, row: null }
  })
  const first = columns[0]
  const names = order.map(({ column, index }): WantedLabel => {
    return { text: column.name, column: index, bold: column.emphasis === 'current', row: AXIS_TEXT }
  })
  if (first?.emphasis === 'past')
    names.splice(1, 0, { text: first.name, column: 0, bold: false, row: AXIS_TEXT })
  return [...placeLabels(values, obstacles), ...placeLabels(names, obstacles)]
}
