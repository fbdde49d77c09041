import type { StagedPart } from '#app/imports/write-parts.server.ts'
import type { ManifestPart } from '#app/warehouse/manifest.server.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

/** The core rows of an export, wherever they were made. */
export type ComposedRows = {
  /** Parts that are in core already; no version lists them yet. */
  readonly placed: readonly ManifestPart[]
  /** Parts that wait for their place. */
  readonly staged: readonly StagedPart[]
  /** Rows and invoiced amounts of them by month and currency, to be compared with what was read. */
  readonly counted: readonly Row[]
  /** Assigned dimension → different ids in it. */
  readonly ids: Readonly<Record<string, number>>
}

/** What tells the months of one import apart. */
export type MonthLabels = {
  readonly months: readonly string[]
  readonly digestOf: (month: string) => string
  readonly mapDigest: string
}
