import { type Label, labelSize } from '#app/charts/label.ts'

/** How a part is drawn: five fills from the most to the least controlled, an outline for what nobody assigned. */
export type PartLook = 1 | 2 | 3 | 4 | 5 | 'unassigned'

export type StackPart = {
  readonly look: PartLook
  /** Of the whole, 0 to 1; a credit may make it negative, and then nothing is drawn of it. */
  readonly share: number
  /** Inside the part where it fits: « 17 ». */
  readonly text: string
  /** In the tooltip: « T3 2026, SecNumCloud : 12 %, 238 k€ ». */
  readonly tip: string
}

/** A text of a stack, and the part that it stands on; null beside the stack. */
export type PartLabel = Label & { readonly look: PartLook | null; readonly roomy: boolean }

/** The narrowest picture of a stack, in px, and that from which its `roomy` texts show. */
export const NARROWEST = 288
export const ROOMY = 560

/** Where each part begins and ends, 0 to 1: parts below nothing have no room, and the others fill at most the whole. */
export function stackOf(
  parts: readonly StackPart[],
): readonly { readonly from: number; readonly to: number }[] {
  const sizes = parts.map(({ share }) => Math.max(0, share))
  const most = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  let at = 0
  return sizes.map((size) => {
    const from = at
    at += size / most
    return { from, to: at }
  })
}

/** What a text needs beside it on a plain part, and on hatching, where it must not be read among the lines; in px. */
const SPACE = 4
const HATCHED = 24

/** Whether the text of a part fits a room of some px. */
export function fitsIn(
  { text, look }: Pick<StackPart, 'text' | 'look'>,
  bold: boolean,
  room: number,
): boolean {
  return labelSize({ text, bold }) + (look === 5 ? HATCHED : SPACE) <= room
}
