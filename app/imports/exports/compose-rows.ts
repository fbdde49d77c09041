import { lookedAt, natureRules, type RuleParameters, seenBy } from '#app/imports/exports/compose-seen.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import type { ExportColumns } from '#app/sources/export-source.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { googlesqlText } from '#app/sources/table-schema.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { SqlParameter } from '#app/warehouse/warehouse.ts'

/** The rows of an export read, assigned and bounded, as the common tables before a statement that reads `named`. */
export type ExportRows = {
  /** `WITH … named AS (…)`. */
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
  readonly columns: ExportColumns
}

/**
 * `named` has a row for each row of the export in the months asked for: day, month, source, dimensions, currency, amounts,
 * account_name, bad (« COLUMN: reason », NULL of a good row), nature, and what the report counts.
 */
export function composeRows(request: ExportRequest): ExportRows {
  const { format, table, map, months, exportedUntil } = request
  const columns = EXPORTS[format].read(table.schema, map.columns)
  const looking: RuleParameters = {}
  const seen = lookedAt(map).map((rule) => `${seenBy(request, columns, rule, looking)} AS ${rule.seen}`)
  const assignment = assignmentTable(map)
  const nature = natureRules(map)
  const read = [
    `${columns.day} AS day`,
    `${columns.source} AS source`,
    ...dimensionsOf(columns).map(([name, sql]) => `${sql ?? 'CAST(NULL AS STRING)'} AS own_${name}`),
    `${columns.currency} AS currency`,
    `${columns.accountName ?? 'CAST(NULL AS STRING)'} AS account_name`,
    ...amountsOf(columns).map(([name, amount]) => `${amount?.sql ?? 'CAST(NULL AS BIGNUMERIC)'} AS ${name}`),
    `${faultOf(columns)} AS bad`,
    ...columns.cells.flatMap(({ isEmpty, losesDigits }, index) => [
      `${isEmpty} AS empty_${index}`,
      `IFNULL(${losesDigits}, FALSE) AS digits_${index}`,
    ]),
    `${columns.isUntagged ?? 'TRUE'} AS untagged`,
    ...seen,
  ]
  const filters = filtersOf(columns, table.isIngestionPartitioned, exportedUntil)
  const where = filters.length === 0 ? '' : `\n  WHERE ${filters.join(' AND ')}`
  const joins = map.assign.flatMap(({ values }, index) =>
    values === null
      ? []
      : [
          `LEFT JOIN assignment AS a${index} ON a${index}.rule = ${index} AND a${index}.seen = t.seen_${index}`,
        ],
  )
  const dimensions = dimensionsOf(columns).map(
    ([name]) =>
      `COALESCE(${[...assigned(map, name), `t.own_${name}`, `'${UNASSIGNED}'`].join(', ')}) AS ${name}`,
  )
  const rest = [
    ...amountsOf(columns).map(([name]) => name),
    ...columns.cells.flatMap((_, index) => [`empty_${index}`, `digits_${index}`]),
    ...lookedAt(map).map((rule) => rule.seen),
  ]
  const sql = `WITH ${assignment.sql}cells AS (
  SELECT
    ${read.join(',\n    ')}
  FROM ${table.reference} AS r${where}
),
typed AS (
  SELECT c.*, FORMAT_DATE('%Y-%m', c.day) AS month
  FROM cells AS c
  WHERE FORMAT_DATE('%Y-%m', c.day) IN UNNEST(@months)
),
named AS (
  SELECT
    t.day, t.month, t.source, t.currency, t.account_name, t.bad, t.untagged,
    ${dimensions.join(',\n    ')},
    ${nature.columns.join(',\n    ')},
    ${[...rest.map((name) => `t.${name}`), ...knownIds(map)].join(', ')}
  FROM typed AS t${joins.map((join) => `\n  ${join}`).join('')}
)`
  return {
    sql,
    columns,
    parameters: {
      months: { type: 'STRING[]', value: months },
      ...boundParameters(columns, table.isIngestionPartitioned, months, exportedUntil),
      ...looking,
      ...assignment.parameters,
      ...nature.parameters,
    },
  }
}

