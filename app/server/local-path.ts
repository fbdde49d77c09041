const NOWHERE = 'http://vigie.invalid'

/** The path of this site that a form or a header asks to go back to; null for anything that leads elsewhere. */
export function localPath(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !text.startsWith('/')) return null
  let url: URL
  try {
    url = new URL(text, NOWHERE)
  } catch {
    return null // not an address at all
  }
  // « /.//elsewhere » is normalised to « //elsewhere », which a browser reads as another host.
  if (url.origin !== NOWHERE || url.pathname.startsWith('//')) return null
  return `${url.pathname}${url.search}${url.hash}`
}
