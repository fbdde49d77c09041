import { textWidth } from '#app/charts/text-width.ts'

/** A text of a chart: x in % of the picture, dx and y (the baseline) in px. */
export type Label = {
  readonly x: number
  readonly dx: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly text: string
  readonly bold: boolean
  /** Shown only in pictures of at least WIDE px. */
  readonly wide: boolean
}

export type Box = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The size of every text in a chart, in px. */
export const TEXT_SIZE = 11
/** The narrowest picture a chart is laid out for, and the width from which `wide` labels show, in px. */
export const NARROW = 160
export const WIDE = 260
const ASCENT = 9.5
const DESCENT = 2.5

/** The width of a label's text, in px. */
export function labelSize({ text, bold }: Pick<Label, 'text' | 'bold'>): number {
  return textWidth(text, { size: TEXT_SIZE, bold })
}

/** The box of a label in a picture `width` px wide, in px; `size` is the width of its text. */
export function labelBox(label: Label, width: number, size = labelSize(label)): Box {
  const shift = { start: 0, middle: size / 2, end: size }[label.anchor]
  const left = (label.x / 100) * width + label.dx - shift
  return { left, right: left + size, top: label.y - ASCENT, bottom: label.y + DESCENT }
}

/** Whether two boxes touch, with `gap` px between them on a row. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom && b.top < a.bottom
}

/** Two decimals are a hundredth of a pixel: enough for the eye, light for the page. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 || 0
}
