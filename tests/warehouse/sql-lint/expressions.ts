import { functionRule } from './functions.ts'
import { type Finding, finding } from './rules.ts'
import { functionName, isNode, literalOf, type Node, nodes, parts, shown, text } from './tree.ts'
import { isDecimal, knownType } from './types.ts'

const DATE_PARTS = ['year', 'quarter', 'month', 'day']
const CLASSES = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'FUNCTION',
  'OPERATOR',
  'PARAMETER',
  'STAR',
  'SUBQUERY',
  'WINDOW',
])

/** What one piece of the tree, without its parts, does against the shared subset. */
export function expressionFindings(node: Node): Finding[] {
  if (typeof node.class === 'string' && !CLASSES.has(node.class)) return [finding('construct', shown(node))]
  switch (node.class) {
    case 'CONSTANT':
      return literalFindings(node)
    case 'CAST':
      return castFindings(node)
    case 'CASE':
      return branchFindings([...nodes(node.case_checks).map(({ then_expr }) => then_expr), node.else_expr])
    case 'OPERATOR':
      return operatorFindings(node)
    case 'STAR':
      return starFindings(node)
    case 'FUNCTION':
    case 'WINDOW':
      return functionFindings(node)
    default:
      return []
  }
}

/** A product that no ROUND has cut to 18 decimals. */
export function openProduct(node: unknown): boolean {
  if (!isNode(node)) return false
  const name = functionName(node)
  if (name === 'round' || name.startsWith('count') || node.class === 'SUBQUERY') return false
  if (node.class === 'CASE') {
    return [...nodes(node.case_checks).map(({ then_expr }) => then_expr), node.else_expr].some(openProduct)
  }
  if (node.class === 'COMPARISON' || node.class === 'CONJUNCTION') return false
  if (name === '*') return !nodes(node.children).every((factor) => knownType(factor) === 'INT64')
  return (
    (node.class === 'FUNCTION' ||
      node.class === 'WINDOW' ||
      node.class === 'CAST' ||
      node.class === 'OPERATOR') &&
    parts(node).some(openProduct)
  )
}

function branchFindings(branches: readonly unknown[]): Finding[] {
  return branches
    .filter(openProduct)
    .map((branch) => finding('product-in-branch', isNode(branch) ? shown(branch) : ''))
}

function literalFindings(node: Node): Finding[] {
  const literal = literalOf(node)
  if (literal?.type === 'DECIMAL') return [finding('decimal-literal', 'a literal with decimals')]
  return literal?.type === 'DOUBLE' || literal?.type === 'FLOAT' ? [finding('float', shown(node))] : []
}

function castFindings(node: Node): Finding[] {
  const child = isNode(node.child) ? node.child : {}
  const type = isNode(node.cast_type) ? node.cast_type : {}
  const info = isNode(type.type_info) ? type.type_info : {}
  const id = text(type.id) === 'UNBOUND' ? text(info.name).toUpperCase() : text(type.id)
  const from = knownType(child)
  const found = `CAST(${shown(child)} AS …)`
  if (node.try_cast === true) return [finding('safe-cast', found)]
  if (['DOUBLE', 'FLOAT', 'FLOAT64', 'REAL'].includes(id) || from === 'FLOAT64')
    return [finding('float', found)]
  switch (id) {
    case 'VARCHAR':
      // A NULL is no text of anything.
      if (isNode(child.value) && child.value.is_null === true) return []
      return from === null || isDecimal(from) ? [finding('text-of-decimal', found)] : []
    case 'BIGNUMERIC':
      return openProduct(child) ? [finding('product-in-branch', found)] : []
    case 'DECIMAL':
      return info.width === 18 && info.scale === 6 ? [] : [finding('cast-type', found)]
    case 'BIGINT':
    case 'DATE':
    case 'BOOLEAN':
      return []
    default:
      return [finding('cast-type', `CAST(${shown(child)} AS ${id})`)]
  }
}

function operatorFindings(node: Node): Finding[] {
  if (node.type === 'OPERATOR_COALESCE') return branchFindings(nodes(node.children))
  return [
    'COMPARE_IN',
    'COMPARE_NOT_IN',
    'OPERATOR_IS_NULL',
    'OPERATOR_IS_NOT_NULL',
    'OPERATOR_NOT',
  ].includes(text(node.type))
    ? []
    : [finding(node.type === 'ARRAY_EXTRACT' ? 'element-of-list' : 'construct', text(node.type))]
}

function starFindings(node: Node): Finding[] {
  const changed = ['exclude_list', 'replace_list', 'rename_list', 'qualified_exclude_list'].some((key) => {
    const list = node[key]
    return Array.isArray(list) ? list.length > 0 : isNode(list) && Object.keys(list).length > 0
  })
  return changed || node.columns === true || isNode(node.expr) ? [finding('construct', '* with changes')] : []
}

function functionFindings(node: Node): Finding[] {
  const name = functionName(node)
  const children = nodes(node.children)
  const rule = functionRule(name)
  if (rule !== null) return [finding(rule, shown(node))]
  const filtered =
    isNode(node.filter) || isNode(node.filter_expr) ? [finding('construct', `${name} FILTER`)] : []
  const types = children.map(knownType)
  const [left, right] = types
  switch (name) {
    case '/':
      if (types.some(isDecimal)) return [finding('decimal-division', shown(node))]
      return nonZero(children[1]) ? [] : [finding('division', shown(node))]
    case 'mod':
      return nonZero(children[1]) ? [] : [finding('modulo', shown(node))]
    case '*':
      if (left === 'DECIMAL' && right === 'DECIMAL') return [finding('decimal-product', shown(node))]
      return left === 'BIGNUMERIC' && right === 'BIGNUMERIC'
        ? [finding('bignumeric-product', shown(node))]
        : []
    case '+':
    case '-':
      if (types.includes('DATE')) return [finding('date', shown(node))]
      return children.length === 2 && children.every(isIntegerSum)
        ? [finding('sum-of-sums', shown(node))]
        : []
    case 'date_part': {
      const part = literalOf(children[0])?.value
      return DATE_PARTS.includes(text(part)) ? [] : [finding('date-part', `EXTRACT(${String(part)} …)`)]
    }
    case 'substr':
      return Number(literalOf(children[1])?.value ?? 0) >= 1 ? [] : [finding('substr', shown(node))]
    default:
      return filtered
  }
}

function nonZero(node: Node | undefined): boolean {
  const literal = literalOf(node)
  if (literal !== null) return literal.type === 'INTEGER' && literal.value !== 0
  if (node === undefined || functionName(node) !== 'nullif') return false
  const zero = literalOf(nodes(node.children)[1])
  return zero?.type === 'INTEGER' && zero.value === 0
}

function isIntegerSum(node: Node): boolean {
  const name = functionName(node)
  if (name === 'sum') return knownType(node) === 'INT64'
  return (name === '+' || name === '-') && nodes(node.children).every(isIntegerSum)
}
