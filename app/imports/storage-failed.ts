/** The data folder could not be written; the data that was there is untouched. */
export class StorageFailed extends Error {
  readonly folder: string
  constructor(folder: string, problem: string, remedy: string, cause: unknown) {
    super(`${folder} cannot be written: ${problem}. The data are as they were. ${remedy}`, { cause })
    this.name = 'StorageFailed'
    this.folder = folder
  }
}

const KNOWN: Record<string, readonly [problem: string, remedy: string]> = {
  ENOSPC: ['the disk is full', 'Free some space and run the command again.'],
  EDQUOT: ['the disk quota is used up', 'Free some space and run the command again.'],
  EROFS: ['it is read-only', 'Choose a folder that can be written (--data-dir or VIGIE_DATA_DIR).'],
  EACCES: [
    'its permissions do not allow it',
    'Give this user the right to write there, or choose another folder (--data-dir or VIGIE_DATA_DIR).',
  ],
  ENOTDIR: ['a part of its path is a file', 'Choose a folder (--data-dir or VIGIE_DATA_DIR).'],
}
KNOWN.EPERM = KNOWN.EACCES ?? ['', '']

/** An error of the file system or of DuckDB's writing as a StorageFailed; any other error as it is. */
export function asStorageFailure(folder: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : codeIn(error.message)
  const known = code === null ? undefined : KNOWN[code]
  return known === undefined ? error : new StorageFailed(folder, known[0], known[1], error)
}

/** DuckDB says in words what the system said in a code. */
function codeIn(message: string): string | null {
  if (!/IO Error|Out of Memory Error/.test(message)) return null
  if (/No space left on device|not enough space|failed to offload/i.test(message)) return 'ENOSPC'
  if (/Permission denied/i.test(message)) return 'EACCES'
  if (/Read-only file system/i.test(message)) return 'EROFS'
  return null
}
