import type { Scope } from '#app/access/scope.ts'
import type { Query } from '#app/warehouse/bigquery/query.server.ts'
import { type BigQuerySettings, quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { versionName } from '#app/warehouse/bigquery/version-tables.ts'
import { expandPlaceholders, needsScopeParameter, placeholdersIn } from '#app/warehouse/placeholders.ts'
import type { SqlParameter, Statement } from '#app/warehouse/warehouse.ts'

type Place = Pick<BigQuerySettings, 'project' | 'dataset'>

/** A statement of a page as BigQuery receives it, over the tables of one version. */
export function asSent(place: Place, version: string, statement: Statement, scope: Scope): string {
  return expandPlaceholders(statement.sql, scope, (table) => quoteTable(place, versionName(table, version)))
}

/** The same with its parameters, its labels and how many tables it reads. */
export function queryOf(
  place: Place,
  version: string,
  statement: Statement,
  scope: Scope,
  page: string,
): Query {
  const parameters: Record<string, SqlParameter> = { ...statement.parameters }
  if (scope.kind === 'subsidiaries' && needsScopeParameter(statement.sql, scope))
    parameters.scope = { type: 'STRING[]', value: scope.subsidiaries }
  return {
    name: statement.name,
    sql: asSent(place, version, statement, scope),
    parameters,
    columns: statement.columns,
    tables: placeholdersIn(statement.sql).length,
    labels: { query: labelOf(statement.name), page: labelOf(page), data_version: labelOf(version) },
  }
}

/** Labels have lower-case letters, digits, _ and -, at most 63 of them. */
export function labelOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '_')
    .slice(0, 63)
}
