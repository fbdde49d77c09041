import type { Handler, Request } from 'express'
import { isLoopback } from '#app/server/identity.ts'
import type { Viewer } from '#app/server/load-context.ts'
import { refuse } from '#app/server/refuse.ts'
import { cameThroughProxy, isSameSitePost } from '#app/server/security-headers.ts'

/** Longer than any address that Vigie writes, shorter than what Node accepts. */
export const LONGEST_ADDRESS = 8192

const METHODS = ['GET', 'HEAD', 'POST']

function isWellFormed(address: string): boolean {
  if (!address.startsWith('/')) return false
  try {
    // A path that hides a control character or a backslash has never named a page, and the router fails on some of them.
    return !/[\p{Cc}\\]/u.test(decodeURIComponent(address.split('?', 1)[0] ?? ''))
  } catch {
    return false // a percent sign that encodes nothing
  }
}

function hasPlainHost(request: Request): boolean {
  const { host } = request.headers
  return host !== undefined && /^[A-Za-z0-9_.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/.test(host)
}

/** Remix answers any loader's data at `.data`, `?_data=` and `/__manifest`: pages are documents and have one door. */
function isSecondDoor(request: Request): boolean {
  const path = decodeURIComponent(request.path)
  const search = new URLSearchParams(request.originalUrl.split('?')[1])
  return path.endsWith('.data') || path === '/__manifest' || search.has('_data')
}

function refusalOf(request: Request, identity: Viewer['identity']): number | null {
  if (request.originalUrl.length > LONGEST_ADDRESS) return 414
  if (!isWellFormed(request.originalUrl) || !hasPlainHost(request)) return 400
  if (!METHODS.includes(request.method)) return 405
  if (
    identity === 'local' &&
    (!isLoopback(request.headers.host ?? '') || cameThroughProxy(request.headers))
  ) {
    return 403
  }
  if (request.method === 'POST' && !isSameSitePost(request.headers)) return 403
  return isSecondDoor(request) ? 404 : null
}

/** Refuses, before anything else looks at it, a request that no page of this site makes. */
export function guard(identity: Viewer['identity']): Handler {
  return (request, response, next) => {
    const status = refusalOf(request, identity)
    if (status === null) return next()
    if (status === 405) response.setHeader('Allow', METHODS.join(', '))
    refuse(request, response, status)
  }
}
