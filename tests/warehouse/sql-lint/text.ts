import { type Finding, finding } from './rules.ts'
import type { Token } from './tokens.ts'

const SHARED_SYMBOLS = new Set('( ) , . ; + - * / = < > <= >= <> != ||'.split(' '))
/** Those that the parse tree names better. */
const SEEN_IN_TREE = new Set('% ^ & | ~ << >> // -> [ ] #'.split(' '))

/** What the parse tree no longer shows: quotes, casts written ::, symbols, what literals and comments hold. */
export function textFindings(tokens: readonly Token[]): Finding[] {
  return tokens.flatMap((_, index) => tokenFindings(tokens, index))
}

function tokenFindings(tokens: readonly Token[], index: number): Finding[] {
  const { kind, text } = tokens[index] ?? { kind: 'space', text: '' }
  switch (kind) {
    case 'literal':
      return [...literalFindings(text), ...prefixFindings(tokens, index)]
    case 'quoted':
      return [finding(text.startsWith('"') ? 'double-quote' : 'bare-table', text)]
    case 'comment':
      return commentFindings(text)
    case 'parameter':
      return /^@[a-z_][a-z0-9_]*$/.test(text) && text !== '@scope' ? [] : [finding('parameter', text)]
    case 'placeholder':
      return /^\{[a-z_]+\}$/.test(text) ? [] : [finding('placeholder-place', text)]
    case 'symbol':
      return symbolFindings(text)
    case 'word':
      return wordFindings(tokens, index)
    case 'number':
    case 'space':
      return []
  }
}

function literalFindings(text: string): Finding[] {
  const inside = text.slice(1, -1)
  return [
    ...(inside.includes('\\') ? [finding('backslash', text)] : []),
    ...(inside.includes("'") ? [finding('doubled-quote', text)] : []),
    ...(inside.includes('@') ? [finding('at-in-literal', text)] : []),
    ...(inside.includes('{') ? [finding('placeholder-place', text)] : []),
  ]
}

/** r'a' is one literal with a prefix; DATE 'a' is a type before a literal, and common to both. */
function prefixFindings(tokens: readonly Token[], index: number): Finding[] {
  const before = tokens[index - 1]
  if (before?.kind !== 'word' || !/^(r|b|e|x|u|rb|br)$/i.test(before.text)) return []
  return [finding('literal-prefix', `${before.text}${tokens[index]?.text ?? ''}`)]
}

function commentFindings(text: string): Finding[] {
  return [
    ...(text.startsWith('/*') && text.indexOf('/*', 2) > 0 ? [finding('comment', text)] : []),
    ...(text.includes('@') ? [finding('at-in-literal', text)] : []),
    ...(text.includes('{') ? [finding('placeholder-place', text)] : []),
  ]
}

function symbolFindings(text: string): Finding[] {
  if (SHARED_SYMBOLS.has(text) || SEEN_IN_TREE.has(text)) return []
  return [finding(text === '::' ? 'short-cast' : 'symbol', text)]
}

function wordFindings(tokens: readonly Token[], index: number): Finding[] {
  const [word, next] = [tokens[index], tokens[index + 1]].map((token) => token?.text.toUpperCase() ?? '')
  if (word === 'IN' && next === 'UNNEST') return [finding('unnest', 'IN UNNEST')]
  if (word === 'SAFE_CAST' || word === 'TRY_CAST') return [finding('safe-cast', word)]
  return []
}
