/** Why a file cannot be read without losing or inventing something. */
export type RefusalReason =
  | 'missing'
  | 'not-a-file'
  | 'unreadable'
  | 'changed-while-reading'
  | 'empty'
  | 'header-only'
  | 'compressed'
  | 'not-text'
  | 'utf-16'
  | 'not-utf-8'
  | 'byte-order-mark'
  | 'nul-byte'
  | 'lone-carriage-return'
  | 'separator-line'
  | 'delimiter-unclear'
  | 'header-too-long'
  | 'blank-header'
  | 'duplicate-header'
  | 'quote-in-plain-field'
  | 'text-after-quote'
  | 'unclosed-quote'
  | 'missing-fields'
  | 'extra-fields'
  | 'record-too-long'
  | 'bad-json'
  | 'duplicate-key'
  | 'inexact-number'
  | 'not-parquet'
  | 'missing-column'
  | 'outside-perimeter'
  | 'reader-disagrees'

export type Refusal = {
  reason: RefusalReason
  /** Physical line (rows of a Parquet file have none), 1-based; null when the whole file is meant. */
  line: number | null
  /** Name of the column, when one is meant. */
  column: string | null
  problem: string
  remedy: string
}

/** A file that is refused whole: its message names the file, the physical line and what to do. */
export class FileRefused extends Error implements Refusal {
  override readonly name = 'FileRefused'
  readonly file: string
  readonly reason: RefusalReason
  readonly line: number | null
  readonly column: string | null
  readonly problem: string
  readonly remedy: string

  constructor(file: string, refusal: Refusal, cause?: unknown) {
    const place = refusal.line === null ? file : `${file}, line ${refusal.line}`
    const column = refusal.column === null ? '' : `, column “${refusal.column}”`
    super(`${place}${column}: ${refusal.problem}. ${refusal.remedy}`, { cause })
    this.file = file
    this.reason = refusal.reason
    this.line = refusal.line
    this.column = refusal.column
    this.problem = refusal.problem
    this.remedy = refusal.remedy
  }
}
