import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether new readers should be sent to this server. */
export type Readiness = {
  /** Null when it is ready, else why it is not, in a sentence. */
  check(): Promise<string | null>
  /** From now on it is not: it finishes what is under way. */
  drain(): void
}

/**
 * Ready means: not stopping, and what it must write can be written. Whether the warehouse answers is no part of it: an
 * outage there must not take down the pages that are kept.
 */
export function createReadiness(dataDir: string): Readiness {
  let draining = false
  let probe: Promise<string | null> | null = null
  return {
    async check() {
      if (draining) return 'This server is stopping: it finishes the pages being made and takes no new one.'
      probe ??= probeFolder(dataDir).finally(() => {
        probe = null
      })
      return await probe
    },
    drain() {
      draining = true
    },
  }
}

/** A file written and removed: a full or read-only disk says so only when it is written to. */
async function probeFolder(dataDir: string): Promise<string | null> {
  const file = join(dataDir, `.readyz-${process.pid}`)
  try {
    await writeFile(file, 'ready\n')
    await rm(file, { force: true })
    return null
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    return `The folder VIGIE_DATA_DIR cannot be written (${code}): check that it exists, its rights and the space left.`
  }
}
