import type { IncomingHttpHeaders } from 'node:http'

/** The page's policy; a nonce only on the few pages that hydrate. */
export function contentSecurityPolicy(nonce?: string): string {
  const scripts = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Drawings carry their own styles for dark mode, and nothing else. */
export const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

/** On every answer, errors and files included. `same-origin` referrers, because `no-referrer` sends `Origin: null` on forms. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** Sent over https only: a browser ignores it elsewhere. */
export const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains'

const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/** Whether something between the reader and this server says so. */
export function cameThroughProxy(headers: IncomingHttpHeaders): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined)
}

/** Whether a form comes from a page of this site: what the browser says of it, else the origin it names. */
export function isSameSitePost(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  // Neither header: a tool such as curl, which carries nobody's cookies.
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
