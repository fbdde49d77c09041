import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { FileRefused } from '#app/imports/reading/file-refused.ts'

const CHUNK = 4 * 1024 * 1024
const LONGEST_UTF8_TAIL = 4

/** What identifies a file on disk, to notice that it changed between two readings. */
export type FileIdentity = { bytes: number; modified: string; inode: string }

export type OpenFile = { path: string; handle: FileHandle; identity: FileIdentity }

/** Opens a regular file for reading; throws FileRefused (missing, not-a-file, unreadable). The caller closes `handle`. */
export async function openFile(path: string): Promise<OpenFile> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    throw cannotOpen(path, error)
  }
  const stats = await handle.stat({ bigint: true })
  if (!stats.isFile()) {
    await handle.close()
    throw new FileRefused(path, {
      reason: 'not-a-file',
      line: null,
      column: null,
      problem: 'this is not a regular file',
      remedy: 'Name a file; a folder, a pipe or a device cannot be imported.',
    })
  }
  return {
    path,
    handle,
    identity: { bytes: Number(stats.size), modified: String(stats.mtimeNs), inode: String(stats.ino) },
  }
}

/** Throws FileRefused (changed-while-reading) unless the file is still the one that was scanned. */
export async function assertUnchanged(path: string, identity: FileIdentity): Promise<void> {
  const now = await openFile(path)
  await now.handle.close()
  const same =
    now.identity.bytes === identity.bytes &&
    now.identity.modified === identity.modified &&
    now.identity.inode === identity.inode
  if (!same) throw changedWhileReading(path)
}

/**
 * The bytes of a file in chunks that never cut a UTF-8 sequence, the next read under way while one is used.
 * A chunk is valid until the next is asked for. Throws FileRefused (unreadable, changed-while-reading).
 */
export async function* readChunks(file: OpenFile, from = 0): AsyncGenerator<Buffer, void> {
  const buffers = [
    Buffer.allocUnsafe(CHUNK + LONGEST_UTF8_TAIL),
    Buffer.allocUnsafe(CHUNK + LONGEST_UTF8_TAIL),
  ]
  let position = from
  let tail = 0
  let turn = 0
  const read = (buffer: Buffer) => readFully(file, buffer.subarray(LONGEST_UTF8_TAIL), position)
  const at = (index: number) => buffers[index % 2] as Buffer
  let pending = read(at(0))
  try {
    for (;;) {
      const current = at(turn)
      const count = await pending
      position += count
      const start = LONGEST_UTF8_TAIL - tail
      const end = LONGEST_UTF8_TAIL + count
      const last = count < CHUNK
      tail = last ? 0 : cutSequenceLength(current.subarray(start, end))
      const next = at(turn + 1)
      current.copy(next, LONGEST_UTF8_TAIL - tail, end - tail, end)
      pending = last ? Promise.resolve(0) : read(next)
      if (end - tail > start) yield current.subarray(start, end - tail)
      if (last) break
      turn += 1
    }
  } finally {
    // A read that is still under way must not outlive the file handle, and its failure has no reader left.
    await Promise.allSettled([pending])
  }
  if (position !== file.identity.bytes) throw changedWhileReading(file.path)
}

/** SHA-256 in hexadecimal of a whole open file. */
export async function sha256Of(file: OpenFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of readChunks(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** The first bytes of an open file, at most `length`. */
export async function readStart(file: OpenFile, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, file.identity.bytes))
  const count = await readFully(file, buffer, 0)
  return buffer.subarray(0, count)
}

async function readFully(file: OpenFile, buffer: Buffer, position: number): Promise<number> {
  let filled = 0
  try {
    while (filled < buffer.length) {
      const { bytesRead } = await file.handle.read(buffer, filled, buffer.length - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
  } catch (error) {
    throw cannotOpen(file.path, error)
  }
  return filled
}

function cutSequenceLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

function changedWhileReading(path: string): FileRefused {
  return new FileRefused(path, {
    reason: 'changed-while-reading',
    line: null,
    column: null,
    problem: 'the file changed while it was being read',
    remedy: 'Wait until its export has ended, then import it again.',
  })
}

function cannotOpen(path: string, error: unknown): FileRefused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  const missing = code === 'ENOENT' || code === 'ENOTDIR'
  return new FileRefused(
    path,
    {
      reason: missing ? 'missing' : 'unreadable',
      line: null,
      column: null,
      problem: missing ? 'there is no such file' : `the file cannot be read (${code})`,
      remedy: missing ? 'Check its path.' : 'Check its permissions and the disk.',
    },
    error,
  )
}
