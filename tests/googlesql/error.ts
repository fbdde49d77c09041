/** A statement that GoogleSQL refuses, or whose evaluation fails; `line` and `column` count from 1, null when unknown. */
export class GoogleSqlError extends Error {
  readonly line: number | null
  readonly column: number | null
  /** The engine's own sentence without its place; null when the failure is not what the engine answered. */
  readonly said: string | null
  constructor(
    message: string,
    place: { line: number; column: number } | null,
    said: string | null,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'GoogleSqlError'
    this.line = place?.line ?? null
    this.column = place?.column ?? null
    this.said = said
  }
}

/** Makes one readable error of what the driver threw: the engine's sentence, then the line of SQL with the place marked. */
export function readableError(cause: unknown, sql: string): GoogleSqlError {
  const answered = engineSentence(cause)
  const said = answered ?? (cause instanceof Error ? cause.message : String(cause))
  const found = /\s*\[at (\d+):(\d+)\]\s*$/.exec(said)
  if (found === null) return new GoogleSqlError(`GoogleSQL: ${said}\n${sql}`, null, answered, { cause })
  const place = { line: Number(found[1]), column: Number(found[2]) }
  const line = sql.split('\n')[place.line - 1] ?? ''
  const text = said.slice(0, found.index)
  return new GoogleSqlError(
    `GoogleSQL, line ${place.line}, column ${place.column}: ${text}\n  ${line}\n  ${' '.repeat(place.column - 1)}^`,
    place,
    answered === null ? null : text,
    { cause },
  )
}

function engineSentence(cause: unknown): string | null {
  const isAnswer = cause instanceof Error && 'details' in cause && typeof cause.details === 'string'
  return isAnswer && cause.details !== '' ? String(cause.details) : null
}
