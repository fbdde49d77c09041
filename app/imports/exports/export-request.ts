import type { ImportMap } from '#app/imports/map.ts'
import type { ExportFormatId } from '#app/sources/export-source.ts'
import type { TableSchema } from '#app/sources/table-schema.ts'

/** A table of the group's warehouse that is read where it lies. */
export type ExportTable = {
  /** Quoted as GoogleSQL wants it, the whole reference in back quotes. */
  readonly reference: string
  readonly schema: TableSchema
  /** Whether it has the pseudo-column `_PARTITIONTIME`: Google's exports do, views and FOCUS tables do not. */
  readonly isIngestionPartitioned: boolean
}

/** What the statements of one import read; all of them must be composed from the same request to agree. */
export type ExportRequest = {
  readonly format: ExportFormatId
  readonly table: ExportTable
  readonly map: ImportMap
  /** Months of the charge day (YYYY-MM), each read whole. */
  readonly months: readonly string[]
  /** Rows exported after this moment are left to the next import; null where the export does not say. ISO, in UTC. */
  readonly exportedUntil: string | null
}
