import type { Refusal } from '#app/imports/reading/file-refused.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export type CsvHeader = { delimiter: Delimiter; names: string[] }

/**
 * Reads the first record of a text (quotes as in RFC 4180): the delimiter is the candidate it holds most often outside
 * quotes. `whole` says that the text is all there is. Names are trimmed. Returns a refusal instead when it cannot be told.
 */
export function readHeader(text: string, whole: boolean): CsvHeader | Refusal {
  const record = firstRecord(text, whole)
  if (record === null) {
    return refusal(
      'header-too-long',
      'the first line does not end within 1 MiB',
      'Check that the file is CSV with a header.',
    )
  }
  if (record.trim() === '') {
    return refusal(
      'blank-header',
      'the first line is blank',
      'Remove it: the first line must name the columns.',
    )
  }
  if (/^"?sep=.?"?$/i.test(record)) {
    return refusal(
      'separator-line',
      `the first line is “${record}”, a hint for spreadsheets`,
      'Remove that line.',
    )
  }
  const delimiter = delimiterOf(record)
  if (delimiter === null) {
    return refusal(
      'delimiter-unclear',
      'the header holds two possible delimiters equally often',
      'Put quotes around the column names that contain one, or rename them.',
    )
  }
  const names = splitRecord(record, delimiter).map((name) => name.trim())
  return namesRefusal(names) ?? { delimiter, names }
}

/** Whether the fields of a header were refused. */
export function isRefusal(header: CsvHeader | Refusal): header is Refusal {
  return 'reason' in header
}

function namesRefusal(names: readonly string[]): Refusal | null {
  const blank = names.indexOf('')
  if (blank !== -1) {
    return refusal(
      'blank-header',
      `column ${blank + 1} of ${names.length} has no name`,
      'Name it, or remove the column (a delimiter at the end of the line makes one).',
    )
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return null
  return {
    ...refusal(
      'duplicate-header',
      'two columns have this name',
      'Rename one of them: nobody could tell which is meant.',
    ),
    column: twice,
  }
}

/** The first record without its line end, a CR inside being left for the scanner to judge; null when it does not end. */
function firstRecord(text: string, whole: boolean): string | null {
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === '\n' || character === '\r')) return text.slice(0, i)
  }
  return whole ? text : null
}

function delimiterOf(record: string): Delimiter | null {
  const bare = record.replace(/"(?:[^"]|"")*"/g, '')
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }))
  const most = Math.max(...counts.map(({ count }) => count))
  if (most === 0) return ','
  const winners = counts.filter(({ count }) => count === most)
  return winners.length === 1 ? (winners[0]?.delimiter ?? null) : null
}

function splitRecord(record: string, delimiter: Delimiter): string[] {
  const fields: string[] = []
  let start = 0
  let quoted = false
  for (let i = 0; i <= record.length; i += 1) {
    if (record[i] === '"') quoted = !quoted
    if (i === record.length || (record[i] === delimiter && !quoted)) {
      fields.push(unquote(record.slice(start, i)))
      start = i + 1
    }
  }
  return fields
}

function unquote(field: string): string {
  return /^".*"$/s.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field
}

function refusal(reason: Refusal['reason'], problem: string, remedy: string): Refusal {
  return { reason, line: 1, column: null, problem, remedy }
}
