import { expressionFindings, openProduct } from './expressions.ts'
import { groupingFindings, hiddenFindings } from './grouping.ts'
import { isListMembership } from './list-membership.ts'
import { reservedWord } from './reserved-words.ts'
import { type Finding, finding } from './rules.ts'
import { columnNames, functionName, isColumn, isNode, type Node, nodes, parts, shown, text } from './tree.ts'

/** Where a piece of the tree stands: the CTEs that are visible there, and the schema that placeholders were given. */
type Place = { readonly ctes: ReadonlySet<string>; readonly schema: string }

/** Every finding of a query and of all that is in it. */
export function queryFindings(node: Node, place: Place): Finding[] {
  const { inside, findings } = withCtes(node, place)
  switch (node.type) {
    case 'SELECT_NODE':
      return [...findings, ...selectFindings(node, inside)]
    case 'SET_OPERATION_NODE':
      return [
        ...findings,
        ...[node.left, node.right].filter(isNode).flatMap((side) => [
          ...queryFindings(side, inside),
          ...nodes(side.select_list)
            .filter(openProduct)
            .map((item) => finding('product-in-branch', shown(item))),
        ]),
        ...modifierFindings(node, inside),
      ]
    default:
      return [...findings, finding('construct', text(node.type))]
  }
}

/** A CTE sees those before it, and is seen by what follows and by the query, nowhere else. */
function withCtes(node: Node, place: Place): { inside: Place; findings: Finding[] } {
  const entries = isNode(node.cte_map) ? nodes(node.cte_map.map) : []
  const ctes = new Set(place.ctes)
  const findings: Finding[] = []
  for (const { key, value } of entries) {
    const query = isNode(value) && isNode(value.query) && isNode(value.query.node) ? value.query.node : null
    if (query !== null) findings.push(...queryFindings(query, { ...place, ctes: new Set(ctes) }))
    if (reservedWord(text(key))) findings.push(finding('reserved-alias', text(key)))
    ctes.add(text(key).toLowerCase())
  }
  return { inside: { ...place, ctes }, findings }
}

function selectFindings(node: Node, place: Place): Finding[] {
  const items = nodes(node.select_list)
  const from = isNode(node.from_table) ? node.from_table : { type: 'EMPTY' }
  const clauses = [
    ...items,
    node.where_clause,
    ...nodes(node.group_expressions),
    node.having,
    node.qualify,
  ].filter(isNode)
  return [
    ...sourceFindings(from, place),
    ...(from.type === 'EMPTY' && isNode(node.where_clause) ? [finding('where-without-from', 'WHERE')] : []),
    ...clauses.flatMap((clause) => pieceFindings(clause, place)),
    ...items
      .map(({ alias }) => text(alias))
      .filter(reservedWord)
      .map((alias) => finding('reserved-alias', alias)),
    ...groupingFindings(node, items),
    ...[node.having, node.qualify].filter(isNode).flatMap((clause) => hiddenFindings(clause, items)),
    ...modifierFindings(node, place),
    ...(isNode(node.sample) ? [finding('construct', 'a sample')] : []),
  ]
}

function modifierFindings(node: Node, place: Place): Finding[] {
  const items = nodes(node.select_list)
  return nodes(node.modifiers).flatMap((modifier) => {
    switch (modifier.type) {
      case 'ORDER_MODIFIER':
        return nodes(modifier.orders).flatMap(({ expression }) => {
          if (!isNode(expression)) return []
          const hidden = isColumn(expression) ? [] : hiddenFindings(expression, items)
          return [...hidden, ...pieceFindings(expression, place)]
        })
      case 'LIMIT_MODIFIER':
        return [modifier.limit, modifier.offset]
          .filter(isNode)
          .flatMap((piece) => pieceFindings(piece, place))
      case 'DISTINCT_MODIFIER':
        return nodes(modifier.distinct_on_targets).length > 0 ? [finding('construct', 'DISTINCT ON')] : []
      default:
        return [finding('construct', text(modifier.type))]
    }
  })
}

function sourceFindings(source: Node, place: Place): Finding[] {
  const alias = text(source.alias)
  const reserved = reservedWord(alias) ? [finding('reserved-alias', alias)] : []
  const odd =
    isNode(source.sample) || isNode(source.at_clause) ? [finding('construct', 'a sample or a version')] : []
  return [...reserved, ...odd, ...kindOfSource(source, place)]
}

function kindOfSource(source: Node, place: Place): Finding[] {
  switch (source.type) {
    case 'EMPTY':
      return []
    case 'BASE_TABLE': {
      const [schema, table] = [text(source.schema_name), text(source.table_name)]
      const visible = schema === '' && place.ctes.has(table.toLowerCase())
      return schema === place.schema || visible
        ? []
        : [finding('bare-table', [schema, table].filter(Boolean).join('.'))]
    }
    case 'JOIN': {
      const kind =
        ['REGULAR', 'CROSS'].includes(text(source.ref_type)) &&
        ['INNER', 'LEFT', 'RIGHT', 'OUTER'].includes(text(source.join_type))
      return [
        ...(kind ? [] : [finding('join-kind', `${text(source.ref_type)} ${text(source.join_type)}`)]),
        ...[source.left, source.right].filter(isNode).flatMap((side) => sourceFindings(side, place)),
        ...(isNode(source.condition) ? pieceFindings(source.condition, place) : []),
      ]
    }
    case 'SUBQUERY':
      return subquery(source, place)
    case 'TABLE_FUNCTION': {
      const call = isNode(source.function) ? source.function : {}
      return functionName(call) === 'unnest'
        ? [finding('unnest', shown(call))]
        : [finding('table-function', shown(call))]
    }
    default:
      return [finding('construct', text(source.type))]
  }
}

function subquery(holder: Node, place: Place): Finding[] {
  const query = isNode(holder.subquery) && isNode(holder.subquery.node) ? holder.subquery.node : null
  return query === null ? [finding('construct', 'a subquery')] : queryFindings(query, place)
}

/** An expression and all that is in it. */
function pieceFindings(node: Node, place: Place): Finding[] {
  if (isListMembership(node)) return isNode(node.child) ? pieceFindings(node.child, place) : []
  if (isColumn(node) && columnNames(node)[0] === place.schema)
    return [finding('placeholder-place', shown(node))]
  const own = expressionFindings(node)
  // A refused call is told once: what it is made of would only repeat it.
  if (own.length > 0 && node.class === 'FUNCTION') return own
  if (node.class !== 'SUBQUERY') return [...own, ...parts(node).flatMap((part) => pieceFindings(part, place))]
  return [...own, ...subquery(node, place), ...(isNode(node.child) ? pieceFindings(node.child, place) : [])]
}
