import type { Request, Response } from 'express'
import { readTheme } from '#app/server/cookies.ts'
import { errorDocument } from '#app/server/error-document.tsx'
import { languageOfPath, negotiateLanguage } from '#app/server/language.ts'

/** The id under which this request's details are in the log. */
export function requestIdOf(response: Response): string {
  return String(response.locals.requestId)
}

/** Answers with the designed error page, in the language of the path, else of the reader. */
export function refuse(request: Request, response: Response, status: number, detail?: string): void {
  const { cookie, 'accept-language': acceptLanguage } = request.headers
  const page = errorDocument({
    status,
    language: languageOfPath(request.path) ?? negotiateLanguage({ cookie, acceptLanguage }),
    theme: readTheme(cookie),
    demo: response.locals.demo === true,
    requestId: requestIdOf(response),
    detail,
  })
  response.status(status)
  response.setHeader('Cache-Control', 'private, no-store')
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.end(page)
}
