/** Where the server writes: one JSON line per request when asked for, and the details of every error. */
export type Log = {
  request(entry: Readonly<Record<string, string | number | null>>): void
  error(requestId: string, error: unknown): void
}

function details(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${details(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

/**
 * `json`: requests and errors as JSON lines, where no header can forge a line; `off`: errors only, as text.
 * `write` and `complain` stand for stdout and stderr.
 */
export function createLog(
  format: 'json' | 'off',
  write: (line: string) => void = (line) => process.stdout.write(line),
  complain: (text: string) => void = (text) => process.stderr.write(text),
): Log {
  function line(level: 'info' | 'error', entry: Readonly<Record<string, unknown>>): void {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, ...entry })}\n`)
  }
  return {
    request(entry) {
      if (format === 'json') line('info', entry)
    },
    error(requestId, error) {
      if (format === 'json') line('error', { request: requestId, error: details(error) })
      else complain(`Request ${requestId} failed: ${details(error)}\n`)
    },
  }
}
