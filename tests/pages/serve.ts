import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SHARED_DESK, type Shared } from '#tests/shared-site.ts'

const READY_WITHIN_MS = 120_000

/** A Vigie that runs as its readers start it: in a process of its own, from the build. */
export type Served = {
  /** `http://localhost:<port>` */
  readonly address: string
  /** What it wrote on stdout and stderr so far. */
  output(): string
  /** Asks it to stop; its exit code, null when a signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** A folder that is removed after the test or the file that `onFinished` belongs to. */
export function temporaryFolder(onFinished: (remove: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-pages-'))
  onFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  // A command of its own: what vitest says of its environment is not for it.
  const { VITEST: _, NODE_ENV: __, ...inherited } = process.env
  return spawn(process.execPath, ['scripts/run.mjs', ...args], {
    env: { ...inherited, NODE_ENV: 'production', ...env },
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return () => text
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve))
}

/** Runs `npm run <name> -- <args>`; what it wrote. Throws, with that, when it fails. */
export async function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const child = start(args, env)
  const output = collect(child)
  const code = await ended(child)
  if (code !== 0) throw new Error(`« ${args.join(' ')} » ended with code ${code}:\n${output()}`)
  return output()
}

/** What the files of this run share at its desk: the tiny demonstration, or a Vigie that shows it. */
export async function askShared(what: '/data' | '/site'): Promise<Shared> {
  const desk = process.env[SHARED_DESK]
  if (desk === undefined)
    throw new Error('Test files are run by vitest, with the set-up of its configuration.')
  const response = await fetch(desk + what)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`What test files share could not be made:\n${text}`)
  return JSON.parse(text) as Shared
}

/** Fills a data folder with the tiny demonstration. */
export async function makeTinyDemo(dataDir: string): Promise<void> {
  cpSync((await askShared('/data')).dataDir, dataDir, { recursive: true })
}

/** Starts the server on a free port and waits for its address. */
export async function serveVigie(dataDir: string, env: Record<string, string> = {}): Promise<Served> {
  const child = start(['server'], { PORT: '0', HOST: '127.0.0.1', VIGIE_DATA_DIR: dataDir, ...env })
  const output = collect(child)
  const end = ended(child)
  let over = false
  end.then(() => {
    over = true
  })
  const until = Date.now() + READY_WITHIN_MS
  for (;;) {
    const address = /http:\/\/\S+/.exec(output())?.[0]
    if (address !== undefined) {
      return {
        address,
        output,
        stop(signal = 'SIGTERM') {
          child.kill(signal)
          return end
        },
      }
    }
    if (over || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`The server did not start:\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
