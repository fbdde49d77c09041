import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Below whatever serves pages on the same machine. */
const LOW_PRIORITY = 15

/**
 * Puts this process behind those that serve pages, every thread of it. On Linux a priority belongs to a thread, new ones
 * inherit it, and Node already has the threads that DuckDB will work in when a command starts.
 */
export function lowerPriority(): void {
  setPriority(LOW_PRIORITY)
  if (process.platform !== 'linux') return
  for (const thread of readdirSync('/proc/self/task')) lowerThread(Number(thread))
}

function lowerThread(thread: number): void {
  try {
    setPriority(thread, LOW_PRIORITY)
  } catch (error) {
    // A thread that ended since it was listed disturbs nobody.
    if ((error as NodeJS.ErrnoException & { info?: { code?: string } }).info?.code !== 'ESRCH') throw error
  }
}
