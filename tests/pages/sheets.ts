/** Paper, as a page is printed on it. */

const MM = 96 / 25.4

/** A4 landscape less the margins of print.css, in CSS pixels. */
export const SHEET = { width: Math.floor((297 - 22) * MM), height: Math.floor((210 - 19) * MM) }

/** Sheets of a PDF, and whether the first is A4 landscape. */
export function sheetsOf(pdf: Buffer): { readonly count: number; readonly landscape: boolean } {
  const text = pdf.toString('latin1')
  const [, width = 0, height = 0] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)?.map(Number) ?? []
  return {
    count: text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
    landscape: Math.abs(width - 842) < 2 && Math.abs(height - 595) < 2,
  }
}

/** How many sheets a page takes, and what a reader would see go wrong on them. */
export type Cut = { readonly sheets: number; readonly wrong: readonly string[] }

/**
 * Cuts the page as the printer does, but in columns of a sheet's size: the same rules of breaking hold there, and each
 * piece of a box says where it is. `free` leaves out what keeps things whole. Runs inside the browser, in print media.
 */
export function cutIntoSheets(asked: { width: number; height: number; free: boolean }): Cut {
  const { width, height, free } = asked
  const gap = 100
  const columns = new CSSStyleSheet()
  columns.replaceSync(`
    html { width: ${width}px }
    body {
      width: ${width}px; height: ${height}px;
      columns: ${width}px 1; column-gap: ${gap}px; column-fill: auto;
    }
    ${free ? '*, ::before, ::after { break-inside: auto !important; break-after: auto !important }' : ''}`)
  document.adoptedStyleSheets = [columns]

  const wrong: string[] = []
  const isShown = (box: DOMRect) => box.width > 0 && box.height > 0
  const piecesOf = (element: Element) => [...element.getClientRects()].filter(isShown)
  const sheetOf = ({ left }: DOMRect) => Math.floor((left + gap / 2) / (width + gap))
  const start = (text: string | null) => `« ${text?.trim().slice(0, 50)} »`
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()} ${start(element.getAttribute('aria-label') ?? element.textContent)}`

  // What stays whole: in one piece, and above the foot of the sheet.
  const foot = document.querySelector('.foot')?.getBoundingClientRect().height ?? 0
  for (const element of document.querySelectorAll(
    'main :is(figure, svg, .headline, .table, tr, h1, h2, h3, caption, p, li, dd)',
  )) {
    const pieces = piecesOf(element)
    if (pieces.length > 1) wrong.push(`${nameOf(element)} is cut in ${pieces.length}`)
    const beyond = Math.max(...pieces.map(({ bottom }) => bottom + foot - height))
    if (beyond > 0.5) wrong.push(`${nameOf(element)} goes ${beyond.toFixed(1)} px into the foot of its sheet`)
  }

  for (const section of document.querySelectorAll('main .section')) {
    const [title, first] = ['.section-head', '.section-body :is(svg, tr, p, dd, .notice)'].map((part) => {
      const element = section.querySelector(part)
      return element === null ? undefined : piecesOf(element)[0]
    })
    if (title === undefined || first === undefined)
      wrong.push(`${nameOf(section)}: a title, or nothing under it`)
    else if (sheetOf(title) !== sheetOf(first)) wrong.push(`${nameOf(section)}: its title stands alone`)
  }

  // Texts: inside the sides of their sheet, and none over another.
  const texts: { readonly said: string; readonly box: DOMRect }[] = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const node = walk.currentNode
    if (node.parentElement?.closest('.hidden, .foot, defs') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of [...range.getClientRects()].filter(isShown))
      texts.push({ said: start(node.textContent), box })
  }
  texts.sort((a, b) => a.box.top - b.box.top)
  for (const [index, { said, box }] of texts.entries()) {
    const left = sheetOf(box) * (width + gap)
    const beyond = Math.max(left - box.left, box.right - left - width)
    if (beyond > 0.5) wrong.push(`${said} goes ${beyond.toFixed(1)} px beyond the side of its sheet`)
    for (const { said: other, box: another } of texts.slice(index + 1)) {
      if (another.top >= box.bottom) break
      const across = Math.min(box.right, another.right) - Math.max(box.left, another.left)
      const down = Math.min(box.bottom, another.bottom) - Math.max(box.top, another.top)
      // Indices and lines that stand close share some empty pixels.
      if (across > 1 && down > 4) wrong.push(`${said} meets ${other}`)
    }
  }
  document.adoptedStyleSheets = []
  return { sheets: 1 + Math.max(...texts.map(({ box }) => sheetOf(box))), wrong }
}
