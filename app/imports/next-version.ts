import type { NextVersion } from '#app/imports/dataset-writer.server.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import type { ImportRecord, Manifest } from '#app/warehouse/manifest.server.ts'

/** The group's next version: its months are those of its parts, the rest is as it was. */
export function groupVersion(
  before: Manifest | null,
  { keep, add, imports }: Pick<NextVersion, 'keep' | 'add'> & { readonly imports: readonly ImportRecord[] },
): NextVersion {
  const months = [...keep, ...add].flatMap(({ month }) => (month === null ? [] : [month])).sort()
  const [firstMonth] = months
  const lastMonth = months.at(-1)
  if (firstMonth === undefined || lastMonth === undefined) throw new Error('An import without any month.')
  return {
    dataset: 'group',
    asOf: lastDayOf(lastMonth),
    firstMonth,
    lastMonth,
    fiscalStart: before?.fiscalStart ?? 1,
    groupName: before?.groupName ?? null,
    imports: [...imports],
    demo: null,
    keep,
    add,
  }
}
