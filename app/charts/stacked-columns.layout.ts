import { line, scaleBand } from 'd3'
import { labelSize, round } from '#app/charts/label.ts'
import {
  fitsIn,
  NARROWEST,
  type PartLabel,
  type PartLook,
  ROOMY,
  type StackPart,
  stackOf,
} from '#app/charts/share-parts.ts'

export type StackColumn = {
  /** Short, for the axis: « T3 26 ». */
  readonly name: string
  /** From the bottom up; null where the whole is not known. */
  readonly parts: readonly StackPart[] | null
  /** The share that is marked across the column, 0 to 1, and its text. */
  readonly level: { readonly share: number; readonly text: string } | null
  /** What a commitment expected, 0 to 1; null before it, or without one. */
  readonly expected: { readonly share: number; readonly tip: string } | null
  /** In the place of the parts when they are not known. */
  readonly tip: string
  /** A quarter not over yet stands on a hatched foot: hatching its parts would make them another part. */
  readonly open: boolean
}

export type StackSegment = {
  readonly look: PartLook
  readonly y: number
  readonly height: number
  readonly tip: string
}
export type StackColumnMark = {
  readonly x: number
  readonly width: number
  readonly tip: string
  readonly segments: readonly StackSegment[] | null
  readonly level: number | null
  readonly open: boolean
}
export type StackedColumnsLayout = {
  readonly height: number
  readonly top: number
  readonly baseline: number
  readonly columns: readonly StackColumnMark[]
  /** A path in a box 100 wide, stretched to the picture; empty without a trajectory. */
  readonly trajectory: string
  readonly dots: readonly { readonly x: number; readonly y: number; readonly tip: string }[]
  readonly labels: readonly PartLabel[]
}

const HEIGHT = 264
const TOP = 10
const BOTTOM = 236
const AXIS_TEXT = 253
/** Rooms on both sides for what the marks come to, in % of the picture: « 100 % » at the narrowest. */
const LEFT = 15
const RIGHT = 85
const LEAST_PLACES = 6
/** The least height, in px, of a part that holds a text. */
const TEXT_HEIGHT = 14

/** Columns of 100 %, one a quarter, with a mark across each and a trajectory over them: x and widths in %, the rest in px. */
export function layoutStackedColumns(columns: readonly StackColumn[]): StackedColumnsLayout {
  const places = Array.from({ length: Math.max(columns.length, LEAST_PLACES) }, (_, place) => place)
  const band = scaleBand<number>(places, [LEFT, RIGHT]).paddingInner(0.16)
  const y = (share: number) => round(BOTTOM - Math.min(1, Math.max(0, share)) * (BOTTOM - TOP))
  const marks = columns.map((column, index): StackColumnMark => {
    const places = column.parts === null ? [] : stackOf(column.parts)
    return {
      x: round(band(index) ?? 0),
      width: round(band.bandwidth()),
      tip: column.tip,
      segments:
        column.parts?.flatMap(({ look, tip }, part) => {
          const { from, to } = places[part] ?? { from: 0, to: 0 }
          const height = round(y(from) - y(to))
          return height <= 0 ? [] : [{ look, y: y(to), height, tip }]
        }) ?? null,
      level: column.level === null ? null : y(column.level.share),
      open: column.open,
    }
  })
  const middle = (index: number) => round((band(index) ?? 0) + band.bandwidth() / 2)
  const dots = columns.flatMap(({ expected }, index) =>
    expected === null ? [] : [{ x: middle(index), y: y(expected.share), tip: expected.tip }],
  )
  const draw = line<{ readonly x: number; readonly y: number }>(
    (dot) => dot.x,
    (dot) => dot.y,
  )
  return {
    height: HEIGHT,
    top: TOP,
    baseline: BOTTOM,
    columns: marks,
    trajectory: dots.length < 2 ? '' : (draw(dots) ?? ''),
    dots,
    labels: [
      ...levelLabels(columns, marks),
      ...partLabels(columns, marks),
      ...names(columns, marks, band.step()),
    ],
  }
}

const text = (part: Pick<PartLabel, 'x' | 'y' | 'anchor' | 'text'> & Partial<PartLabel>): PartLabel => ({
  dx: 0,
  bold: false,
  wide: false,
  roomy: false,
  look: null,
  ...part,
})

/** What the marks come to, beside the first column and the last. */
function levelLabels(columns: readonly StackColumn[], marks: readonly StackColumnMark[]): PartLabel[] {
  const last = columns.length - 1
  const label = (index: number, end: boolean): PartLabel[] => {
    const [column, mark] = [columns[index], marks[index]]
    if (column?.level == null || mark?.level == null) return []
    const x = end ? round(mark.x + mark.width) : mark.x
    const y = Math.max(12, mark.level + 4)
    const [anchor, dx] = end ? (['start', 5] as const) : (['end', -5] as const)
    return [text({ x, dx, y, anchor, text: column.level.text, bold: true })]
  }
  return [...label(last, true), ...(last > 0 ? label(0, false) : [])]
}

/** The shares of the first column and the last, in the parts that have room for them. */
function partLabels(columns: readonly StackColumn[], marks: readonly StackColumnMark[]): PartLabel[] {
  const last = columns.length - 1
  return [...new Set([0, last])].flatMap((index) => {
    const mark = marks[index]
    const parts = columns[index]?.parts ?? null
    if (mark === undefined || mark.segments === null || parts === null) return []
    const bold = index === last
    return mark.segments.flatMap(({ look, y, height }) => {
      const own = parts.find((part) => part.look === look)
      const fits = (width: number) => own !== undefined && fitsIn(own, bold, (mark.width / 100) * width)
      if (own === undefined || height < TEXT_HEIGHT || !fits(ROOMY)) return []
      const x = round(mark.x + mark.width / 2)
      const at = { x, y: round(y + height / 2 + 4), anchor: 'middle' } as const
      return [text({ ...at, text: own.text, bold, look, roomy: !fits(NARROWEST) })]
    })
  })
}

/** The last quarter's name, the first's, and in wide pictures as many between as do not meet. */
function names(
  columns: readonly StackColumn[],
  marks: readonly StackColumnMark[],
  step: number,
): PartLabel[] {
  const last = columns.length - 1
  const widest = Math.max(...columns.map(({ name }) => labelSize({ text: name, bold: true })))
  const every = (width: number) => Math.ceil((widest + 6) / ((step / 100) * width))
  const [narrow, roomy] = [every(NARROWEST), every(ROOMY)]
  return columns.flatMap(({ name }, index) => {
    const mark = marks[index]
    const isEnd = index === last || (index === 0 && last >= narrow)
    // The first is named wherever it stands: what is between keeps away from both ends.
    const isBetween = index >= roomy && (last - index) % roomy === 0
    if (mark === undefined || (!isEnd && !isBetween)) return []
    return [
      text({
        x: round(mark.x + mark.width / 2),
        y: AXIS_TEXT,
        anchor: 'middle',
        text: name,
        bold: index === last,
        roomy: !isEnd,
      }),
    ]
  })
}
