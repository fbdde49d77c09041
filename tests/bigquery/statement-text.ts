/** A statement with its comments and the insides of its quotes blanked, so that its words can be looked for by place. */
function blanked(sql: string): string {
  return sql.replace(/--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, (text) =>
    text.replace(/[^\n]/g, ' '),
  )
}

/** The first word of a statement, in capitals. */
export function firstWord(sql: string): string {
  return /[A-Za-z]+/.exec(blanked(sql))?.[0].toUpperCase() ?? ''
}

export type CreateText = {
  /** What comes before the query, blanked; everything when there is no query. */
  readonly head: string
  /** The query at the place that it has in the whole, so that errors keep their line and column; null without one. */
  readonly query: string | null
}

/** Parts a CREATE TABLE at the AS that stands outside of all brackets. */
export function splitCreate(sql: string): CreateText {
  const text = blanked(sql)
  let depth = 0
  for (const found of text.matchAll(/[()]|`[^`]*`|\bas\b/gi)) {
    if (found[0] === '(') depth += 1
    else if (found[0] === ')') depth -= 1
    else if (depth === 0 && !found[0].startsWith('`')) {
      const end = found.index + found[0].length
      return {
        head: text.slice(0, found.index),
        query: sql.slice(0, end).replace(/[^\n]/g, ' ') + sql.slice(end),
      }
    }
  }
  return { head: text, query: null }
}

/** The members of a query that puts answers one below another at its top level; the whole where it does not. */
export function unionMembers(sql: string): readonly string[] {
  const text = blanked(sql)
  if (/^\s*with\b/i.test(text)) return [sql]
  const cuts: { readonly from: number; readonly to: number }[] = []
  let depth = 0
  for (const found of text.matchAll(/[()]|`[^`]*`|\bunion\s+all\b|\border\s+by\b|\bunion\s+distinct\b/gi)) {
    if (found[0] === '(') depth += 1
    else if (found[0] === ')') depth -= 1
    else if (depth > 0 || found[0].startsWith('`')) continue
    else if (/^union\s+all$/i.test(found[0]))
      cuts.push({ from: found.index, to: found.index + found[0].length })
    else return [sql]
  }
  const edges = [0, ...cuts.flatMap(({ from, to }) => [from, to]), sql.length]
  return Array.from({ length: cuts.length + 1 }, (_, member) =>
    sql.slice(edges[2 * member], edges[2 * member + 1]),
  )
}
