import { functionName, isNode, type Node, nodes } from './tree.ts'

/** x IN (SELECT * FROM UNNEST(@list)): the one way to a list that both engines read alike. */
export function isListMembership(node: Node): boolean {
  if (node.class !== 'SUBQUERY' || node.subquery_type !== 'ANY' || node.comparison_type !== 'COMPARE_EQUAL')
    return false
  const query = isNode(node.subquery) && isNode(node.subquery.node) ? node.subquery.node : {}
  const from = isNode(query.from_table) ? query.from_table : {}
  const call = isNode(from.function) ? from.function : {}
  const [item, ...others] = nodes(query.select_list)
  return (
    item?.class === 'STAR' &&
    others.length === 0 &&
    from.type === 'TABLE_FUNCTION' &&
    functionName(call) === 'unnest' &&
    nodes(call.children).every(({ class: kind }) => kind === 'PARAMETER') &&
    !isNode(query.where_clause)
  )
}
