import type { PageSpec } from '#app/filters/page-address.ts'

/** The select of the filter bar that holds both: `subsidiary:ID` or `business_line:ID`. */
export const PERIMETER = 'perimeter'

/** Says after a redirection what was left out, so that nobody reads the whole for the part that was asked for. */
export const DROPPED = 'dropped'
export const QUARTER = 'quarter'
/** Before the name of a dimension that a page is limited by. */
export const PREFIX = 'filter.'

/** The names that parameters of a page have. */
export function parametersOf({ dimensions, tables }: PageSpec): readonly string[] {
  return [
    ...[QUARTER, PERIMETER],
    ...dimensions.map((dimension) => `${PREFIX}${dimension}`),
    ...Object.keys(tables).flatMap((table) => [`sort.${table}`, `page.${table}`]),
  ]
}

/** What the dimensions that some page is limited by may be called. */
export function calledIn({ called, dimensions }: PageSpec) {
  return [...called].filter(([, id]) => dimensions.includes(id))
}

/** « trimestre », « filter.filiale », « filter.filiales »: what a page calls its quarter and its dimensions. */
export function calledParameters(spec: PageSpec) {
  return [
    ...[...spec.called].filter(([, id]) => id === QUARTER),
    ...calledIn(spec).flatMap(([name, id]) =>
      [name, `${name}s`].map((each) => [`${PREFIX}${each}`, `${PREFIX}${id}`] as const),
    ),
  ]
}
