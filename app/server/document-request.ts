import type { Request, Response } from 'express'
import { scopeKey } from '#app/access/scope.ts'
import { CLEAR_PREFETCHED, preferenceCookie, readCookie, readTheme } from '#app/server/cookies.ts'
import { languageOfPath } from '#app/server/language.ts'
import type { Viewer } from '#app/server/load-context.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** The same page asked with its parameters in another order is the same document. */
export function canonicalAddress(address: string): string {
  const [path = '', search = ''] = address.split('?', 2)
  const parameters = new URLSearchParams(search)
  parameters.sort()
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Everything that a document depends on; the build is this process's own, and the language is in the address. */
export function documentKey(request: Request, viewer: Viewer, dataset: DatasetInfo, mission: string): string {
  const theme = readTheme(request.headers.cookie) ?? 'system'
  const data = `${dataset.name} ${dataset.version} ${mission}`
  const address = canonicalAddress(request.originalUrl)
  return [address, viewer.identity, scopeKey(viewer.scope), theme, data].join('\n')
}

/** What the engine's history calls the document at a path: its page, never whom or what it is about. */
export function pageOf(path: string): string {
  const [, , page = ''] = path.split('/')
  return page === '' ? 'synthese' : page
}

/** Whether the browser fetches ahead of a click that may never come. */
export function isPrefetch(request: Request): boolean {
  const { 'sec-purpose': secPurpose, purpose } = request.headers
  return [secPurpose, purpose].some((value) => String(value ?? '').includes('prefetch'))
}

/** The last language read is the one that « / » opens next time; a page fetched ahead has not been read. */
export function rememberLanguage(request: Request, response: Response): void {
  const language = languageOfPath(request.path)
  const remembered = readCookie(request.headers.cookie, 'lang')
  if (language === null || language === remembered || isPrefetch(request)) return
  response.append('Set-Cookie', preferenceCookie('lang', language))
  if (remembered !== null) response.setHeader('Clear-Site-Data', CLEAR_PREFETCHED)
}
