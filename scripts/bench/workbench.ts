import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandLine } from '../command-line.mjs'

const MEMORY_EVERY_MS = 100
const STOPPED_BY = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A Vigie command that runs in a process of its own. */
export type Running = {
  /** What it wrote on both streams so far. */
  output(): string
  /** Milliseconds from start to end. @throws with what it wrote, when it fails and was not asked to stop */
  readonly ended: Promise<number>
  /** The most memory it held, MiB; null where the system does not say. */
  peakMemory(): number | null
  /** Holds the process still until `resume`; false where the system cannot. */
  pause(): boolean
  resume(): void
  stop(): Promise<void>
}

/** A folder and processes of one benchmark: however it ends, none of them stays. */
export type Workbench = {
  readonly folder: string
  /** Starts `npm run <command> -- <args>`. */
  start(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Running
}

/** Opens a workbench for the checkout in `root`; it is cleared when this process ends. */
export function openWorkbench(root: string): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const children = new Set<ChildProcess>()
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  })
  for (const signal of STOPPED_BY) process.once(signal, () => process.exit(128 + constants.signals[signal]))
  return {
    folder,
    start(command, args, env = {}) {
      const child = spawn(process.execPath, [...commandLine(root, command), ...args], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      children.add(child)
      child.once('close', () => children.delete(child))
      return follow(child, command)
    },
  }
}

function follow(child: ChildProcess, command: string): Running {
  const started = performance.now()
  let output = ''
  let stopping = false
  let peak: number | null = null
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const watch = setInterval(() => {
    peak = peakMemoryOf(child.pid) ?? peak
  }, MEMORY_EVERY_MS)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0 || stopping) resolve(performance.now() - started)
      else reject(new Error(`« ${command} » ended with ${signal ?? `code ${code}`}:\n${output}`))
    })
  }).finally(() => clearInterval(watch))
  // Whoever awaits it hears of the failure; a benchmark that has not come to it yet must not die of it elsewhere.
  ended.catch(() => undefined)
  return {
    output: () => output,
    ended,
    peakMemory: () => peak,
    // Windows would end the process.
    pause: () => process.platform !== 'win32' && child.kill('SIGSTOP'),
    resume: () => {
      if (process.platform !== 'win32') child.kill('SIGCONT')
    },
    async stop() {
      stopping = true
      child.kill()
      await ended
    },
  }
}

/** The system's own high-water mark, so that a peak between two looks is not missed. */
function peakMemoryOf(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? null : Number(kib) / 1024
  } catch {
    return null // it has just ended: what was seen before stands
  }
}

/** The machine, and what else it is doing: figures mean nothing without it. */
export function machine(): string {
  const load = process.platform === 'win32' ? 'unknown' : (loadavg()[0] ?? 0).toFixed(1)
  return `Node ${process.versions.node}, ${cpus().length} cores, load ${load}`
}
