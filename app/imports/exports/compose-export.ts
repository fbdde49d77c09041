import { amountsOf, composeRows, dimensionsOf } from '#app/imports/exports/compose-rows.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { NOT_APPLICABLE } from '#app/warehouse/schema.ts'
import { columnsOf } from '#app/warehouse/tables.ts'
import type { SqlType, Statement } from '#app/warehouse/warehouse.ts'

/** Rows that core gets: read without fault, and AI by the perimeter. */
export const COUNTED = "n.bad IS NULL AND n.nature = 'ai'"

/**
 * The rows of `activity_daily` that an export gives for some months, in the columns and the order of the schema.
 * @throws {ExportRefused} when the table is not of the format, or lacks what the map looks at
 */
export function composeExport(request: ExportRequest): Statement {
  const { sql, parameters, columns } = composeRows(request)
  const dimensions = dimensionsOf(columns).map(([name]) => name)
  const amounts = amountsOf(columns)
  const supplied = columnsOf('activity_daily')
  const select = supplied.map(({ name, type }) => {
    if (name === 'fact') return "'billing' AS fact"
    if (['day', 'source', 'currency', ...dimensions].includes(name)) return `n.${name} AS ${name}`
    if (name === 'source_rows') return 'COUNT(*) AS source_rows'
    if (amounts.some(([amount]) => amount === name)) return `SUM(n.${name}) AS ${name}`
    return type === 'STRING'
      ? `'${NOT_APPLICABLE}' AS ${name}`
      : `CAST(NULL AS ${type.replace(/\(.*$/, '')}) AS ${name}`
  })
  const known = amounts.flatMap(([name, amount]) => (amount?.nullable === true ? [`n.${name} IS NULL`] : []))
  const keys = ['day', 'source', 'currency', ...dimensions].map((name) => `n.${name}`)
  return {
    name: `${request.format}: core`,
    sql: `${sql}
SELECT
  ${select.join(',\n  ')}
FROM named AS n
WHERE ${COUNTED}
GROUP BY ${[...keys, ...known].join(', ')}`,
    parameters,
    columns: Object.fromEntries(supplied.map(({ name, type }) => [name, type])) as Record<string, SqlType>,
  }
}

/** The accounts of those rows by month and source, with their names; `unassigned` where rows have none. */
export function composeExportAccounts(request: ExportRequest): Statement {
  const { sql, parameters } = composeRows(request)
  return {
    name: `${request.format}: accounts`,
    sql: `${sql}
SELECT n.month AS month, n.source AS source, n.account AS account,
  IFNULL(MAX(n.account_name), n.account) AS name, MAX(n.provider) AS provider
FROM named AS n
WHERE ${COUNTED}
GROUP BY n.month, n.source, n.account`,
    parameters,
    columns: { month: 'STRING', source: 'STRING', account: 'STRING', name: 'STRING', provider: 'STRING' },
  }
}
