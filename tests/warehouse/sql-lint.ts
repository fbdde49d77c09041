import { randomBytes } from 'node:crypto'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { aliasFindings } from './sql-lint/aliases.ts'
import { queryFindings } from './sql-lint/queries.ts'
import { type Finding, finding } from './sql-lint/rules.ts'
import { textFindings } from './sql-lint/text.ts'
import { tokens } from './sql-lint/tokens.ts'
import { isNode, type Node, nodes, text } from './sql-lint/tree.ts'

export type { Finding }

/**
 * What keeps a statement from being shared SQL: tables outside placeholders, and what the two engines answer
 * differently without an error. Empty when both may run it. GoogleSQL's analyser refuses the rest.
 */
export async function lintStatement(sql: string): Promise<Finding[]> {
  // A schema that nobody can guess: only a placeholder leads to it.
  const schema = `placeholder_${randomBytes(8).toString('hex')}`
  const pieces = tokens(sql)
  const written = textFindings(pieces)
  const parsed = await parse(sql, schema)
  if ('refused' in parsed) return unique([...written, parsed.refused])
  const [statement, ...others] = parsed.statements
  if (statement === undefined || others.length > 0) {
    return unique([...written, finding('one-statement', `${parsed.statements.length} statements`)])
  }
  const query = isNode(statement.node) ? statement.node : {}
  return unique([
    ...written,
    ...queryFindings(query, { ctes: new Set(), schema }),
    ...aliasFindings(query, pieces),
  ])
}

async function parse(sql: string, schema: string): Promise<{ statements: Node[] } | { refused: Finding }> {
  const readable = tokensAsDuckdb(sql, schema)
  const reader = await (await connection()).runAndReadAll(
    'SELECT CAST(json_serialize_sql($sql::VARCHAR) AS VARCHAR) AS tree',
    { sql: readable },
  )
  const tree: unknown = JSON.parse(String(reader.getRowObjects()[0]?.tree))
  if (!isNode(tree)) throw new Error('DuckDB answered no parse tree')
  if (tree.error !== true) return { statements: nodes(tree.statements) }
  const said = text(tree.error_message).replaceAll(schema, '')
  return { refused: finding(tree.error_type === 'not implemented' ? 'select-only' : 'syntax', said) }
}

/** Placeholders become tables of the schema and @name becomes $name, outside literals and comments. */
function tokensAsDuckdb(sql: string, schema: string): string {
  return tokens(sql, { spaces: true })
    .map(({ kind, text: piece }) => {
      if (kind === 'placeholder') return `${schema}.${piece.slice(1, -1)}`
      return kind === 'parameter' ? piece.replace('@', '$') : piece
    })
    .join('')
}

let shared: Promise<DuckDBConnection> | null = null

function connection(): Promise<DuckDBConnection> {
  shared ??= DuckDBInstance.create(':memory:').then((instance) => instance.connect())
  return shared
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [`${found.rule} ${found.found}`, found])).values()]
}