/** Dimensions that the statement fills, in the schema's names. */
export function dimensionsOf(columns: ExportColumns): readonly (readonly [string, string | null])[] {
  return Object.entries(columns.dimensions)
}

/** Amounts of a core row, in the schema's names; null for one that the table lacks. */
export function amountsOf({ amounts }: ExportColumns) {
  return Object.entries(amounts)
}

/**
 * Rows lie in the partition of their export, which is never before their usage and may be long after: the lower bound
 * keeps a month's margin, and rows still in the write buffer have no partition.
 */
export function filtersOf(
  { exportTime }: Pick<ExportColumns, 'exportTime'>,
  isIngestionPartitioned: boolean,
  exportedUntil: string | null,
): readonly string[] {
  return [
    ...(isIngestionPartitioned
      ? ['(r._PARTITIONTIME >= TIMESTAMP(@first_partition) OR r._PARTITIONTIME IS NULL)']
      : []),
    ...(exportTime === null || exportedUntil === null ? [] : [`${exportTime} <= @exported_until`]),
  ]
}

/** The parameters of those filters. */
export function boundParameters(
  { exportTime }: Pick<ExportColumns, 'exportTime'>,
  isIngestionPartitioned: boolean,
  months: readonly string[],
  exportedUntil: string | null,
): Readonly<Record<string, SqlParameter>> {
  return {
    ...(isIngestionPartitioned
      ? { first_partition: { type: 'DATE', value: monthBefore([...months].sort()[0] ?? '2000-02') } as const }
      : {}),
    ...(exportTime === null || exportedUntil === null
      ? {}
      : { exported_until: { type: 'TIMESTAMP', value: exportedUntil } as const }),
  }
}

function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 10)
}

function faultOf({ faults }: ExportColumns): string {
  const cases = faults.map(
    ({ column, reason, when }) => `WHEN ${when} THEN ${googlesqlText(`${column}: ${reason}`)}`,
  )
  return `(CASE ${cases.join(' ')} END)`
}

/** Rule and text seen → id, from lists that travel as parameters: no text of a map is ever part of the statement. */
function assignmentTable(map: ExportRequest['map']): {
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
} {
  if (map.assign.every(({ values }) => values === null)) return { sql: '', parameters: {} }
  const rows = map.assign.flatMap(({ values }, rule) =>
    [...(values ?? [])].map(([seen, id]) => ({ rule, seen, id })),
  )
  return {
    sql: `assignment AS (
  SELECT @map_rule[OFFSET(place)] AS rule, seen, @map_id[OFFSET(place)] AS id
  FROM UNNEST(@map_seen) AS seen WITH OFFSET AS place
),
`,
    parameters: {
      map_rule: { type: 'INT64[]', value: rows.map(({ rule }) => rule) },
      map_seen: { type: 'STRING[]', value: rows.map(({ seen }) => seen) },
      map_id: { type: 'STRING[]', value: rows.map(({ id }) => id) },
    },
  }
}

/** One expression per rule for a dimension, in the order of the map. */
function assigned(map: ExportRequest['map'], dimension: string): readonly string[] {
  return map.assign.flatMap((rule, index) => {
    if (rule.to !== dimension) return []
    const conditions = [
      ...(rule.since === null ? [] : [`t.day >= DATE '${rule.since}'`]),
      ...(rule.until === null ? [] : [`t.day <= DATE '${rule.until}'`]),
      ...(rule.values === null && rule.vocabulary !== null
        ? [`t.seen_${index} IN (${rule.vocabulary.map((id) => `'${id}'`).join(', ')})`]
        : []),
    ]
    const id = rule.values === null ? `t.seen_${index}` : `a${index}.id`
    return [conditions.length === 0 ? id : `IF(${conditions.join(' AND ')}, ${id}, NULL)`]
  })
}

/** Whether each rule with values knows the text that it sees. */
function knownIds(map: ExportRequest['map']): readonly string[] {
  return map.assign.map(({ values }, index) =>
    values === null
      ? `t.seen_${index} IS NOT NULL AS known_${index}`
      : `a${index}.id IS NOT NULL AS known_${index}`,
  )
}
