export type Table = { header: string[]; rows: (string | null)[][] }

/**
 * An independent reading of CSV for the tests: one pass over characters, by RFC 4180, LF or CRLF. Null cells are bare
 * NULL or empty. Returns null for anything that RFC 4180 does not allow, or whose header or bytes cannot be trusted.
 */
export function readTable(bytes: Uint8Array): Table | null {
  const text = decode(bytes)
  if (text === null) return null
  const records = readRecords(text)
  const [header, ...rows] = records ?? []
  if (!header || rows.length === 0) return null
  const names = header.map((cell) => (cell.text ?? '').trim())
  if (names.includes('') || new Set(names).size !== names.length) return null
  if (rows.some((row) => row.length !== names.length)) return null
  const value = ({ text: cell, quoted }: CellText) =>
    cell === '' || (cell === 'NULL' && !quoted) ? null : cell
  return { header: names, rows: rows.map((row) => row.map(value)) }
}

type CellText = { text: string; quoted: boolean }

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? null : text
  } catch {
    return null
  }
}

function readRecords(text: string): CellText[][] | null {
  const delimiter = delimiterOf(text)
  const records: CellText[][] = []
  let at = 0
  while (at < text.length) {
    const blank = /^\r?\n/.exec(text.slice(at, at + 2))
    if (blank) {
      if (records.length === 0) return null
      at += blank[0].length
      continue
    }
    const record: CellText[] = []
    for (;;) {
      const cell = readCell(text, at, delimiter)
      if (cell === null) return null
      record.push({ text: cell.text, quoted: cell.quoted })
      at = cell.end
      if (text[at] !== delimiter) break
      at += 1
    }
    if (at < text.length) {
      if (text.startsWith('\r\n', at)) at += 2
      else if (text[at] === '\n') at += 1
      else return null
    }
    records.push(record)
  }
  return records
}

function readCell(text: string, from: number, delimiter: string): (CellText & { end: number }) | null {
  if (text[from] !== '"') {
    let end = from
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
      if (text[end] === '"') return null
      end += 1
    }
    return { text: text.slice(from, end), quoted: false, end }
  }
  let value = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close === -1) return null
    value += text.slice(at, close)
    if (text[close + 1] !== '"') return { text: value, quoted: true, end: close + 1 }
    value += '"'
    at = close + 2
  }
}

function delimiterOf(text: string): string {
  const first = text.split('\n', 1)[0] ?? ''
  return [',', ';', '\t', '|'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  )
}
