import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

/** Inside the checkout, so that the built script finds its packages. */
const FOLDER = path.resolve(`.vite/commands-${process.pid}`)

/** Builds a script of scripts/ as the product's build does, and answers the file that node runs. */
export async function buildCommand(name: 'import' | 'demo'): Promise<string> {
  mkdirSync(FOLDER, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: path.resolve(`scripts/${name}.ts`),
      outDir: path.join(FOLDER, name),
      target: 'es2022',
      emptyOutDir: true,
    },
  })
  return path.join(FOLDER, name, `${name}.js`)
}

export function removeCommands(): void {
  rmSync(FOLDER, { recursive: true, force: true })
}

export type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly milliseconds: number
}

/** Runs a built command to its end; `watch` sees each piece of what it says on standard error. */
export function runCommand(
  script: string,
  args: readonly string[],
  watch: (child: ChildProcess, stderr: string) => void = () => undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      watch(child, stderr)
    })
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout, stderr, milliseconds: performance.now() - started }),
    )
    watch(child, '')
  })
}
