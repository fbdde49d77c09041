import { expect } from 'vitest'
import { type Label, labelBox, overlap, WIDE } from '#app/charts/label.ts'

/** The widths, in px, at which every picture is checked: phone, phone, tablet, whole page. */
export const WIDTHS = [288, 358, 688, 1296]

/** Fails when two labels meet or one leaves a picture of `width` px with `padding` px on each side. */
export function expectReadable(labels: readonly Label[], width: number, padding = 0): void {
  const shown = labels.filter((label) => !label.wide || width >= WIDE)
  const boxes = shown.map((label) => ({ text: label.text, ...labelBox(label, width) }))
  for (const [index, box] of boxes.entries()) {
    expect(box.left, `« ${box.text} » leaves on the left at ${width} px`).toBeGreaterThanOrEqual(
      -padding - 0.1,
    )
    expect(box.right, `« ${box.text} » leaves on the right at ${width} px`).toBeLessThanOrEqual(
      width + padding + 0.1,
    )
    for (const other of boxes.slice(index + 1)) {
      expect(overlap(box, other), `« ${box.text} » meets « ${other.text} » at ${width} px`).toBe(false)
    }
  }
}
