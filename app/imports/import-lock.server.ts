import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const HEARTBEAT_MS = 5_000
/** A holder on another machine (a shared volume) cannot be looked up: it is given up for dead after this silence. */
const SILENT_ELSEWHERE_MS = 60_000

const holder = z.object({
  pid: z.int(),
  host: z.string(),
  boot: z.string(),
  started: z.string().nullable(),
  since: z.string(),
  command: z.string(),
  token: z.string(),
})
type Holder = z.infer<typeof holder>

/** Another process is writing the data set; the message says which, since when, and what to do. */
export class DatasetBusy extends Error {
  readonly lock: string
  constructor(lock: string, held: Holder | null) {
    const who =
      held === null
        ? 'Another process'
        : `Process ${held.pid} on ${held.host} (${held.command}), since ${held.since},`
    super(
      `${who} is writing this data set: wait until it has finished and run the command again. If no import runs any more, remove ${lock}.`,
    )
    this.name = 'DatasetBusy'
    this.lock = lock
  }
}

/**
 * Runs `work` as the only writer of a data set's folder, which is made when it does not exist. The lock of a
 * process that died is taken over.
 * @throws {DatasetBusy} at once when another process holds it
 */
export async function underImportLock<Result>(
  folder: string,
  command: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await mkdir(folder, { recursive: true })
  const lock = path.join(folder, 'import.lock')
  const mine = describeThisProcess(command)
  while (!(await take(lock, mine))) await recover(lock)
  const heartbeat = setInterval(() => {
    const now = new Date()
    // A beat that is missed does no harm: the next one comes, and on one machine the process itself is looked up.
    utimes(lock, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    if ((await readHolder(lock))?.token === mine.token) await rm(lock, { force: true })
  }
}

/** Linking a file that is already whole: a lock that exists can always be read. */
async function take(lock: string, mine: Holder): Promise<boolean> {
  const draft = draftOf(lock, mine.pid, mine.token)
  await writeFile(draft, JSON.stringify(mine))
  try {
    await link(draft, lock)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (NO_LINKS.includes(code ?? '')) return await takeWithoutLink(lock, mine)
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** A draft says in its name who writes it: a process that dies between making the file and filling it leaves it empty. */
export function draftOf(lock: string, pid: number, token: string): string {
  return `${lock}.${machine()}-${pid}-${token}`
}

/** What disks without links answer. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

async function takeWithoutLink(lock: string, mine: Holder): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(mine), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a dead process; throws when its holder lives. */
async function recover(lock: string): Promise<void> {
  const held = await readHolder(lock)
  const beat = await stat(lock).catch(() => null)
  if (beat === null) return
  if (held !== null && isAlive(held, Date.now() - beat.mtimeMs)) throw new DatasetBusy(lock, held)
  if (held === null && Date.now() - beat.mtimeMs < SILENT_ELSEWHERE_MS) throw new DatasetBusy(lock, null)
  const aside = `${lock}.${randomBytes(6).toString('hex')}`
  try {
    await rename(lock, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = await readHolder(aside)
  // Another process recovered the lock first and what was moved is its own, alive: it goes back.
  if (moved !== null && moved.token !== held?.token) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

/**
 * Whether a draft of a lock was left by a process that died. One that nobody can read is judged by its name, and given
 * time where that process may live: it may be writing it right now.
 */
export async function isDeadDraft(draft: string): Promise<boolean> {
  const known = await stat(draft).catch(() => null)
  if (known === null) return false
  const silence = Date.now() - known.mtimeMs
  const held = await readHolder(draft)
  if (held !== null) return !isAlive(held, silence)
  const [, where, pid] = /\.([0-9a-f]{12})-(\d+)-[0-9a-f]+$/.exec(draft) ?? []
  return silence > SILENT_ELSEWHERE_MS || (where === machine() && !exists(Number(pid)))
}

async function readHolder(lock: string): Promise<Holder | null> {
  const text = await readFile(lock, 'utf-8').catch(() => null)
  if (text === null) return null
  try {
    return holder.parse(JSON.parse(text))
  } catch {
    return null // not written by this program: its age decides
  }
}

function isAlive(held: Holder, silence: number): boolean {
  if (held.host !== hostname()) return silence < SILENT_ELSEWHERE_MS
  if (held.boot !== bootId()) return false
  if (!exists(held.pid)) return false
  const started = startTime(held.pid)
  return started === null || held.started === null || started === held.started
}

/** Whether a process of this machine runs, somebody else's included. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** This machine since it started, in the letters of a file's name. */
function machine(): string {
  return createHash('sha256').update(`${hostname()} ${bootId()}`).digest('hex').slice(0, 12)
}

function describeThisProcess(command: string): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    boot: bootId(),
    started: startTime(process.pid),
    since: new Date().toISOString(),
    command,
    token: randomBytes(6).toString('hex'),
  }
}

/** What changes when the machine starts again, so that a number given to another process is not taken for ours. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf-8').trim()
  } catch {
    return 'unknown' // a system without it: the process number decides alone
  }
}

/** When a process started, in the system's ticks; null where the system does not say or the process is gone. */
function startTime(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf-8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
