import type { ActivityRow, DailyFact, Dimension } from '#app/warehouse/schema.ts'

/**
 * How the cells of a field are read. `day_as_written` keeps the provider's own calendar day, as billing does;
 * `activity_day` reads an instant on the reporting clock.
 */
export type CellKind =
  | 'text'
  | 'money'
  | 'quantity'
  | 'currency'
  | 'tags'
  | 'day_as_written'
  | 'month_as_written'
  | 'activity_day'

/** What a row becomes when the cell says nothing: refused, of no known value, or counted as zero and reported. */
export type WhenEmpty = 'reject' | 'unknown' | 'zero'

export type Field = {
  readonly kind: CellKind
  /** Names that exports give the column, the usual one first; letter case does not matter. */
  readonly headers: readonly string[]
  /** A file without the column is not of this format. */
  readonly required: boolean
  readonly whenEmpty: WhenEmpty
  /** Values below zero are a mistake of the file, and their row is rejected. */
  readonly neverNegative?: true
}

/** Columns of core that every import fills by itself. */
type Own = 'fact' | 'day' | 'source' | 'source_rows'

/**
 * What each core column of a fact comes from: a field of the file; `null` where the format says nothing
 * (« unassigned » unless the map assigns it, unknown for a measure); a constant; or one per row.
 */
export type CoreColumns<Fact extends DailyFact, FieldName extends string> = {
  readonly [Column in Exclude<keyof ActivityRow<Fact>, Own>]: Column extends Dimension
    ? FieldName | { readonly constant: string } | null
    : null extends ActivityRow<Fact>[Column]
      ? FieldName | null
      : FieldName | { readonly perRow: 1 }
}

export type FormatId = 'focus' | 'llm-requests'

/** Places where a rule of a map may look beside a format's own fields; a rule writes them KIND:KEY. */
export type LookKind = 'tag' | 'label' | 'project_label' | 'column'

/** What a map needs to know of a format. */
export type Mappable = {
  readonly format: string
  readonly fact: DailyFact
  /** Fields by name; `texts` is several texts in one row. Those that have headers may be named by the map. */
  readonly fields: Readonly<
    Record<string, { readonly kind: CellKind | 'texts'; readonly headers?: readonly string[] }>
  >
  readonly looksAt: readonly LookKind[]
  readonly assignable: readonly Dimension[]
}

type Described<FieldName extends string> = {
  readonly format: FormatId
  readonly day: FieldName
  /** The field that tells one source of this format from another. */
  readonly sourceBy: FieldName
  readonly looksAt: readonly LookKind[]
  /** Dimensions that a map may assign. */
  readonly assignable: readonly Dimension[]
  /** The field with the name of the account, where the format has one. */
  readonly accountName: FieldName | null
  /** The field whose values are counted in the report and never loaded. */
  readonly counted: FieldName | null
  /** Which edition of the format the header speaks, where it has several. */
  readonly edition: ((header: readonly string[]) => string) | null
}

/** A file format: the columns it knows and the core columns that they fill. */
export type Source = Described<string> & {
  readonly fact: DailyFact
  readonly fields: Readonly<Record<string, Field>>
  readonly core: Readonly<Record<string, CoreColumn>>
}
export type CoreColumn = string | { readonly constant: string } | { readonly perRow: 1 } | null

/** Checks a format against the schema: a core column of its fact that is left out does not compile. */
export function defineSource<Fact extends DailyFact, const FieldName extends string>(
  source: Described<NoInfer<FieldName>> & {
    readonly fact: Fact
    readonly fields: Readonly<Record<FieldName, Field>>
    readonly core: CoreColumns<Fact, NoInfer<FieldName>>
  },
): Source {
  return { ...source, core: source.core }
}
