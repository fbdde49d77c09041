import { sqlString } from '#app/warehouse/bigquery/table-fields.ts'
import type { SqlParameter, SqlScalar, SqlType } from '#app/warehouse/warehouse.ts'

/** Types of variables, which take neither precision nor scale. */
const VARIABLE_TYPES: Partial<Record<SqlType, string>> = { 'DECIMAL(18,6)': 'NUMERIC' }

/**
 * A statement that pastes into the console: each parameter is a variable declared before it. Variables are called
 * `p_name`, because a column of the same name would win over a variable.
 */
export function pasteText(sql: string, parameters: Readonly<Record<string, SqlParameter>>): string {
  const declared = Object.entries(parameters).map(
    ([name, parameter]) =>
      `DECLARE ${variable(name)} ${typeText(parameter.type)} DEFAULT ${literalText(parameter)};`,
  )
  const names = new Map(Object.keys(parameters).map((name) => [name.toLowerCase(), name]))
  // Quoted text is passed over whole: an address in it is no parameter.
  const text = sql.replaceAll(
    /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|@([a-z_]\w*)/gi,
    (whole, name?: string) => {
      const known = name === undefined ? undefined : names.get(name.toLowerCase())
      return known === undefined ? whole : variable(known)
    },
  )
  return [...declared, `${text.trim()};`].join('\n')
}

const variable = (name: string) => `p_${name}`

function typeText(type: SqlParameter['type']): string {
  const element = type.replace('[]', '') as SqlType
  const text = VARIABLE_TYPES[element] ?? element
  return type.endsWith('[]') ? `ARRAY<${text}>` : text
}

function literalText({ type, value }: SqlParameter): string {
  const element = type.replace('[]', '') as SqlType
  if (Array.isArray(value)) return `[${value.map((each: SqlScalar) => scalarText(each, element)).join(', ')}]`
  return scalarText(value as SqlScalar, element)
}

function scalarText(value: SqlScalar, type: SqlType): string {
  if (value === null) return 'NULL'
  switch (type) {
    case 'STRING':
      return sqlString(String(value))
    case 'DATE':
    case 'TIMESTAMP':
    case 'BIGNUMERIC':
      return `${type} ${sqlString(String(value))}`
    case 'DECIMAL(18,6)':
      return `NUMERIC ${sqlString(String(value))}`
    default:
      return String(value)
  }
}
