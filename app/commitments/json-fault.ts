/** A place in a text, as an editor counts: from 1. */
export type Place = { readonly line: number; readonly column: number }

const SPACE = /[ \t\r\n]*/y
const TEXT = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
/** Deeper than any file that a person writes by hand. */
const DEEPEST = 200

/** Where a text stops being JSON; null when it is JSON. Engines name a place for some faults only. */
export function jsonFault(text: string): Place | null {
  let at = 0
  const eat = (token: RegExp | string): boolean => {
    let end = at
    if (typeof token === 'string') end = text.startsWith(token, at) ? at + token.length : -1
    else {
      token.lastIndex = at
      end = token.test(text) ? token.lastIndex : -1
    }
    if (end < 0) return false
    SPACE.lastIndex = end
    SPACE.test(text)
    at = SPACE.lastIndex
    return true
  }
  const list = (end: string, item: () => boolean): boolean => {
    if (eat(end)) return true
    do if (!item()) return false
    while (eat(','))
    return eat(end)
  }
  const value = (depth: number): boolean => {
    if (eat(TEXT) || eat(PLAIN)) return true
    if (depth === DEEPEST) return false
    if (eat('[')) return list(']', () => value(depth + 1))
    return eat('{') && list('}', () => eat(TEXT) && eat(':') && value(depth + 1))
  }
  eat('')
  if (value(0) && at === text.length) return null
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
