/** A place in a text, as an editor counts: from 1. */
export type Place = { readonly line: number; readonly column: number }

const SPACE = /[ \t\r\n]*/y
const TEXT = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
/** Deeper than any file that a person writes by hand. */
const DEEPEST = 200

type Path = readonly PropertyKey[]

/** Where a text stops being JSON; null when it is JSON. Engines name a place for some faults only. */
export function jsonFault(text: string): Place | null {
  const at = walk(text, () => undefined)
  return at === null ? null : placeAt(text, at)
}

/** Where the value at a path of keys and indexes begins, or the nearest value around it that is there. */
export function jsonPlace(text: string, path: Path): Place {
  let [nearest, depth] = [0, -1]
  walk(text, (own, at) => {
    const isAround =
      own.length <= path.length && own.every((key, index) => String(path[index]) === String(key))
    // Of a key written twice the last counts, for JSON.parse too.
    if (isAround && own.length >= depth) [nearest, depth] = [at, own.length]
  })
  return placeAt(text, nearest)
}

function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Reads a text as JSON and tells each value with its path and its offset; the offset of the first fault, null without one. */
function walk(text: string, onValue: (path: Path, at: number) => void): number | null {
  let at = 0
  const eat = (token: RegExp | string): string | null => {
    let end = at
    if (typeof token === 'string') end = text.startsWith(token, at) ? at + token.length : -1
    else {
      token.lastIndex = at
      end = token.test(text) ? token.lastIndex : -1
    }
    if (end < 0) return null
    const eaten = text.slice(at, end)
    SPACE.lastIndex = end
    SPACE.test(text)
    at = SPACE.lastIndex
    return eaten
  }
  const list = (end: string, item: (index: number) => boolean): boolean => {
    if (eat(end) !== null) return true
    let index = 0
    do if (!item(index++)) return false
    while (eat(',') !== null)
    return eat(end) !== null
  }
  const value = (path: Path): boolean => {
    onValue(path, at)
    if (eat(TEXT) !== null || eat(PLAIN) !== null) return true
    if (path.length === DEEPEST) return false
    if (eat('[') !== null) return list(']', (index) => value([...path, index]))
    if (eat('{') === null) return false
    return list('}', () => {
      const key = eat(TEXT)
      return key !== null && eat(':') !== null && value([...path, JSON.parse(key) as string])
    })
  }
  eat('')
  SPACE.lastIndex = 0
  return value([]) && at === text.length ? null : at
}
