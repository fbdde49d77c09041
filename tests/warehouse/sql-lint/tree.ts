/** A node of DuckDB's parse tree, read loosely: its shape is the engine's and not declared anywhere. */
export type Node = { readonly [key: string]: unknown }

export function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

export function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The direct parts of a node, whatever field holds them. */
export function parts(node: Node): Node[] {
  const within = (value: unknown): Node[] =>
    Array.isArray(value) ? value.flatMap(within) : isNode(value) ? [value] : []
  return Object.values(node).flatMap(within)
}

export function isColumn(node: Node): boolean {
  return node.class === 'COLUMN_REF'
}

export function columnNames(node: Node): string[] {
  return Array.isArray(node.column_names) ? node.column_names.map(String) : []
}

export function functionName(node: Node): string {
  return node.class === 'FUNCTION' || node.class === 'WINDOW' ? text(node.function_name).toLowerCase() : ''
}

/** The literal that a node is; null when it is none. */
export function literalOf(node: Node | undefined): { type: string; value: unknown } | null {
  if (node?.class !== 'CONSTANT' || !isNode(node.value)) return null
  const type = isNode(node.value.type) ? text(node.value.type.id) : ''
  return { type, value: node.value.is_null === true ? null : node.value.value }
}

/** How a finding shows a piece of the tree. */
export function shown(node: Node): string {
  if (isColumn(node)) return columnNames(node).join('.')
  const literal = literalOf(node)
  if (literal !== null) return String(literal.value)
  const name = functionName(node)
  if (name === '') return text(node.class).toLowerCase() || text(node.type).toLowerCase()
  const [left, right] = nodes(node.children)
  if (node.is_operator === true && left && right) return `${shown(left)} ${name} ${shown(right)}`
  return `${name}(${nodes(node.children).map(shown).join(', ')})`
}
