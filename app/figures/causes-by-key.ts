import type { Cause } from '#app/figures/figure.ts'

type ByKey = { readonly found: ReadonlyMap<string, Cause>; readonly keys: readonly string[] }

/** Kept while the causes are: the total of a page is compared with each of its rows. */
const kept = new WeakMap<readonly Cause[], ByKey>()

/** Causes by their key, and the keys in their order. */
export function causesByKey(causes: readonly Cause[]): ByKey {
  const known = kept.get(causes)
  if (known !== undefined) return known
  const found = new Map(causes.map((cause) => [cause.key, cause]))
  const made = { found, keys: [...found.keys()].sort() }
  kept.set(causes, made)
  return made
}

/** The keys of either, in one order: sums over them then come out the same to the last digit. */
export function keysOfEither(a: ByKey, b: ByKey): readonly string[] {
  if (a.keys.every((key) => b.found.has(key))) return b.keys
  return [...new Set([...a.keys, ...b.keys])].sort()
}
