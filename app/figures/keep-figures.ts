import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** About a kilobyte each: what a dozen different pages show. */
const MOST_KEPT = 60_000

type Kept = { readonly figures: Promise<unknown>; count: number }

/** By the object that describes the pinned version: two versions can never share one, and it frees itself. */
const kept = new WeakMap<DatasetInfo, Map<string, Kept>>()

/**
 * What `load` makes of a version, found once for all the readers who ask for the same: the other language of a page,
 * the next sheet of a table and its file read nothing again. The answers asked for longest ago go first; one that
 * failed is not kept.
 */
export function keepFigures<Made>(
  dataset: DatasetInfo,
  key: string,
  load: () => Promise<Made>,
  countOf: (made: Made) => number,
): Promise<Made> {
  const shelf = kept.get(dataset) ?? new Map<string, Kept>()
  kept.set(dataset, shelf)
  const found = shelf.get(key)
  if (found !== undefined) {
    shelf.delete(key)
    shelf.set(key, found)
    return found.figures as Promise<Made>
  }
  const figures = load()
  const entry: Kept = { figures, count: 0 }
  shelf.set(key, entry)
  figures.then(
    (made) => {
      entry.count = countOf(made)
      removeOldest(shelf)
    },
    () => shelf.delete(key),
  )
  return figures
}

function removeOldest(shelf: Map<string, Kept>): void {
  let total = 0
  for (const { count } of shelf.values()) total += count
  for (const [key, { count }] of shelf) {
    if (total <= MOST_KEPT) return
    shelf.delete(key)
    total -= count
  }
}
