import type { ExportAmount } from '#app/sources/export-cells.ts'
import type { CoreColumns, LookKind, Mappable } from '#app/sources/source.ts'
import type { TableSchema } from '#app/sources/table-schema.ts'

export type ExportFormatId = 'gcp-billing' | 'focus'

/** Dimensions and amounts of a bill's core row that an export supplies: one left out does not compile. */
type BillingColumns = CoreColumns<'billing', string>
type AmountName = 'cost' | 'effective_cost' | 'contracted_cost' | 'list_cost'
type DimensionName = Exclude<keyof BillingColumns, AmountName | 'currency'>

/** An amount of a core row; NULL for rows that do not know it. */
export type CoreAmount = {
  /** GoogleSQL over the row `r`: BIGNUMERIC of at most eighteen decimals. */
  readonly sql: string
  /** Rows may not know it: those that do are never summed with those that do not. */
  readonly nullable: boolean
}

/** An export's table read as core, in GoogleSQL over one of its rows, `r`. */
export type ExportColumns = {
  readonly day: string
  /** When the row was exported (TIMESTAMP); null where the export does not say. */
  readonly exportTime: string | null
  readonly source: string
  readonly dimensions: Readonly<Record<DimensionName, string | null>>
  readonly currency: string
  readonly accountName: string | null
  readonly amounts: Readonly<Record<AmountName, CoreAmount | null>>
  /** Amounts as they lie in the table, for what the report counts; `countsAsZero` when empty. */
  readonly cells: readonly (ExportAmount & { readonly countsAsZero: boolean })[]
  /** « COLUMN: reason » when a row cannot be read, in the order they are looked for. */
  readonly faults: readonly { readonly column: string; readonly reason: string; readonly when: string }[]
  readonly isUntagged: string | null
  /** Text fields that rules look at, by the map's name of them. */
  readonly texts: Readonly<Record<string, string | null>>
  /** A list of STRUCT(name, depth) in which a rule looks for the deepest name that it knows; null where there is none. */
  readonly folders: string | null
}

/** A text under a key, as GoogleSQL with the parameter that the key becomes. */
export type KeyedText = { readonly sql: string; readonly parameter: string }

/** A format of tables that lie in the group's warehouse, and how each becomes core. */
export type ExportSource = Mappable & {
  readonly format: ExportFormatId
  /** @throws {ExportRefused} naming every column that the table lacks */
  read(schema: TableSchema, named: Readonly<Record<string, string>>): ExportColumns
  /** What lies under a key, `parameter` being the name of the query parameter for it; null when the table has no such keys. */
  keyed(
    schema: TableSchema,
    named: Readonly<Record<string, string>>,
    look: { readonly kind: LookKind; readonly key: string; readonly parameter: string },
  ): KeyedText | null
  /** Invoiced sums of the raw table read apart from `read`, each to be added: a column, or a list's `list.column`. */
  plainSums(schema: TableSchema, named: Readonly<Record<string, string>>): readonly PlainSum[]
}

/** A part of the invoiced amount that is summed by itself: a column of the row, or one of the items of a list. */
export type PlainSum = { readonly of: string; readonly from: string | null }

/** A table that cannot be imported; the message says what is wrong with it and what to do. */
export class ExportRefused extends Error {
  constructor(problem: string, remedy: string) {
    super(`${problem}. ${remedy}`)
    this.name = 'ExportRefused'
  }
}
