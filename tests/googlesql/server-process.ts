import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { status } from '@grpc/grpc-js'
import { googlesqlInstalled } from './installed.ts'
import type { Service } from './service.ts'
import { connect } from './service.ts'

const READY_MS = 10_000
const ENDING_MS = 500
const ATTEMPTS = 3

export type RunningServer = {
  service: Service
  /** Why the process ended; waits a moment for it, since a lost connection is noticed first. */
  ended(): Promise<string>
  stop(): Promise<void>
}

/** Starts the engine on a free port of this machine and waits until it answers. */
export async function startServer(): Promise<RunningServer> {
  const engine = googlesqlInstalled()
  if (!engine.installed) throw new Error(engine.reason)
  let failure: unknown
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const server = launch(engine.program, await freePort())
    try {
      await server.service.ready(READY_MS)
      return server
    } catch (error) {
      failure = new Error(`GoogleSQL's engine did not start: ${await server.ended()}`, {
        cause: error,
      })
      await server.stop()
    }
  }
  throw failure
}

function launch(program: string, port: number): RunningServer {
  const child = spawn(program, ['localhost', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] })
  const service = connect(port)
  let ended = 'it does not answer'
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => {
    complaints = (complaints + text.toString('utf8')).slice(-2000)
  })
  const stopped = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ended = error.message
      resolve()
    })
    child.once('exit', (code, signal) => {
      const fatal = complaints.split('\n').find((line) => line.includes('Check failed')) ?? complaints.trim()
      ended = `it ended with ${signal ?? `code ${code}`}. ${fatal}`.trim()
      resolve()
    })
  })
  const abandon = killWithParent(child)
  return {
    service,
    async ended() {
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, ENDING_MS))])
      return ended
    },
    async stop() {
      service.close()
      child.kill('SIGKILL')
      await stopped
      abandon()
    },
  }
}

/** Whether an error of the service means that the process behind it is gone. */
export function lostConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === status.UNAVAILABLE
}

/** A test run that ends early must not leave the engine behind. */
function killWithParent(child: ChildProcess): () => void {
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return () => process.removeListener('exit', kill)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('This machine gave no free port')),
      )
    })
  })
}
