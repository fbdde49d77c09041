/** Sent and on its way: a request must not wait for the collection. */
const AFTER_MS = 20
/** Collections close together promote what lives for one page only. */
const APART_MS = 500

let last = Number.NEGATIVE_INFINITY

/**
 * Collects young garbage while BigQuery works, when a page has nothing else to do, rather than while it is drawn. Does
 * nothing in a process that was not started with `--expose-gc`.
 */
export function collectWhileWaiting(): void {
  const { gc } = globalThis
  const now = performance.now()
  if (gc === undefined || now - last < APART_MS) return
  last = now
  setTimeout(() => gc({ type: 'minor' }), AFTER_MS).unref()
}
