import { createHash } from 'node:crypto'
import { findBadText } from '#app/imports/reading/check-text.ts'
import { FileRefused, type Refusal } from '#app/imports/reading/file-refused.ts'
import { byteOrderMarkLength, refuseByFirstBytes } from '#app/imports/reading/file-start.ts'
import { type JsonLine, readJsonLine } from '#app/imports/reading/json-line.ts'
import {
  type FileIdentity,
  type OpenFile,
  openFile,
  readChunks,
  readStart,
} from '#app/imports/reading/read-bytes.server.ts'
import type { ScanOptions } from '#app/imports/reading/scan-file.server.ts'

export type JsonLinesScan = {
  kind: 'json-lines'
  path: string
  identity: FileIdentity
  bytes: number
  /** Of the bytes as they lie on disk, in hexadecimal. */
  sha256: string
  encoding: 'utf-8'
  /** Every top-level name seen, in order of first appearance. */
  header: string[]
  records: number
  blankLines: number
  physicalLines: number
  /** In bytes. */
  longestRecord: number
  /** Name → first physical line with a number that has more digits than DuckDB would give back. */
  inexactNumbers: Record<string, number>
}

const LF = 0x0a
const LONGEST_LINE = 16 * 1024 * 1024

/** One pass over a local file of one JSON object per line. Throws FileRefused with the first thing wrong. */
export async function scanJsonLines(path: string, options: ScanOptions = {}): Promise<JsonLinesScan> {
  const file = await openFile(path)
  try {
    return await scanOpenFile(file, options)
  } finally {
    await file.handle.close()
  }
}

async function scanOpenFile(file: OpenFile, options: ScanOptions): Promise<JsonLinesScan> {
  const head = await readStart(file, 64)
  const refused = refuseByFirstBytes(head)
  if (refused) throw new FileRefused(file.path, refused)
  if (byteOrderMarkLength(head) > 0) throw new FileRefused(file.path, BYTE_ORDER_MARK)
  const tally = startTally(file)
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of readLines(file)) {
    hash.update(chunk)
    tally.push(chunk)
    read += chunk.length
    options.onProgress?.(read, file.identity.bytes)
  }
  const totals = tally.totals()
  if (totals.records === 0) throw new FileRefused(file.path, NO_RECORD)
  return {
    kind: 'json-lines',
    path: file.path,
    identity: file.identity,
    bytes: read,
    sha256: hash.digest('hex'),
    encoding: 'utf-8',
    ...totals,
  }
}

/** Chunks that end with a whole line, the last one excepted. */
async function* readLines(file: OpenFile): AsyncGenerator<Buffer, void> {
  let kept: Buffer = Buffer.alloc(0)
  for await (const chunk of readChunks(file)) {
    const end = chunk.lastIndexOf(LF) + 1
    if (end > 0)
      yield kept.length === 0 ? chunk.subarray(0, end) : Buffer.concat([kept, chunk.subarray(0, end)])
    kept = end > 0 ? Buffer.from(chunk.subarray(end)) : Buffer.concat([kept, chunk])
    if (kept.length > 2 * LONGEST_LINE) break
  }
  if (kept.length > 0) yield kept
}

function startTally(file: OpenFile) {
  const header = new Set<string>()
  const inexact = new Map<string, number>()
  const counts = { records: 0, blankLines: 0, physicalLines: 0, longestRecord: 0 }

  function note(line: JsonLine): void {
    for (const key of line.keys) header.add(key)
    for (const key of line.inexact) if (!inexact.has(key)) inexact.set(key, counts.physicalLines)
  }

  function pushLine(bytes: Buffer): void {
    counts.physicalLines += 1
    const line = counts.physicalLines
    if (bytes.length > LONGEST_LINE) throw new FileRefused(file.path, { ...TOO_LONG, line })
    const bad = findBadText(bytes)
    if (bad) throw new FileRefused(file.path, { ...bad.refusal, line })
    const text = bytes.toString('utf8')
    if (/^[ \t\r]*$/.test(text)) {
      counts.blankLines += 1
      return
    }
    const found = readJsonLine(text)
    if ('reason' in found) throw new FileRefused(file.path, lineRefusal(found, line))
    note(found)
    counts.records += 1
    counts.longestRecord = Math.max(counts.longestRecord, bytes.length)
  }

  function push(chunk: Buffer): void {
    let start = 0
    while (start < chunk.length) {
      const end = chunk.indexOf(LF, start)
      pushLine(chunk.subarray(start, end === -1 ? chunk.length : end))
      start = end === -1 ? chunk.length : end + 1
    }
  }

  return {
    push,
    totals: () => ({ ...counts, header: [...header], inexactNumbers: Object.fromEntries(inexact) }),
  }
}

function lineRefusal(found: Exclude<ReturnType<typeof readJsonLine>, JsonLine>, line: number): Refusal {
  const remedy =
    found.reason === 'duplicate-key'
      ? 'Export it with each name once: nobody could tell which value is meant.'
      : 'Write one whole JSON object per line (JSON lines); when this is the last line, the file may be cut.'
  return { reason: found.reason, line, column: found.key, problem: found.problem, remedy }
}

const BYTE_ORDER_MARK: Refusal = {
  reason: 'byte-order-mark',
  line: 1,
  column: null,
  problem: 'the file starts with a byte order mark, which JSON lines do not have',
  remedy: 'Remove its first three bytes: tail -c +4 FILE > NEW_FILE.',
}

const NO_RECORD: Refusal = {
  reason: 'empty',
  line: null,
  column: null,
  problem: 'there are only blank lines',
  remedy: 'Export it again.',
}

const TOO_LONG = {
  reason: 'record-too-long',
  column: null,
  problem: 'the line is longer than 16 MiB',
  remedy: 'Leave prompts and answers out of the export: only counts are read.',
} as const
