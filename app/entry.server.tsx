import { randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from '#app/server/nonce.ts'
import { contentSecurityPolicy } from '#app/server/security-headers.ts'

function hydrates(context: EntryContext): boolean {
  return context.staticHandlerContext.matches.some(({ route }) => {
    const handle: unknown = context.routeModules[route.id]?.handle
    return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true
  })
}

/** React 18 leaves null bytes where a character of several bytes meets the end of its buffer: no page means them. */
function withoutNulls(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
    },
  })
}

/** A whole document: it leaves when everything on it is drawn, never in pieces that need a script to be put together. */
export default function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = hydrates(context) ? randomBytes(16).toString('base64') : undefined
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (nonce !== undefined) headers.set('Content-Security-Policy', contentSecurityPolicy(nonce))
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          const body = withoutNulls()
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
          pipe(body)
        },
        onShellError: reject,
        onError: loadContext.reportError,
      },
    )
  })
}

export const handleError: HandleErrorFunction = (error, { context }) => {
  // A page that is not there, or a bad address, is the answer meant and no fault of the server.
  if (isRouteErrorResponse(error) && error.status < 500) return
  context.reportError(error)
}
