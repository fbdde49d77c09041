import { scanStructure } from '#app/imports/reading/csv-structure.ts'
import { assertUnchanged, openFile, readChunks } from '#app/imports/reading/read-bytes.server.ts'
import type { FileScan } from '#app/imports/reading/scan-file.server.ts'
import type { JsonLinesScan } from '#app/imports/reading/scan-json-lines.server.ts'

/** How many bad records are named by their line; all are counted. */
export const MOST_LINES_REPORTED = 1000

type Watcher = { push(chunk: Buffer): void; finish(): void; lines(): ReadonlyMap<number, number> }

/**
 * The physical line (1-based) where each given data record (1-based) of a scanned file starts; at most
 * MOST_LINES_REPORTED, the first ones. Throws FileRefused (changed-while-reading and what opening can throw).
 */
export async function physicalLinesOf(
  scan: FileScan | JsonLinesScan,
  records: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const wanted = [...new Set(records)].sort((a, b) => a - b).slice(0, MOST_LINES_REPORTED)
  if (wanted.length === 0) return new Map()
  await assertUnchanged(scan.path, scan.identity)
  const watcher = scan.kind === 'csv' ? watchCsv(scan, wanted) : watchLines(wanted)
  const file = await openFile(scan.path)
  try {
    for await (const chunk of readChunks(file, scan.kind === 'csv' && scan.bom ? 3 : 0)) {
      watcher.push(chunk)
      if (watcher.lines().size === wanted.length) break
    }
    watcher.finish()
    return watcher.lines()
  } finally {
    await file.handle.close()
  }
}

function watchCsv(scan: FileScan, wanted: readonly number[]): Watcher {
  const structure = scanStructure(scan.delimiter.charCodeAt(0), wanted)
  return {
    push: (chunk) => structure.push(chunk, 0, chunk.length),
    finish: () => structure.finish(),
    lines: structure.watchedLines,
  }
}

/** A JSON record is a line that is not blank. */
function watchLines(wanted: readonly number[]): Watcher {
  const found = new Map<number, number>()
  const left = new Set(wanted)
  let line = 1
  let record = 0
  let blank = true
  const endLine = () => {
    if (!blank) record += 1
    if (!blank && left.has(record)) found.set(record, line)
    line += 1
    blank = true
  }
  return {
    push: (chunk) => {
      for (const byte of chunk) {
        if (byte === 0x0a) endLine()
        else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) blank = false
      }
    },
    finish: endLine,
    lines: () => found,
  }
}
