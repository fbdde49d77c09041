import { monthsBetween } from '#app/warehouse/calendar.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** A month of which a source brought rows of a fact. */
export type LoadedMonth = { readonly source: string; readonly supplied: string; readonly month: string }

/**
 * What each source should have supplied. `known` are rows that say so themselves; any other source is expected from its
 * first month to the last one that any source of the same fact has, and what is between and not loaded is missing.
 */
export function sourceMonths(
  known: readonly PlainRow<'source_month'>[],
  loaded: readonly LoadedMonth[],
): readonly PlainRow<'source_month'>[] {
  const key = (row: { source: string; supplied: string }) => JSON.stringify([row.source, row.supplied])
  const said = new Set(known.map(key))
  const last = new Map<string, string>()
  const sources = new Map<string, { source: string; supplied: string; months: Set<string> }>()
  for (const row of loaded) {
    const { source, supplied, month } = row
    if ((last.get(supplied) ?? '') < month) last.set(supplied, month)
    const found = sources.get(key(row)) ?? { source, supplied, months: new Set() }
    found.months.add(month)
    sources.set(key(row), found)
  }
  const derived = [...sources.values()].filter((one) => !said.has(key(one)))
  return [
    ...known,
    ...derived.flatMap(({ source, supplied, months }) => {
      const [first = ''] = [...months].sort()
      return monthsBetween(first, last.get(supplied) ?? first).map((month) => ({
        source,
        supplied,
        month,
        months_expected: 1,
        months_loaded: months.has(month) ? 1 : 0,
      }))
    }),
  ]
}
