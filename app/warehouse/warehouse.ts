import type { Scope } from '#app/access/scope.ts'

/** The types a statement's parameters and columns may have, spelled as GoogleSQL spells them. */
export type SqlType =
  | 'STRING'
  | 'INT64'
  | 'DECIMAL(18,6)'
  | 'BIGNUMERIC'
  | 'DATE'
  | 'BOOL'
  | 'FLOAT64'
  | 'TIMESTAMP'

export type SqlScalar = string | number | boolean | null

/** A parameter always declares its type: a number's type must not flip with its value, nor a list's when it is empty. */
export type SqlParameter =
  | { readonly type: SqlType; readonly value: SqlScalar }
  | { readonly type: `${SqlType}[]`; readonly value: readonly SqlScalar[] }

/** Name → type of the columns that a statement answers; a row that does not fit is an error, never a guess. */
export type RowSchema = Readonly<Record<string, SqlType>>

/**
 * One statement in the SQL that both engines accept. Tables appear only as `{placeholder}`; parameters as `@name`.
 * `from`, `to` and `scope` are reserved parameter names.
 */
export type Statement = {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
  readonly columns: RowSchema
}

/**
 * Plain JSON values: INT64 as a number (text beyond 2^53), DECIMAL and BIGNUMERIC as canonical decimal text
 * (no exponent, no trailing zero), DATE as YYYY-MM-DD, missing as null.
 */
export type Row = Readonly<Record<string, SqlScalar>>

export type RunOptions = { readonly deadlineMs?: number; readonly signal?: AbortSignal }

/** What one statement of a document cost. */
export type StatementCost = {
  readonly statement: string
  /** Bytes billed; 0 where the answer was kept from before. */
  readonly bytesBilled: number
  /** The engine's own job, to be found in its history; null where no job ran. */
  readonly job: string | null
}

/** One version of one data set, pinned: every statement run through it sees the same rows until `release`. */
export type Warehouse = {
  readonly engine: 'duckdb' | 'bigquery' | 'googlesql'
  readonly dataset: DatasetInfo
  run(statement: Statement, scope: Scope, options?: RunOptions): Promise<readonly Row[]>
  /** The statement as this engine receives it: placeholders expanded to scoped subselects. For receipts. */
  asSent(statement: Statement, scope: Scope): string
  /** The same as a text that pastes into the engine's own console, parameters included, where it has one. */
  asPasted?(statement: Statement, scope: Scope): string
  /** What the statements run through this pin have cost so far, where the engine bills. */
  readonly costs?: readonly StatementCost[]
  /** Answers are kept by their statement: figures made of them need not be, and a page always sends the same statements. */
  readonly keepsAnswers?: true
  /** Set where the engine cannot be reached and answers come from before; the moment that they were kept, ISO 8601. */
  readonly keptAt?: string
  /** Set where the last attempt to reach the engine failed: what was already read of this version is still answered. */
  readonly isOut?: true
  /** An earlier version whose answers are kept, for a document that this one failed; null when none is. */
  lastGood?(): Promise<Warehouse | null>
  release(): void
}

/** What the imports of a data set say of which billing rows are AI. */
export type PerimeterState = {
  /** Where billing rows come from an import whose map declares a perimeter; elsewhere all rows count. */
  readonly declared: 'nowhere' | 'partly' | 'everywhere'
  /** What no rule decides, and that no figure counts: rows and invoiced amount (decimal text) by currency. */
  readonly undecided: readonly { readonly currency: string; readonly rows: number; readonly billed: string }[]
}

/** What is known of the data set that a version belongs to. Days are YYYY-MM-DD, months YYYY-MM. */
export type DatasetInfo = {
  readonly name: 'demo' | 'group'
  readonly version: string
  /** The day the data set speaks of as « today »: freshness, expiries and the open quarter are read on it. */
  readonly asOf: string
  readonly firstMonth: string
  readonly lastMonth: string
  /** The months that some activity was loaded for; every month from first to last where it is left out. */
  readonly months?: readonly string[]
  /** Month 1 to 12 that opens the fiscal year; quarters are counted from it. */
  readonly fiscalStart: number
  /** Group name for the shell, null when nothing says it. */
  readonly groupName: string | null
  /** Left out or null where no bill was imported. */
  readonly perimeter?: PerimeterState | null
}

export type WarehouseErrorKind =
  | 'timeout'
  | 'too-expensive'
  | 'denied'
  | 'quota'
  | 'unavailable'
  | 'missing-table'
  | 'bad-statement'
  | 'bad-row'

/** What an adapter makes of its driver's errors; nobody else reads a driver's error. */
export class WarehouseError extends Error {
  readonly kind: WarehouseErrorKind
  readonly statement: string
  constructor(kind: WarehouseErrorKind, statement: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'WarehouseError'
    this.kind = kind
    this.statement = statement
  }
}

/** The door a server holds: pins the newest whole version for one document. */
export type WarehouseDoor = {
  /** `page` is what the engine's history calls the document that asks. */
  pin(page?: string): Promise<Warehouse>
  /** What a further version has to answer before readers see it; an engine that answers at once needs none. */
  warmWith?(warm: (next: Warehouse) => Promise<void>): void
  close(): Promise<void>
}
