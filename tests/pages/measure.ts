/** What a reader would see go wrong on a page; every function here runs inside the browser. */

/** Texts of pictures that meet another one or leave their picture, by more than a pixel or two of empty line. */
export function misplacedTexts(): string[] {
  const wrong: string[] = []
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')]
      .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
    for (const [index, { said, box }] of texts.entries()) {
      const sides = Math.max(frame.left - box.left, box.right - frame.right)
      // A line of text is taller than its letters.
      const ends = Math.max(frame.top - box.top, box.bottom - frame.bottom) - 1.5
      if (frame.width > 0 && Math.max(sides, ends) > 0.5) wrong.push(`« ${said} » leaves its picture`)
      for (const other of texts.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        if (across > 0.5 && down > 1.5) wrong.push(`« ${said} » meets « ${other.said} »`)
      }
    }
  }
  return wrong
}

/** Texts of the wall of commitments that meet one another, such as a long promise and a status. */
export function meetingTexts(): string[] {
  const texts = [...document.querySelectorAll('.promise h3, .status, .c-name, .c-level, .c-gap')].map(
    (element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return { said: element.textContent, lines: [...range.getClientRects()] }
    },
  )
  const meet = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5
  return texts.flatMap(({ said, lines }, index) =>
    texts
      .slice(index + 1)
      .filter((other) => lines.some((line) => other.lines.some((each) => meet(line, each))))
      .map((other) => `« ${said} » meets « ${other.said} »`),
  )
}

/** How many pixels of the page are beyond the right edge of the window. */
export function hiddenWidth(): number {
  const { scrollWidth, clientWidth } = document.documentElement
  return Math.max(scrollWidth, document.body.scrollWidth) - clientWidth
}

/** Texts that the page cuts: boxes whose content is wider than they are and that do not scroll. */
export function cutTexts(): string[] {
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter((element): element is HTMLElement => element instanceof HTMLElement)
    .filter(({ classList, scrollWidth, clientWidth }) => {
      return clientWidth > 0 && scrollWidth > clientWidth + 1 && !classList.contains('hidden')
    })
    .filter((element) => !['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
    .map((element) => `« ${element.textContent?.slice(0, 60)} » is cut`)
}

/** Everything that is said on the page, names of pictures included, but for what says that it is in another language. */
export function saidOnPage(): string {
  const body = document.body.cloneNode(true)
  if (!(body instanceof HTMLElement)) return ''
  for (const element of body.querySelectorAll('[lang]')) element.remove()
  const named = [...body.querySelectorAll('[aria-label], [title]')].flatMap((element) => [
    element.getAttribute('aria-label'),
    element.getAttribute('title'),
  ])
  return [document.title, body.textContent, ...named].join('\n')
}
