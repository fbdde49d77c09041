import type { Scope } from '#app/access/scope.ts'
import { SCHEMA, type Schema, scopeColumn } from '#app/warehouse/tables.ts'

const PLACEHOLDER = /\{([a-z_]+)\}/g

/** The tables that a statement names. */
export function placeholdersIn(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))]
}

/**
 * Replaces each `{table}` by a subselect already limited to the scope, so that no statement can reach
 * another subsidiary's rows by forgetting a clause. A table without a scope column holds nothing of a subsidiary.
 * `qualify` gives the engine's own spelling of a table.
 */
export function expandPlaceholders(
  sql: string,
  scope: Scope,
  qualify: (table: string) => string,
  schema: Schema = SCHEMA,
): string {
  return sql.replace(PLACEHOLDER, (_, table: string) => {
    const column = scopeColumn(table, schema)
    const wall =
      scope.kind === 'group' || column === null
        ? ''
        : ` WHERE scoped.${column} IN (SELECT * FROM UNNEST(@scope))`
    return `(SELECT * FROM ${qualify(table)} AS scoped${wall})`
  })
}

/** Whether the expanded statement has the `@scope` parameter, which the adapter binds itself. */
export function needsScopeParameter(sql: string, scope: Scope, schema: Schema = SCHEMA): boolean {
  return scope.kind !== 'group' && placeholdersIn(sql).some((table) => scopeColumn(table, schema) !== null)
}
