import { isUtf8 } from 'node:buffer'
import type { Refusal } from '#app/imports/reading/file-refused.ts'

const LF = 0x0a

/** The offset of the first byte that cannot stand in UTF-8 text, with what is wrong (its line is the caller's), or null. */
export function findBadText(chunk: Buffer): { offset: number; refusal: Omit<Refusal, 'line'> } | null {
  const nul = chunk.indexOf(0)
  const invalid = isUtf8(chunk) ? -1 : startOfInvalidLine(chunk)
  if (nul === -1 && invalid === -1) return null
  if (invalid === -1 || (nul !== -1 && nul < invalid)) return { offset: nul, refusal: NUL_BYTE }
  return { offset: invalid, refusal: NOT_UTF8 }
}

const NUL_BYTE = {
  reason: 'nul-byte',
  column: null,
  problem: 'there is a NUL byte, which no text holds: the file is damaged, or it is not text',
  remedy: 'Export or copy it again.',
} as const

const NOT_UTF8 = {
  reason: 'not-utf-8',
  column: null,
  problem: 'a character is not UTF-8 (often a file saved as Latin-1 or Windows-1252)',
  remedy: 'Convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW_FILE, and look at the accents.',
} as const

function startOfInvalidLine(chunk: Buffer): number {
  let start = 0
  for (;;) {
    const end = chunk.indexOf(LF, start)
    if (end === -1 || !isUtf8(chunk.subarray(start, end))) return start
    start = end + 1
  }
}
