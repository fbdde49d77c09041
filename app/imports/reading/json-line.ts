/** What is wrong with a line: a sentence without its end. */
export type JsonLineProblem = { reason: 'bad-json' | 'duplicate-key'; problem: string; key: string | null }

export type JsonLine = {
  /** Top-level names, in order. */
  keys: string[]
  /** Top-level names whose number has more digits than a double keeps. */
  inexact: string[]
}

const DEEPEST = 500

/**
 * Reads one line as a strict JSON object without building its values: nested content is stepped over, never kept.
 * `text` is the line as a JavaScript string, without its LF.
 */
export function readJsonLine(text: string): JsonLine | JsonLineProblem {
  const line: JsonLine = { keys: [], inexact: [] }
  const seen = new Set<string>()
  let i = 0

  const code = () => text.charCodeAt(i)
  function space(): void {
    for (let c = code(); c === 0x20 || c === 0x09 || c === 0x0d; c = code()) i += 1
  }

  /** Steps over a string whose opening quote is at `i`; returns false when it is not one. */
  function string(): boolean {
    if (code() !== 0x22) return false
    i += 1
    for (;;) {
      PLAIN_TEXT.lastIndex = i
      PLAIN_TEXT.test(text)
      i = PLAIN_TEXT.lastIndex
      const c = code()
      i += 1
      if (c === 0x22) return true
      if (c !== 0x5c || !escaped()) return false
    }
  }

  function escaped(): boolean {
    const c = text[i] ?? ''
    i += 1
    if (c !== 'u') return c !== '' && '"\\/bfnrt'.includes(c)
    const unit = hex()
    if (unit === null || (unit >= 0xdc00 && unit <= 0xdfff)) return false
    if (unit < 0xd800 || unit > 0xdbff) return true
    if (text[i] !== '\\' || text[i + 1] !== 'u') return false
    i += 2
    const low = hex()
    return low !== null && low >= 0xdc00 && low <= 0xdfff
  }

  function hex(): number | null {
    const digits = text.slice(i, i + 4)
    i += 4
    return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : null
  }

  function value(depth: number): boolean {
    const c = text[i]
    if (c === '"') return string()
    if (c === '{' || c === '[') return depth < DEEPEST && (c === '{' ? members(depth + 1) : items(depth + 1))
    for (const word of ['true', 'false', 'null']) {
      if (text.startsWith(word, i)) {
        i += word.length
        return true
      }
    }
    NUMBER.lastIndex = i
    const number = NUMBER.exec(text)
    if (number === null) return false
    i += number[0].length
    return true
  }

  function items(depth: number): boolean {
    i += 1
    space()
    if (text[i] === ']') {
      i += 1
      return true
    }
    for (;;) {
      space()
      if (!value(depth)) return false
      space()
      const c = text[i]
      i += 1
      if (c === ']') return true
      if (c !== ',') return false
    }
  }

  function members(depth: number): boolean {
    i += 1
    space()
    if (text[i] === '}') {
      i += 1
      return true
    }
    for (;;) {
      space()
      const start = i
      if (!string()) return false
      const name = depth === 1 ? text.slice(start, i) : ''
      space()
      if (text[i] !== ':') return false
      i += 1
      space()
      const from = i
      if (!value(depth)) return false
      if (depth === 1) note(name, text.slice(from, i))
      space()
      const c = text[i]
      i += 1
      if (c === '}') return true
      if (c !== ',') return false
    }
  }

  let twice: string | null = null
  function note(quoted: string, literal: string): void {
    const name = quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
    if (seen.has(name)) twice ??= name
    seen.add(name)
    line.keys.push(name)
    if (isInexact(literal)) line.inexact.push(name)
  }

  space()
  if (text[i] !== '{') return badJson(i, 'one object is expected')
  if (!members(1)) return badJson(i, 'the object is not valid JSON')
  space()
  if (i < text.length) return badJson(i, 'there is something after the object')
  return twice === null
    ? line
    : { reason: 'duplicate-key', problem: 'this name stands twice in one object', key: twice }
}

// Everything but the quote, the backslash and control characters.
const PLAIN_TEXT = /[ !#-[\]-\uffff]*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

function badJson(index: number, problem: string): JsonLineProblem {
  return { reason: 'bad-json', problem: `${problem} (character ${index + 1})`, key: null }
}

/**
 * Whether a number with decimals or an exponent would come back from a double with other digits. One beyond a double's
 * range is kept as text by DuckDB, and whole numbers always are exact.
 */
export function isInexact(literal: string): boolean {
  if (!/^-?[0-9]/.test(literal) || !/[.eE]/.test(literal)) return false
  const double = Number(literal)
  return Number.isFinite(double) && canonical(literal) !== canonical(String(double))
}

/** Digits and power of ten of a decimal literal, equal for equal numbers up to the sign. */
function canonical(literal: string): string {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e')
  const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.')
  const digits = (whole + decimals).replace(/^0+/, '')
  const trimmed = digits.replace(/0+$/, '')
  if (trimmed === '') return '0'
  return `${trimmed}e${Number(exponent) - decimals.length + digits.length - trimmed.length}`
}
