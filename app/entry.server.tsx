import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import type { ReactElement } from 'react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { NonceContext } from '#app/server/nonce.ts'
import { contentSecurityPolicy } from '#app/server/security-headers.ts'

function hydrates(context: EntryContext): boolean {
  return context.staticHandlerContext.matches.some(({ route }) => {
    const handle: unknown = context.routeModules[route.id]?.handle
    return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true
  })
}

/** A whole document: it leaves when everything on it is drawn, never in pieces that need a script to be put together. */
export default async function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (hydrates(context)) {
    const nonce = randomBytes(16).toString('base64')
    headers.set('Content-Security-Policy', contentSecurityPolicy(nonce))
    return new Response(await draw(documentOf(request, context, nonce), nonce, loadContext), {
      headers,
      status,
    })
  }
  try {
    // In one piece: a stream that nobody reads early takes half as long again.
    const html = renderToString(documentOf(request, context, undefined))
    // As bytes: a text would be searched for broken characters on its way.
    return new Response(Buffer.from(`<!DOCTYPE html>${html}`), { headers, status })
  } catch (error) {
    loadContext.reportError(error)
    throw error
  }
}

function documentOf(request: Request, context: EntryContext, nonce: string | undefined) {
  return (
    <NonceContext.Provider value={nonce}>
      <RemixServer context={context} url={request.url} nonce={nonce} />
    </NonceContext.Provider>
  )
}

/** What a page that hydrates hands to its script is ready a moment after the page itself. */
function draw(page: ReactElement, nonce: string, { reportError }: AppLoadContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        const body = new PassThrough()
        // React 18 leaves null bytes where a character of several bytes meets the end of its buffer: no page means them.
        text(body).then((html) => resolve(html.replaceAll('\0', '')), reject)
        pipe(body)
      },
      onShellError: reject,
      onError: reportError,
    })
  })
}

export const handleError: HandleErrorFunction = (error, { context }) => {
  // A page that is not there, or a bad address, is the answer meant and no fault of the server.
  if (isRouteErrorResponse(error) && error.status < 500) return
  context.reportError(error)
}
