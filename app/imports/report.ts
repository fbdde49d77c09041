import type { Rejects } from '#app/imports/read-rejects.server.ts'

/** Sums of one currency, as canonical decimal text; null where the format has no such amount. */
export type CurrencyTotals = {
  readonly currency: string
  readonly rows: number
  readonly billed: string
  readonly effective: string
  readonly list: string | null
}

export type AssignedShare = {
  readonly to: string
  readonly rows: number
  readonly assignedRows: number
  /** Different ids that rows were assigned to; null on a dry run over a table, which does not count them. */
  readonly ids: number | null
  /** What rules without « values » look at: each text found there is an id of its own, as written. */
  readonly asWritten: readonly string[]
  /** Share of the rows, 0 to 1. */
  readonly share: number
  /** Invoiced amount of the rows assigned and not, by currency; empty where the format has no amounts. */
  readonly cost: readonly {
    readonly currency: string
    readonly assigned: string
    readonly unassigned: string
  }[]
}

/** Rows and invoiced amount, as canonical decimal text, of one currency. */
export type NatureTotal = { readonly currency: string; readonly rows: number; readonly billed: string }

/** What the map's perimeter made of the rows read well: only what is AI is loaded. */
export type PerimeterReport = {
  readonly ai: readonly NatureTotal[]
  readonly notAi: readonly NatureTotal[]
  readonly undecided: readonly NatureTotal[]
  /** What would be invoiced by currency if everything undecided were AI. */
  readonly withUndecided: readonly { readonly currency: string; readonly billed: string }[]
  /** The services with the largest undecided amounts, the largest first. */
  readonly undecidedServices: readonly (NatureTotal & { readonly service: string })[]
  /** Texts of the perimeter that decided no row of this file. */
  readonly idleTexts: readonly { readonly from: string; readonly text: string }[]
}

/** What an import read in one file: the totals to compare with the invoice, and everything that was not plain. */
export type FileReport = {
  readonly file: string
  readonly sha256: string
  readonly format: string
  /** Edition of the format, guessed from the columns; null where it has none. */
  readonly edition: string | null
  readonly content: 'csv' | 'json-lines' | 'parquet' | 'table'
  /** The same content, map and origin was already loaded: nothing was done. */
  readonly unchanged: boolean
  readonly rowsRead: number
  readonly rowsLoaded: number
  readonly rejected: Rejects
  /** Rows that repeat another one, cell by cell; they are kept. Null in JSON lines and tables, where it is not looked for. */
  readonly identicalRows: number | null
  /** Rows that add up, day by day, to rows loaded before: appended, they count twice. Zero where none are appended. */
  readonly repeatedRows: number
  readonly months: readonly string[]
  readonly sources: readonly string[]
  readonly assigned: readonly AssignedShare[]
  readonly untagged: {
    /** Rows without any tag. */
    readonly rows: number
    readonly unreadable: number
    /** For each rule of the map, rows where what it looks at is empty. */
    readonly withoutMapped: readonly { readonly from: string; readonly to: string; readonly rows: number }[]
  }
  /** Texts that a rule of the map saw and does not know, the largest amounts of each rule; only of tables. */
  readonly unknownTexts?: readonly (NatureTotal & {
    readonly from: string
    readonly to: string
    readonly text: string
  })[]
  /** What the perimeter of AI left out; null where the map declares none. */
  readonly perimeter: PerimeterReport | null
  /** Billing only. */
  readonly billing: {
    readonly rowsByChargeCategory: Readonly<Record<string, number>>
    readonly totals: readonly CurrencyTotals[]
    readonly negativeRows: number
    readonly negativeSum: readonly { readonly currency: string; readonly billed: string }[]
    /** Column → rows whose empty amount was counted as zero. */
    readonly emptyAmounts: Readonly<Record<string, number>>
    /** Column → rows with digits past the eighteenth decimal, rounded away. */
    readonly digitsPast18: Readonly<Record<string, number>>
  } | null
  /** Requests only. */
  readonly requests: {
    readonly requests: number
    readonly inputTokens: string | null
    readonly outputTokens: string | null
    readonly rowsWithoutTokens: number
    readonly statuses: Readonly<Record<string, number>>
  } | null
}

export type ImportReport = {
  readonly dataset: 'group'
  /** What holds the data: the data folder, or BigQuery. */
  readonly warehouse: 'duckdb' | 'bigquery'
  readonly dryRun: boolean
  /** The version served from now on; null on a dry run. */
  readonly version: string | null
  readonly previousVersion: string | null
  readonly asOf: string
  readonly files: readonly FileReport[]
  /** Rows of former files that went, because a new one replaces them. */
  readonly replaced: readonly { readonly file: string; readonly rows: number }[]
  readonly perimeter: string
  readonly backToDemo: string
}

/** Without a perimeter of AI every row counts, and the report says so. */
export const NO_PERIMETER =
  'No perimeter of AI is declared: every billing row counts, whatever service it pays for.'
export const PERIMETER_DECLARED =
  'The perimeter of the map says what is AI: only that is loaded; what no rule decides is kept out and shown as undecided.'
/** How to see the demonstration again, which lies in the data folder whatever holds the group's data. */
export function backToDemo(warehouse: ImportReport['warehouse']): string {
  return warehouse === 'duckdb'
    ? 'The next start serves these data. To see the demonstration again: VIGIE_DATASET=demo npm start'
    : 'The next start with VIGIE_WAREHOUSE=bigquery serves these data. To see the demonstration again: VIGIE_WAREHOUSE=duckdb VIGIE_DATASET=demo npm start'
}
