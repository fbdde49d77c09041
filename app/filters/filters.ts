/** What a reader chose, as the address says it: dimension → values. The address is the only state. */
export type Filters = Readonly<Record<string, readonly string[]>>

const PREFIX = 'filter.'

/**
 * The filters of an address (`filter.provider=a&filter.provider=b`), values sorted and without repeats.
 * Dimensions that are not in `dimensions` and empty values are left out and named in `ignored`, so that the caller
 * can redirect to the address without them.
 */
export function parseFilters(
  search: URLSearchParams,
  dimensions: readonly string[],
): { readonly filters: Filters; readonly ignored: readonly string[] } {
  const chosen = new Map<string, Set<string>>()
  const ignored: string[] = []
  for (const [name, value] of search) {
    if (!name.startsWith(PREFIX)) continue
    const dimension = name.slice(PREFIX.length)
    if (value === '' || !dimensions.includes(dimension)) ignored.push(name)
    else chosen.set(dimension, (chosen.get(dimension) ?? new Set()).add(value))
  }
  return { filters: sortFilters(chosen), ignored }
}

function sortFilters(chosen: ReadonlyMap<string, ReadonlySet<string>>): Filters {
  const byName = [...chosen].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(byName.map(([dimension, values]) => [dimension, [...values].sort()]))
}

/** Filters with their dimensions and values in one order, so that equal choices are equal texts. */
export function canonicalFilters(filters: Filters): Filters {
  return sortFilters(new Map(Object.entries(filters).map(([name, values]) => [name, new Set(values)])))
}

/** Filters as the address spells them, in one order. */
export function filtersToSearch(filters: Filters): URLSearchParams {
  const search = new URLSearchParams()
  for (const [dimension, values] of Object.entries(canonicalFilters(filters)))
    for (const value of values) search.append(`${PREFIX}${dimension}`, value)
  return search
}
