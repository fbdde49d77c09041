/** What the byte scanner can find wrong, where: `field` is the 0-based position inside the record. */
export type CsvProblem = {
  reason:
    | 'quote-in-plain-field'
    | 'text-after-quote'
    | 'unclosed-quote'
    | 'lone-carriage-return'
    | 'missing-fields'
    | 'extra-fields'
    | 'record-too-long'
  line: number
  field: number
  fields: number
  atEnd: boolean
}

export type CsvTotals = {
  /** Records with their header, blank lines left out. */
  records: number
  blankLines: number
  physicalLines: number
  lfEnds: number
  crlfEnds: number
  finalNewline: boolean
  longestRecord: number
  /** Whether a quoted field holds a quote or a line end, so that a reader starting midway could mistake where it is. */
  ambiguousMidway: boolean
}

export type CsvStructure = {
  /** Reads bytes [from, to) that follow those already read; returns the first problem, if any. */
  push(bytes: Uint8Array, from: number, to: number): CsvProblem | null
  finish(): CsvProblem | null
  totals(): CsvTotals
  /** Physical line where the next byte stands, 1-based. */
  line(): number
  /** Physical line where each watched data record (1-based, the header is 0) starts. */
  watchedLines(): ReadonlyMap<number, number>
}

/** Longest record accepted, in bytes: beyond, a lost quote is far likelier than data. */
export const LONGEST_RECORD = 16 * 1024 * 1024

const OTHER = 0
const DELIMITER = 1
const QUOTE = 2
const LF = 3
const CR = 4

const FIELD_START = 0
const PLAIN = 1
const QUOTED = 2
const QUOTE_CLOSED = 3
const AFTER_CR = 4

/**
 * A scanner of RFC 4180 structure over bytes, with LF and CRLF freely mixed. The first record sets the number of fields.
 * Blank lines are skipped, except in a file of one column, where a blank line is an empty value.
 * `watch` lists, ascending, data records whose physical line is wanted.
 */
export function scanStructure(delimiter: number, watch: readonly number[] = []): CsvStructure {
  const kinds = new Uint8Array(256)
  kinds[delimiter] = DELIMITER
  kinds[0x22] = QUOTE
  kinds[0x0a] = LF
  kinds[0x0d] = CR
  const watched = new Map<number, number>()
  let nextWatch = 0
  let state = FIELD_START
  let position = 0
  let recordStart = 0
  let line = 1
  let recordLine = 1
  let fields = 1
  let expected = 0
  let records = 0
  let blankLines = 0
  let lfEnds = 0
  let crlfEnds = 0
  let longestRecord = 0
  let ambiguousMidway = false

  const problem = (reason: CsvProblem['reason'], atLine: number, atEnd = false): CsvProblem => ({
    reason,
    line: atLine,
    field: fields - 1,
    fields,
    atEnd,
  })

  /** Called once per record with its end (before the line end), while `line` is still the record's last. */
  function endRecord(end: number, atEnd: boolean): CsvProblem | null {
    const length = end - recordStart
    if (length === 0 && expected !== 1) {
      blankLines += 1
    } else {
      if (expected === 0) expected = fields
      if (fields !== expected) {
        return problem(fields < expected ? 'missing-fields' : 'extra-fields', recordLine, atEnd)
      }
      if (length > longestRecord) longestRecord = length
      if (length > LONGEST_RECORD) return problem('record-too-long', recordLine)
      if (records === watch[nextWatch]) {
        watched.set(records, recordLine)
        nextWatch += 1
      }
      records += 1
    }
    fields = 1
    return null
  }

  function push(bytes: Uint8Array, from: number, to: number): CsvProblem | null {
    const base = position - from
    let i = from
    // Held in locals: closure variables cost a memory access per byte.
    let now = state
    let lines = line
    while (i < to) {
      let byte = bytes[i] as number
      if (now === QUOTED) {
        while (byte > 0x22 || (byte !== 0x22 && byte !== 0x0a && byte !== 0x0d)) {
          i += 1
          if (i === to) break
          byte = bytes[i] as number
        }
        if (i === to) break
        i += 1
        if (byte === 0x22) {
          now = QUOTE_CLOSED
        } else {
          ambiguousMidway = true
          if (byte === 0x0a) lines += 1
        }
        continue
      }
      let kind = kinds[byte] as number
      if (kind === OTHER) {
        if (now === QUOTE_CLOSED) return problem('text-after-quote', lines)
        if (now === AFTER_CR) return problem('lone-carriage-return', lines)
        now = PLAIN
        do {
          i += 1
          if (i === to) break
          byte = bytes[i] as number
          kind = kinds[byte] as number
        } while (kind === OTHER)
        if (i === to) break
      }
      i += 1
      if (now === AFTER_CR && kind !== LF) return problem('lone-carriage-return', lines)
      if (kind === DELIMITER) {
        fields += 1
        now = FIELD_START
      } else if (kind === QUOTE) {
        if (now === PLAIN) return problem('quote-in-plain-field', lines)
        if (now === QUOTE_CLOSED) ambiguousMidway = true
        now = QUOTED
      } else if (kind === CR) {
        now = AFTER_CR
      } else {
        const crlf = now === AFTER_CR
        const found = endRecord(base + i - (crlf ? 2 : 1), false)
        if (found) return found
        if (crlf) crlfEnds += 1
        else lfEnds += 1
        lines += 1
        recordLine = lines
        recordStart = base + i
        now = FIELD_START
      }
    }
    state = now
    line = lines
    position = base + to
    return position - recordStart > LONGEST_RECORD ? problem('record-too-long', recordLine) : null
  }

  function finish(): CsvProblem | null {
    if (state === QUOTED) return problem('unclosed-quote', recordLine, true)
    if (state === AFTER_CR) return problem('lone-carriage-return', line, true)
    return position > recordStart ? endRecord(position, true) : null
  }

  const totals = (): CsvTotals => ({
    records,
    blankLines,
    physicalLines: position > recordStart ? line : line - 1,
    lfEnds,
    crlfEnds,
    finalNewline: position === recordStart,
    longestRecord,
    ambiguousMidway,
  })

  return { push, finish, totals, line: () => line, watchedLines: () => watched }
}
