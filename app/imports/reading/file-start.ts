import type { Refusal } from '#app/imports/reading/file-refused.ts'

type Signature = {
  starts: readonly number[]
  name: string
  remedy: string
  reason: 'compressed' | 'not-text'
}

const DECOMPRESS = 'Decompress it first and import the file that comes out'
const EXPORT_CSV = 'Export it as CSV in UTF-8'
const SIGNATURES: readonly Signature[] = [
  { starts: [0x1f, 0x8b], name: 'gzip', remedy: `${DECOMPRESS} (gunzip).`, reason: 'compressed' },
  {
    starts: [0x28, 0xb5, 0x2f, 0xfd],
    name: 'Zstandard',
    remedy: `${DECOMPRESS} (unzstd).`,
    reason: 'compressed',
  },
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    name: 'ZIP',
    remedy: `${DECOMPRESS} (unzip); if it is an Excel workbook, save it as CSV in UTF-8.`,
    reason: 'compressed',
  },
  {
    starts: [0x50, 0x4b, 0x05, 0x06],
    name: 'empty ZIP',
    remedy: `${DECOMPRESS} (unzip).`,
    reason: 'compressed',
  },
  { starts: [0x42, 0x5a, 0x68], name: 'bzip2', remedy: `${DECOMPRESS} (bunzip2).`, reason: 'compressed' },
  {
    starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    name: 'xz',
    remedy: `${DECOMPRESS} (unxz).`,
    reason: 'compressed',
  },
  {
    starts: [0x50, 0x41, 0x52, 0x31],
    name: 'Parquet',
    remedy: 'Give it a name that ends in .parquet.',
    reason: 'not-text',
  },
  { starts: [0x25, 0x50, 0x44, 0x46, 0x2d], name: 'PDF', remedy: `${EXPORT_CSV}.`, reason: 'not-text' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], name: 'old Excel', remedy: `${EXPORT_CSV}.`, reason: 'not-text' },
]

const UTF_16 = {
  reason: 'utf-16',
  line: 1,
  column: null,
  problem: 'this text is in UTF-16, not in UTF-8',
  remedy: 'Convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW_FILE.',
} as const

/** What the first bytes of a file already say against reading it as UTF-8 text, or null. */
export function refuseByFirstBytes(head: Uint8Array): Refusal | null {
  if (head.length === 0) {
    return {
      reason: 'empty',
      line: null,
      column: null,
      problem: 'the file is empty',
      remedy: 'Export it again; an empty file says nothing, not even that there was nothing.',
    }
  }
  const found = SIGNATURES.find(({ starts }) => starts.every((byte, index) => head[index] === byte))
  if (found) {
    return {
      reason: found.reason,
      line: null,
      column: null,
      problem: `this is a ${found.name} file, not plain text`,
      remedy: found.remedy,
    }
  }
  return looksLikeUtf16(head) ? UTF_16 : null
}

/** Length of a UTF-8 byte order mark at the start: 3 or 0. */
export function byteOrderMarkLength(head: Uint8Array): 0 | 3 {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
}

function looksLikeUtf16(head: Uint8Array): boolean {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  const start = head.subarray(0, 64)
  const zeros = [0, 0]
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  // Western text in UTF-16 without a mark has a zero in every second byte.
  return start.length >= 4 && zeros.some((count) => count >= Math.floor(start.length / 2) * 0.75)
}
