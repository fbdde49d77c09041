import { groupScope } from '#app/access/scope.ts'
import type { Env } from '#app/env.server.ts'
import type { Viewer } from '#app/server/load-context.ts'
import { StartError } from '#app/server/start-error.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Whether a host, with or without its port, can only be this machine. */
export function isLoopback(host: string): boolean {
  const bracketed = /^\[(.*)\](:\d+)?$/.exec(host)?.[1]
  // An IPv6 address without brackets has no port to take away.
  const plain = host.indexOf(':') === host.lastIndexOf(':') ? host.replace(/:\d+$/, '') : host
  const name = (bracketed ?? plain).toLowerCase()
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  )
}

/**
 * Who reads this server: unset, the identity follows the data set. Anything but the demo stays on this machine.
 * @throws {StartError} for an identity that the data set or the listening address does not allow
 */
export function resolveIdentity(env: Env, dataset: DatasetInfo['name']): Viewer['identity'] {
  const identity = env.identity ?? (dataset === 'demo' ? 'demo' : 'local')
  if (identity === 'iap' || identity === 'oidc') {
    throw new StartError(
      `VIGIE_IDENTITY=${identity} signs readers in, which this version cannot do yet: ` +
        'leave VIGIE_IDENTITY out to read on this machine only.',
    )
  }
  if (identity === 'demo' && dataset !== 'demo') {
    throw new StartError(
      'VIGIE_IDENTITY=demo shows everything to everyone, and the data set served is the group’s: ' +
        'leave VIGIE_IDENTITY out, or serve the demonstration with VIGIE_DATASET=demo.',
    )
  }
  if (!isLoopback(env.host) && (identity !== 'demo' || env.warehouse === 'bigquery')) {
    throw new StartError(
      `HOST=${env.host} opens Vigie to other machines without asking who reads: only the embedded demonstration may be. ` +
        'Use HOST=127.0.0.1, or serve the demonstration with VIGIE_DATASET=demo, without VIGIE_IDENTITY and VIGIE_WAREHOUSE.',
    )
  }
  return identity
}

/** The reader of an embedded server: one person, or the public of the demonstration, who sees the whole group. */
export function viewerOf(identity: Viewer['identity']): Viewer {
  return { identity, scope: groupScope() }
}
