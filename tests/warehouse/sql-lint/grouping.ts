import { type Finding, finding } from './rules.ts'
import { columnNames, isColumn, type Node, nodes, parts, text } from './tree.ts'

/** GROUP BY and the aliases that it may confuse with columns. */
export function groupingFindings(node: Node, items: readonly Node[]): Finding[] {
  if (node.aggregate_handling === 'FORCE_AGGREGATES') return [finding('group-by-all', 'GROUP BY ALL')]
  const groups = nodes(node.group_expressions)
  const sets = Array.isArray(node.group_sets) ? node.group_sets : []
  const plain =
    sets.length === 0 || (sets.length === 1 && Array.isArray(sets[0]) && sets[0].length === groups.length)
  return [
    ...(plain ? [] : [finding('grouping-sets', 'ROLLUP, CUBE or GROUPING SETS')]),
    ...groups
      .filter((group) => isColumn(group))
      .flatMap((group) => aliasFindings('group-by-alias', group, items)),
  ]
}

/** A bare name that is also the alias of an item which is not that very column. */
function aliasFindings(
  rule: 'group-by-alias' | 'hidden-by-alias',
  column: Node,
  items: readonly Node[],
): Finding[] {
  const [name, ...rest] = columnNames(column).map((part) => part.toLowerCase())
  if (rest.length > 0) return []
  const hidden = items.some(
    (item) =>
      text(item.alias).toLowerCase() === name &&
      !(isColumn(item) && columnNames(item).at(-1)?.toLowerCase() === name),
  )
  return hidden ? [finding(rule, name ?? '')] : []
}

/** Bare names inside an expression that are also the alias of another item. */
export function hiddenFindings(node: Node, items: readonly Node[]): Finding[] {
  if (isColumn(node)) return aliasFindings('hidden-by-alias', node, items)
  return node.class === 'SUBQUERY' ? [] : parts(node).flatMap((part) => hiddenFindings(part, items))
}
