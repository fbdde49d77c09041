import { createHash } from 'node:crypto'
import { findBadText } from '#app/imports/reading/check-text.ts'
import { type CsvHeader, type Delimiter, isRefusal, readHeader } from '#app/imports/reading/csv-header.ts'
import { csvRefusal } from '#app/imports/reading/csv-problem.ts'
import { type CsvProblem, type CsvStructure, scanStructure } from '#app/imports/reading/csv-structure.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { byteOrderMarkLength, refuseByFirstBytes } from '#app/imports/reading/file-start.ts'
import {
  type FileIdentity,
  type OpenFile,
  openFile,
  readChunks,
  readStart,
} from '#app/imports/reading/read-bytes.server.ts'

const HEAD = 1024 * 1024

export type FileScan = {
  kind: 'csv'
  path: string
  identity: FileIdentity
  bytes: number
  /** Of the bytes as they lie on disk, in hexadecimal. */
  sha256: string
  encoding: 'utf-8'
  bom: boolean
  delimiter: Delimiter
  lineEnd: 'lf' | 'crlf' | 'mixed' | 'none'
  finalNewline: boolean
  /** Trimmed column names, unique, none blank. */
  header: string[]
  /** Data records, the header and blank lines left out. */
  records: number
  blankLines: number
  physicalLines: number
  /** In bytes. */
  longestRecord: number
  /** Whether a quoted field holds a quote or a line end: such a file must be read from one end to the other. */
  ambiguousMidway: boolean
}

export type ScanOptions = { onProgress?: (bytesRead: number, bytesTotal: number) => void }

/**
 * One pass over a local CSV file that says what is in it, or why it cannot be read whole.
 * Throws FileRefused with the first thing wrong, in the order of the file.
 */
export async function scanFile(path: string, options: ScanOptions = {}): Promise<FileScan> {
  const file = await openFile(path)
  try {
    return await scanOpenFile(file, options)
  } finally {
    await file.handle.close()
  }
}

async function scanOpenFile(file: OpenFile, options: ScanOptions): Promise<FileScan> {
  const head = await readStart(file, HEAD)
  const refused = refuseByFirstBytes(head)
  if (refused) throw new FileRefused(file.path, refused)
  const mark = byteOrderMarkLength(head)
  const header = headerOf(file, head.subarray(mark))
  const structure = scanStructure(header.delimiter.charCodeAt(0))
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of readChunks(file)) {
    hash.update(chunk)
    pushChunk(file, structure, header.names, chunk, read === 0 ? mark : 0)
    read += chunk.length
    options.onProgress?.(read, file.identity.bytes)
  }
  refuseProblem(file, structure.finish(), header.names)
  const totals = structure.totals()
  if (totals.records <= 1) throw headerOnly(file)
  return {
    kind: 'csv',
    path: file.path,
    identity: file.identity,
    bytes: read,
    sha256: hash.digest('hex'),
    encoding: 'utf-8',
    bom: mark > 0,
    delimiter: header.delimiter,
    lineEnd: lineEndOf(totals.lfEnds, totals.crlfEnds),
    finalNewline: totals.finalNewline,
    header: header.names,
    records: totals.records - 1,
    blankLines: totals.blankLines,
    physicalLines: totals.physicalLines,
    longestRecord: totals.longestRecord,
    ambiguousMidway: totals.ambiguousMidway,
  }
}

/** The header is judged first, but damage inside it is named as such by the same scanner that reads the rest. */
function headerOf(file: OpenFile, head: Buffer): CsvHeader {
  const whole = file.identity.bytes <= HEAD
  const damage = findBadText(head.subarray(0, endOfLine(head)))
  if (damage) throw new FileRefused(file.path, { ...damage.refusal, line: 1 })
  const header = readHeader(head.toString('utf8'), whole)
  if (isRefusal(header)) throw new FileRefused(file.path, header)
  return header
}

function pushChunk(
  file: OpenFile,
  structure: CsvStructure,
  header: string[],
  chunk: Buffer,
  from: number,
): void {
  const bad = findBadText(chunk)
  refuseProblem(file, structure.push(chunk, from, bad ? bad.offset : chunk.length), header)
  if (bad) throw new FileRefused(file.path, { ...bad.refusal, line: structure.line() })
}

function refuseProblem(file: OpenFile, problem: CsvProblem | null, header: readonly string[]): void {
  if (problem) throw new FileRefused(file.path, csvRefusal(problem, header))
}

function headerOnly(file: OpenFile): FileRefused {
  return new FileRefused(file.path, {
    reason: 'header-only',
    line: null,
    column: null,
    problem: 'there is a header and no record',
    remedy: 'Export it again with its rows; when there truly were none, there is nothing to import.',
  })
}

function endOfLine(head: Buffer): number {
  const end = head.indexOf(0x0a)
  return end === -1 ? head.length : end
}

function lineEndOf(lf: number, crlf: number): FileScan['lineEnd'] {
  if (lf > 0 && crlf > 0) return 'mixed'
  if (crlf > 0) return 'crlf'
  return lf > 0 ? 'lf' : 'none'
}
