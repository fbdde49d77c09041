import { columnsOf, coreTables, serveTables } from '#app/warehouse/tables.ts'
import { columnNames, functionName, isColumn, isNode, literalOf, type Node, nodes, text } from './tree.ts'

/** What a piece of SQL is known to be; null when the text alone does not say. */
export type Known = 'STRING' | 'INT64' | 'DECIMAL' | 'BIGNUMERIC' | 'DATE' | 'BOOL' | 'FLOAT64' | null

const FROM_SCHEMA: Readonly<Record<string, Known>> = {
  STRING: 'STRING',
  INT64: 'INT64',
  'DECIMAL(18,6)': 'DECIMAL',
  BIGNUMERIC: 'BIGNUMERIC',
  DATE: 'DATE',
  BOOL: 'BOOL',
}
const FROM_CAST: Readonly<Record<string, Known>> = {
  VARCHAR: 'STRING',
  BIGINT: 'INT64',
  INTEGER: 'INT64',
  DECIMAL: 'DECIMAL',
  DATE: 'DATE',
  BOOLEAN: 'BOOL',
  DOUBLE: 'FLOAT64',
}
const SAME_AS_ARGUMENT = [
  'sum',
  'min',
  'max',
  'any_value',
  'round',
  'abs',
  'nullif',
  'lag',
  'lead',
  'first_value',
  'last_value',
]
const INTEGERS = [
  'count',
  'count_star',
  'countif',
  'length',
  'char_length',
  'strpos',
  'date_part',
  'row_number',
  'rank',
  'dense_rank',
]
const STRINGS = ['lower', 'upper', 'trim', 'ltrim', 'rtrim', 'substr', 'replace', 'left', 'right', '||']

/** Columns of the schema whose name has one type in every table that has it. */
function schemaTypes(): ReadonlyMap<string, Known> {
  const types = new Map<string, Known>()
  for (const table of new Set([...coreTables(), ...serveTables()])) {
    for (const { name, type } of columnsOf(table)) {
      const known = FROM_SCHEMA[type] ?? null
      types.set(name, types.has(name) && types.get(name) !== known ? null : known)
    }
  }
  return types
}
const SCHEMA_TYPES = schemaTypes()

/** The type of an expression, as far as the schema's column names and the operators tell. */
export function knownType(node: Node | undefined): Known {
  if (node === undefined) return null
  if (isColumn(node)) return SCHEMA_TYPES.get(columnNames(node).at(-1) ?? '') ?? null
  const literal = literalOf(node)
  if (literal !== null) return FROM_CAST[literal.type] ?? null
  if (node.class === 'CAST' && isNode(node.cast_type)) return castType(node.cast_type)
  if (node.class === 'CASE')
    return common([...nodes(node.case_checks).map(({ then_expr }) => then_expr), node.else_expr])
  if (node.type === 'OPERATOR_COALESCE') return common(nodes(node.children))
  return functionType(functionName(node), nodes(node.children))
}

function castType(type: Node): Known {
  if (text(type.id) !== 'UNBOUND') return FROM_CAST[text(type.id)] ?? null
  return isNode(type.type_info) && text(type.type_info.name).toUpperCase() === 'BIGNUMERIC'
    ? 'BIGNUMERIC'
    : 'FLOAT64'
}

function functionType(name: string, children: readonly Node[]): Known {
  if (SAME_AS_ARGUMENT.includes(name)) return knownType(children[0])
  if (INTEGERS.includes(name)) return 'INT64'
  if (STRINGS.includes(name)) return 'STRING'
  if (name === '/') return children.map(knownType).some(isDecimal) ? 'BIGNUMERIC' : 'FLOAT64'
  if (['+', '-', '*', 'mod'].includes(name)) return widest(children.map(knownType))
  return null
}

export function isDecimal(type: Known): boolean {
  return type === 'DECIMAL' || type === 'BIGNUMERIC'
}

function widest(types: readonly Known[]): Known {
  if (types.includes(null)) return null
  return (['FLOAT64', 'BIGNUMERIC', 'DECIMAL', 'INT64'] as const).find((type) => types.includes(type)) ?? null
}

/** The branches of CASE and COALESCE; a literal NULL says nothing. */
function common(branches: readonly unknown[]): Known {
  const types = branches
    .filter(isNode)
    .filter((node) => literalOf(node)?.value !== null)
    .map(knownType)
  return types.every((type) => type === types[0]) ? (types[0] ?? null) : widest(types)
}
