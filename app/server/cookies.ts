export type Theme = 'light' | 'dark'

const ONE_YEAR_S = 365 * 24 * 3600

/** The value of one cookie of a Cookie header, null when it is not there. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/** The theme that the reader chose, null when the system's is to be followed. */
export function readTheme(cookieHeader: string | null | undefined): Theme | null {
  const theme = readCookie(cookieHeader, 'theme')
  return theme === 'light' || theme === 'dark' ? theme : null
}

/** A Set-Cookie value for a preference that lasts a year and that scripts do not need; null forgets it. */
export function preferenceCookie(name: 'theme' | 'lang', value: string | null): string {
  const age = value === null ? 0 : ONE_YEAR_S
  return `${name}=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`
}

/** What the browser must forget when the language or the theme changes: pages it prefetched in the old one. */
export const CLEAR_PREFETCHED = '"prefetchCache", "prerenderCache"'
