import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** About three kilobytes each, with the sums that they are found from: what some fifty different pages show. */
const MOST_KEPT = 60_000

type Kept = { readonly figures: Promise<unknown>; count: number }
type Shelf = { readonly answers: Map<string, Kept>; total: number }

/**
 * By the object that describes the pinned version: two versions can never share one, and it frees itself. Where the
 * warehouse keeps answers by their statement, by the pin of one document: what another document has read before would
 * change the statements of this one, which would then be asked again.
 */
const shelves = new WeakMap<object, Shelf>()

/**
 * What `load` makes of a version, found once for all the readers who ask for the same: the other language of a page,
 * the next sheet of a table and its file read nothing again. The answers asked for longest ago go first; one that
 * failed is not kept.
 */
export function keepFigures<Made>(
  warehouse: Pick<Warehouse, 'dataset' | 'keepsAnswers'>,
  key: string,
  load: () => Promise<Made>,
  countOf: (made: Made) => number,
): Promise<Made> {
  const owner = warehouse.keepsAnswers ? warehouse : warehouse.dataset
  const shelf = shelves.get(owner) ?? { answers: new Map<string, Kept>(), total: 0 }
  shelves.set(owner, shelf)
  const found = shelf.answers.get(key)
  if (found !== undefined) {
    shelf.answers.delete(key)
    shelf.answers.set(key, found)
    return found.figures as Promise<Made>
  }
  const figures = load()
  const entry: Kept = { figures, count: 0 }
  shelf.answers.set(key, entry)
  figures.then(
    (made) => {
      // An answer without any figure takes its place too.
      entry.count = 1 + countOf(made)
      shelf.total += entry.count
      removeOldest(shelf)
    },
    () => shelf.answers.delete(key),
  )
  return figures
}

function removeOldest(shelf: Shelf): void {
  for (const [key, { count }] of shelf.answers) {
    if (shelf.total <= MOST_KEPT) return
    // What is still being read counts nothing yet.
    if (count === 0) continue
    shelf.answers.delete(key)
    shelf.total -= count
  }
}
