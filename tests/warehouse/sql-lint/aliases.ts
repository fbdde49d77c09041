import { type Finding, finding } from './rules.ts'
import type { Token } from './tokens.ts'
import { type Node, nodes, parts, text } from './tree.ts'

/** The tree has names that no AS of the text explains: `SUM(x) total`, `FROM {t} t` or `total: SUM(x)`. */
export function aliasFindings(statement: Node, tokens: readonly Token[]): Finding[] {
  const words = tokens.map(({ kind, text: word }) => (kind === 'word' ? word.toUpperCase() : ''))
  const count = (word: string) => words.filter((other) => other === word).length
  const typedLiterals = words.filter(
    (word, index) => word === 'DATE' && tokens[index + 1]?.kind === 'literal',
  ).length
  const { aliases, casts, ctes } = named(statement)
  const expected = aliases + ctes + casts - typedLiterals - count('TRUE') - count('FALSE')
  return expected > count('AS') - count('WINDOW') ? [finding('alias-without-as', 'a name without AS')] : []
}

type Count = { aliases: number; casts: number; ctes: number }

function named(node: Node): Count {
  const own: Count = {
    aliases: text(node.alias) === '' ? 0 : 1,
    casts: node.class === 'CAST' ? 1 : 0,
    ctes: node.cte_map === undefined ? 0 : nodes((node.cte_map as Node).map).length,
  }
  return parts(node).reduce<Count>((sum, part) => {
    const { aliases, casts, ctes } = named(part)
    return { aliases: sum.aliases + aliases, casts: sum.casts + casts, ctes: sum.ctes + ctes }
  }, own)
}
