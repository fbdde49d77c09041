import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Env } from '#app/env.server.ts'
import { answerMalformed } from '#app/server/connections.ts'
import { isLoopback } from '#app/server/identity.ts'
import { StartError } from '#app/server/start-error.ts'

const REMEDIES: Readonly<Record<string, (env: Pick<Env, 'host' | 'port'>) => string>> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is already taken: stop the program that holds it, or choose another, for example PORT=${port + 1}.`,
  EACCES: ({ port }) =>
    `Port ${port} may not be opened by this user: choose one above 1023, for example PORT=3000.`,
  EADDRNOTAVAIL: ({ host }) =>
    `HOST=${host} is not an address of this machine: use HOST=127.0.0.1 or HOST=0.0.0.0.`,
  ENOTFOUND: ({ host }) => `HOST=${host} is a name that this machine does not know: use HOST=127.0.0.1.`,
}

/**
 * Listens on the environment's host and port.
 * @throws {StartError} when the address cannot be had
 */
export function listen(server: Server, env: Pick<Env, 'host' | 'port'>): Promise<void> {
  server.on('clientError', answerMalformed)
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const remedy = REMEDIES[cause.code ?? '']
      reject(remedy === undefined ? cause : new StartError(remedy(env), { cause }))
    })
    server.listen(env.port, env.host, resolve)
  })
}

/** The address to open in a browser. */
export function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  const isIpv4Here = host === '0.0.0.0' || (isLoopback(host) && !host.includes(':'))
  const name = isIpv4Here || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
