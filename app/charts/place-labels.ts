import { type Box, type Label, labelBox, labelSize, NARROW, overlap, round, WIDE } from '#app/charts/label.ts'

/** A column's outer box: left and right in %, top and bottom in px. */
export type Obstacle = Box
export type WantedLabel = {
  readonly text: string
  /** The index of the column it names. */
  readonly column: number
  readonly bold: boolean
  /** The baseline it must stand on, or null for just above its column. */
  readonly row: number | null
}

const ABOVE = 4
const LIFTS = [0, 3, 6, 9, 12, 15, 18, 21, 24]
const GAP = 4

/**
 * Places labels in the order given; a later one yields. It shows in every picture if it fits the narrowest,
 * else in wide ones only, else not at all. Two labels of a row stand in the order of their x, so widening separates them.
 */
export function placeLabels(wanted: readonly WantedLabel[], columns: readonly Obstacle[]): Label[] {
  const placed: Label[] = []
  for (const want of wanted) {
    const label = place(want, columns, placed, NARROW) ?? place(want, columns, placed, WIDE)
    if (label !== null) placed.push(label)
  }
  return placed
}

function place(
  want: WantedLabel,
  columns: readonly Obstacle[],
  placed: readonly Label[],
  width: number,
): Label | null {
  const own = columns[want.column]
  if (own === undefined) return null
  const size = labelSize(want)
  const others = placed.map((label) => ({ label, box: labelBox(label, width) }))
  const anchors = anchorsOf(own)
  for (const lift of want.row === null ? LIFTS : [0])
    for (const at of anchors) {
      const label = candidate(want, own, at, lift, width)
      const box = labelBox(label, width, size)
      if (fits({ label, box }, want, own, columns, others, width)) return label
    }
  return null
}

type Boxed = { readonly label: Label; readonly box: Box }

function fits(
  boxed: Boxed,
  want: WantedLabel,
  own: Obstacle,
  columns: readonly Obstacle[],
  others: readonly Boxed[],
  width: number,
): boolean {
  const { box } = boxed
  if (box.left < 0 || box.right > width || box.top < 0) return false
  if (want.row === null && columns.some((other) => other !== own && covers(box, other, width))) return false
  return others.every((other) => staysApart(boxed, other))
}

type Anchor = Pick<Label, 'x' | 'anchor'>

function anchorsOf(own: Obstacle): Anchor[] {
  return [
    { x: round((own.left + own.right) / 2), anchor: 'middle' },
    { x: round(own.right), anchor: 'end' },
    { x: round(own.left), anchor: 'start' },
  ]
}

function candidate(want: WantedLabel, own: Obstacle, at: Anchor, lift: number, width: number): Label {
  const y = round(want.row ?? own.top - ABOVE - lift)
  const { x, anchor } = at
  return { x, dx: 0, y, anchor, text: want.text, bold: want.bold, wide: width === WIDE }
}

function covers(box: Box, column: Obstacle, width: number): boolean {
  return overlap(box, { ...column, left: (column.left / 100) * width, right: (column.right / 100) * width })
}

function staysApart({ label, box: a }: Boxed, { label: other, box: b }: Boxed): boolean {
  if (a.bottom <= b.top || b.bottom <= a.top) return true
  return a.left < b.left
    ? label.x <= other.x && a.right + GAP <= b.left
    : label.x >= other.x && b.right + GAP <= a.left
}
