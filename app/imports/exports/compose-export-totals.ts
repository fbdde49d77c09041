import { boundParameters, filtersOf } from '#app/imports/exports/compose-rows.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { exactOf } from '#app/sources/export-cells.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { decimalOf, unscaledOf } from '#app/warehouse/exact-decimal.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'

/**
 * A plain total of the raw table by charge month, invoice month and currency, with nothing of the map: each part of the
 * invoiced amount is summed by itself, so that a join that multiplies rows cannot hide. Rows that cannot be read count.
 */
export function composeExportTotals(request: ExportRequest): Statement {
  const { format, table, map, months, exportedUntil } = request
  const source = EXPORTS[format]
  const columns = source.read(table.schema, map.columns)
  const month = `FORMAT_DATE('%Y-%m', ${columns.day})`
  const filters = [
    `${month} IN UNNEST(@months)`,
    ...filtersOf(columns, table.isIngestionPartitioned, exportedUntil),
  ]
  const keys = `${month} AS month, ${columns.dimensions.invoice_month} AS invoice_month, ${columns.currency} AS currency`
  const parts = source.plainSums(table.schema, map.columns).map(({ of, from }) => {
    const joined = from === null ? '' : `, ${from}`
    const rows = from === null ? '1' : '0'
    return `SELECT ${keys}, ${rows} AS source_rows, ROUND(${exactOf(of)}, 18) AS billed
  FROM ${table.reference} AS r${joined}
  WHERE ${filters.join(' AND ')}`
  })
  return {
    name: `${format}: plain totals`,
    sql: `SELECT p.month AS month, p.invoice_month AS invoice_month, p.currency AS currency,
  SUM(p.source_rows) AS source_rows, IFNULL(SUM(p.billed), 0) AS billed
FROM (
  ${parts.join('\n  UNION ALL\n  ')}
) AS p
GROUP BY 1, 2, 3`,
    parameters: {
      months: { type: 'STRING[]', value: months },
      ...boundParameters(columns, table.isIngestionPartitioned, months, exportedUntil),
    },
    columns: {
      month: 'STRING',
      invoice_month: 'STRING',
      currency: 'STRING',
      source_rows: 'INT64',
      billed: 'BIGNUMERIC',
    },
  }
}

/** Which months an import has to read again. */
export type MonthsRequest = Pick<ExportRequest, 'format' | 'table' | 'map'> & {
  /** Moment of the last row already imported (ISO, UTC); null to read everything. Only where rows say when they were exported. */
  readonly exportedAfter: string | null
  /** First month that the group wants (YYYY-MM); null for all. */
  readonly since: string | null
}

/**
 * The months that rows exported after the watermark belong to, each to be read again whole, with the rows that touched
 * it and `exported_until`, the watermark that they raise it to (ISO, UTC). `month` is NULL for rows without a usable day.
 */
export function composeExportMonths({ format, table, map, exportedAfter, since }: MonthsRequest): Statement {
  const columns = EXPORTS[format].read(table.schema, map.columns)
  const { exportTime } = columns
  const isBounded = exportTime !== null && exportedAfter !== null
  const month = `FORMAT_DATE('%Y-%m', ${columns.day})`
  const filters = [
    ...(isBounded ? [`${exportTime} > @exported_after`] : []),
    ...(since === null ? [] : [`(${month} >= @since OR ${columns.day} IS NULL)`]),
    ...(isBounded && table.isIngestionPartitioned
      ? [
          '(r._PARTITIONTIME >= TIMESTAMP_SUB(TIMESTAMP_TRUNC(@exported_after, DAY), INTERVAL 1 DAY) OR r._PARTITIONTIME IS NULL)',
        ]
      : []),
  ]
  const until =
    exportTime === null
      ? 'CAST(NULL AS STRING)'
      : `FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', MAX(${exportTime}), 'UTC')`
  return {
    name: `${format}: months`,
    sql: `SELECT ${month} AS month, COUNT(*) AS source_rows, ${until} AS exported_until
FROM ${table.reference} AS r
${filters.length === 0 ? '' : `WHERE ${filters.join(' AND ')}\n`}GROUP BY 1
ORDER BY 1`,
    parameters: {
      ...(isBounded ? { exported_after: { type: 'TIMESTAMP', value: exportedAfter } as const } : {}),
      ...(since === null ? {} : { since: { type: 'STRING', value: since } as const }),
    },
    columns: { month: 'STRING', source_rows: 'INT64', exported_until: 'STRING' },
  }
}

/** A month and a currency whose rows or amounts differ between the report and the raw table. */
export type TotalsDifference = {
  readonly month: string
  readonly currency: string
  readonly rows: readonly [read: number, raw: number]
  readonly billed: readonly [read: string, raw: string]
}

/**
 * Compares what `composeExportReport` answered, all natures and faults together, with the plain totals of the raw table.
 * Empty when every row and every amount is accounted for.
 */
export function compareTotals(report: readonly Row[], totals: readonly Row[]): readonly TotalsDifference[] {
  const [read, raw] = [byMonth(report), byMonth(totals)]
  const keys = [...new Set([...read.keys(), ...raw.keys()])].sort()
  return keys.flatMap((key) => {
    const none = { rows: 0, billed: 0n }
    const [mine, theirs] = [read.get(key) ?? none, raw.get(key) ?? none]
    if (mine.rows === theirs.rows && mine.billed === theirs.billed) return []
    const [month = '', currency = ''] = key.split(' ')
    return [
      {
        month,
        currency,
        rows: [mine.rows, theirs.rows] as const,
        billed: [decimalOf(mine.billed), decimalOf(theirs.billed)] as const,
      },
    ]
  })
}

type Total = { readonly rows: number; readonly billed: bigint }

function byMonth(rows: readonly Row[]): ReadonlyMap<string, Total> {
  const totals = new Map<string, Total>()
  for (const { month, currency, source_rows, billed } of rows) {
    const key = `${month} ${currency ?? ''}`
    const before = totals.get(key) ?? { rows: 0, billed: 0n }
    totals.set(key, {
      rows: before.rows + Number(source_rows),
      billed: before.billed + unscaledOf(String(billed ?? '0')),
    })
  }
  return totals
}
