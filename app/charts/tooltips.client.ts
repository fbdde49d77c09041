// Improves what every mark already says by its <title>: shown at once, by pointer and by arrow keys; Escape closes.
const tip = document.createElement('div')
tip.className = 'tip'
tip.setAttribute('role', 'status')
tip.hidden = true
document.body.append(tip)

let shown: Element | null = null

function hide() {
  tip.hidden = true
  shown = null
}

function show(mark: Element) {
  const title = mark.querySelector('title')
  if (title) {
    // The browser's own tooltip would come on top of ours.
    mark.setAttribute('data-tip', title.textContent ?? '')
    title.remove()
  }
  shown = mark
  tip.textContent = mark.getAttribute('data-tip')
  tip.hidden = false
  const box = (mark.querySelector('rect:not(.hit)') ?? mark).getBoundingClientRect()
  const left = Math.max(
    8,
    Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, innerWidth - tip.offsetWidth - 8),
  )
  const above = box.top - tip.offsetHeight - 6
  tip.style.left = `${left + scrollX}px`
  tip.style.top = `${(above < 0 ? box.bottom + 6 : above) + scrollY}px`
}

function markOf(target: EventTarget | null) {
  return target instanceof Element ? target.closest('[data-tip]') : null
}

document.addEventListener('pointerover', (event) => {
  const mark = markOf(event.target)
  if (mark) show(mark)
  else if (shown && !shown.closest('[data-marks]')?.contains(document.activeElement)) hide()
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return hide()
  const chart = document.activeElement?.closest('[data-marks]')
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!chart || !step) return
  const marks = [...chart.querySelectorAll('[data-tip]')]
  const at = shown ? marks.indexOf(shown) : -1
  const next =
    marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : Math.max(0, Math.min(marks.length - 1, at + step))]
  event.preventDefault()
  if (next) show(next)
})

document.addEventListener('focusout', hide)

// Without this script a chart has nothing for the keyboard, so it takes a stop only here, and only one.
for (const chart of document.querySelectorAll('[data-marks]')) chart.setAttribute('tabindex', '0')
