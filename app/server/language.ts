import type { Language } from '#app/metrics/language.ts'
import { readCookie } from '#app/server/cookies.ts'

/** Whether a path segment or a cookie is a language that Vigie speaks. */
export function isLanguage(text: string | null | undefined): text is Language {
  return text === 'fr' || text === 'en'
}

/** The language in which a path is written, null for a path outside the two languages. */
export function languageOfPath(path: string): Language | null {
  const segment = path.split('/', 2)[1]
  return isLanguage(segment) ? segment : null
}

/** Of an Accept-Language header, the known language with the highest weight; null when it names neither. */
function preferredLanguage(header: string): Language | null {
  let best: { language: Language; weight: number } | null = null
  for (const range of header.split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
    const quality = parameters.find((parameter) => /^q=/i.test(parameter))
    const weight = quality === undefined ? 1 : Number(quality.slice(2))
    const primary = tag.split('-')[0]?.toLowerCase()
    if (isLanguage(primary) && weight > 0 && weight > (best?.weight ?? 0))
      best = { language: primary, weight }
  }
  return best?.language ?? null
}

/** The language of a reader whose address names none: the cookie, then Accept-Language, then French. */
export function negotiateLanguage(headers: {
  readonly cookie: string | null | undefined
  readonly acceptLanguage: string | null | undefined
}): Language {
  const chosen = readCookie(headers.cookie, 'lang')
  return isLanguage(chosen) ? chosen : (preferredLanguage(headers.acceptLanguage ?? '') ?? 'fr')
}

/** The language of a route's segment. Throws the 404 of an unknown page: loaders run beside the layout's, not after it. */
export function languageOf(segment: string | undefined): Language {
  if (!isLanguage(segment)) throw new Response(null, { status: 404 })
  return segment
}

/** The same page, same query, in the other language. */
export function otherLanguageAddress({ pathname, search }: URL): string {
  const other = languageOfPath(pathname) === 'fr' ? 'en' : 'fr'
  return `/${[other, ...pathname.split('/').slice(2)].join('/')}${search}`
}
