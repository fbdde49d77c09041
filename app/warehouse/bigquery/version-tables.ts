import { groupScope } from '#app/access/scope.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { clusteringOf, ddlColumns, sqlString } from '#app/warehouse/bigquery/table-fields.ts'
import { lastDayOf } from '#app/warehouse/calendar.ts'
import { type CalendarInfo, recentFrom } from '#app/warehouse/calendar-rows.ts'
import { PART, tableDescription } from '#app/warehouse/descriptions.ts'
import { expandPlaceholders } from '#app/warehouse/placeholders.ts'
import {
  factDayStatements,
  factMonthStatements,
  type ServeStatement,
} from '#app/warehouse/serve-statements.ts'
import { columnsOf, coreTables, SCHEMA, type Schema, serveTables } from '#app/warehouse/tables.ts'

/** What a version is built from: parts of core by table, within the months of the data set. */
export type VersionPlan = {
  readonly settings: Pick<BigQuerySettings, 'project' | 'dataset'>
  readonly version: string
  readonly info: CalendarInfo
  /** Table of core → the ids of the parts that count. */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** Tables whose rows the importer makes, in place of what core's parts say: each version has its own. */
  readonly derived: readonly string[]
  readonly schema?: Schema
}

/** The table of core that holds the rows of every part. */
export const coreName = (table: string): string => `core_${table}`

/** The table of one version: never changed once it is served. */
export const versionName = (table: string, version: string): string => `${table}__v${version}`

/** The version that a table belongs to; null for the tables that all versions share. */
export function versionOfTable(name: string): string | null {
  return /__v([0-9a-f]{12})$/.exec(name)?.[1] ?? null
}

/** A table's placeholder in SQL that builds a version: core by its parts, what is served from the version itself. */
export function buildSource(plan: VersionPlan, table: string): string {
  const { settings, version, derived, schema = SCHEMA } = plan
  if (derived.includes(table) || serveTables(schema).includes(table))
    return quoteTable(settings, versionName(table, version))
  return coreRows(plan, table)
}

/** The rows of a table of core that count. Months bound the partitions that BigQuery has to open. */
export function coreRows({ settings, info, parts }: VersionPlan, table: string): string {
  const ids = (parts[table] ?? []).map(sqlString)
  const counts = ids.length === 0 ? 'FALSE' : `core.${PART} IN (${ids.join(', ')})`
  const days = isByDay(table)
    ? `core.day BETWEEN DATE '${info.firstMonth}-01' AND DATE '${lastDayOf(info.lastMonth)}' AND `
    : ''
  return `(SELECT core.* FROM ${quoteTable(settings, coreName(table))} AS core WHERE ${days}${counts})`
}

/** Whether a table of core is cut into months by its day. */
export function isByDay(table: string): boolean {
  return table === 'activity_daily'
}

/** `{placeholder}`s of SQL that builds a version, replaced. */
export function expandBuild(plan: VersionPlan, sql: string): string {
  return expandPlaceholders(sql, groupScope(), (table) => buildSource(plan, table), plan.schema ?? SCHEMA)
}

/** The statement that copies a table of core, as its parts make it, for pages to read. */
export function copyTable(plan: VersionPlan, table: string): string {
  const columns = columnsOf(table, plan.schema ?? SCHEMA).map(({ name }) => `core.${name}`)
  return `${createAs(plan, table)}\nSELECT ${columns.join(', ')} FROM ${coreRows(plan, table)} AS core`
}

/** The statements that make `fact_month` and `fact_day`, by table. */
export function factTables(plan: VersionPlan): Readonly<Record<'fact_month' | 'fact_day', string>> {
  const { schema = SCHEMA } = plan
  return {
    fact_month: factTable(plan, 'fact_month', factMonthStatements(schema)),
    fact_day: factTable(plan, 'fact_day', factDayStatements(schema)),
  }
}

function factTable(plan: VersionPlan, table: string, branches: readonly ServeStatement[]): string {
  const columns = columnsOf(table, plan.schema ?? SCHEMA)
  const selects = branches.map((branch) => {
    const cells = columns.map(({ name, type }) => {
      const sqlType = type === 'DECIMAL(18,6)' ? 'NUMERIC' : type
      return `CAST(${branch.columns.includes(name) ? `b.${name}` : 'NULL'} AS ${sqlType}) AS ${name}`
    })
    return `SELECT ${cells.join(', ')}\nFROM (${branch.sql}) AS b`
  })
  const sql = expandBuild(plan, selects.join('\nUNION ALL\n'))
  return `${createAs(plan, table)}\n${sql.replaceAll('@recent_from', `DATE '${recentFrom(plan.info)}'`)}`
}

/** Everything of a CREATE TABLE up to its query. An interrupted build is replaced; a version served is built with the same rows. */
function createAs({ settings, version, schema = SCHEMA }: VersionPlan, table: string): string {
  const clustering = clusteringOf(table, schema)
  const cluster = clustering.length === 0 ? '' : `\nCLUSTER BY ${clustering.join(', ')}`
  return `CREATE OR REPLACE TABLE ${quoteTable(settings, versionName(table, version))} (
${ddlColumns(table, schema)}
)${cluster}
OPTIONS(description = ${sqlString(tableDescription(table, schema))}, labels = [('vigie_version', '${version}')])
AS`
}

/** How many rows each table of a version has, as one statement. */
export function countStatement(plan: VersionPlan): string {
  const { settings, version, schema = SCHEMA } = plan
  return serveTables(schema)
    .map(
      (table) =>
        `SELECT '${table}' AS name, COUNT(*) AS found FROM ${quoteTable(settings, versionName(table, version))} AS t`,
    )
    .join('\nUNION ALL\n')
}

/** How many rows each part of core has, as one statement. */
export function partCountStatement(plan: VersionPlan): string {
  const { schema = SCHEMA } = plan
  return coreTables(schema)
    .filter((table) => (plan.parts[table] ?? []).length > 0)
    .map((table) => {
      const ids = (plan.parts[table] ?? []).map(sqlString).join(', ')
      const days = isByDay(table)
        ? `core.day BETWEEN DATE '${plan.info.firstMonth}-01' AND DATE '${lastDayOf(plan.info.lastMonth)}' AND `
        : ''
      return `SELECT core.${PART} AS name, COUNT(*) AS found FROM ${quoteTable(plan.settings, coreName(table))} AS core WHERE ${days}core.${PART} IN (${ids}) GROUP BY 1`
    })
    .join('\nUNION ALL\n')
}
