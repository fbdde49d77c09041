import { composeRows } from '#app/imports/exports/compose-rows.ts'
import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { RowSchema, Statement } from '#app/warehouse/warehouse.ts'

type Named = { readonly name: string; readonly sql: string; readonly type: 'INT64' | 'BIGNUMERIC' }

/**
 * What the report counts, grouped by month, currency, nature, fault and charge category: every number adds up over the
 * rows of the answer. `bad` is « COLUMN: reason », NULL for good rows.
 */
export function composeExportReport(request: ExportRequest): Statement {
  const { sql, parameters, columns } = composeRows(request)
  const { map } = request
  const count = (name: string, condition: string): Named => ({
    name,
    sql: `COUNTIF(${condition})`,
    type: 'INT64',
  })
  const sum = (name: string, value: string): Named => ({ name, sql: `SUM(${value})`, type: 'BIGNUMERIC' })
  const counted: readonly Named[] = [
    { name: 'source_rows', sql: 'COUNT(*)', type: 'INT64' },
    sum('billed', 'n.cost'),
    sum('effective', 'n.effective_cost'),
    sum('list', 'n.list_cost'),
    count('negative_rows', 'n.cost < 0'),
    sum('negative_billed', 'IF(n.cost < 0, n.cost, 0)'),
    ...columns.cells.flatMap(({ countsAsZero }, index) => [
      count(`empty_${index}`, countsAsZero ? `n.empty_${index}` : 'FALSE'),
      count(`digits_${index}`, `n.digits_${index}`),
    ]),
    count('untagged', 'n.untagged'),
    ...map.assign.map((_, index) => count(`unseen_${index}`, `n.seen_${index} IS NULL`)),
    ...assignedDimensions(map).flatMap((to) => [
      count(`assigned_${to}`, `n.${to} <> '${UNASSIGNED}'`),
      sum(`assigned_${to}_billed`, `IF(n.${to} <> '${UNASSIGNED}', n.cost, 0)`),
    ]),
  ]
  const keys = ['month', 'currency', 'nature', 'bad', 'charge_category']
  return {
    name: `${request.format}: report`,
    sql: `${sql}
SELECT
  ${[...keys.map((key) => `n.${key} AS ${key}`), ...counted.map((one) => `${one.sql} AS ${one.name}`)].join(',\n  ')}
FROM named AS n
GROUP BY ${keys.map((key) => `n.${key}`).join(', ')}`,
    parameters,
    columns: {
      ...Object.fromEntries(keys.map((key) => [key, 'STRING'] as const)),
      ...Object.fromEntries(counted.map(({ name, type }) => [name, type])),
    } as RowSchema,
  }
}

/** Dimensions that rules assign, in the order in which the map first names them. */
export function assignedDimensions({ assign }: ExportRequest['map']): readonly string[] {
  return [...new Set(assign.map(({ to }) => to))]
}

/** Texts named by one rule in an answer of `composeExportTexts`, those of the largest amounts. */
const TEXTS_NAMED = 50

/**
 * The texts that each rule of « assign » saw in AI rows, with rows and invoiced amount by currency, and whether the rule
 * knows them: what no rule knows is what the map lacks. Of each rule, the fifty largest of either kind.
 */
export function composeExportTexts(request: ExportRequest): Statement {
  const { sql, parameters } = composeRows(request)
  const seen = request.map.assign.map(
    (_, index) => `STRUCT(${index} AS rule, n.seen_${index} AS seen, n.known_${index} AS is_known)`,
  )
  const list =
    seen.length === 0 ? 'ARRAY<STRUCT<rule INT64, seen STRING, is_known BOOL>>[]' : `[${seen.join(', ')}]`
  return {
    name: `${request.format}: texts`,
    sql: `${sql}
SELECT s.rule AS rule, s.seen AS seen, s.is_known AS is_known, n.currency AS currency,
  COUNT(*) AS source_rows, SUM(n.cost) AS billed
FROM named AS n, UNNEST(${list}) AS s
WHERE n.bad IS NULL AND n.nature = 'ai' AND s.seen IS NOT NULL
GROUP BY 1, 2, 3, 4
QUALIFY ROW_NUMBER() OVER (PARTITION BY s.rule, s.is_known ORDER BY ABS(SUM(n.cost)) DESC, s.seen, n.currency) <= ${TEXTS_NAMED}`,
    parameters,
    columns: {
      rule: 'INT64',
      seen: 'STRING',
      is_known: 'BOOL',
      currency: 'STRING',
      source_rows: 'INT64',
      billed: 'BIGNUMERIC',
    },
  }
}

/**
 * What each text of the perimeter decided, and the services that it leaves undecided (`rule` and `text` NULL), with rows
 * and invoiced amount by currency. A text of the map that is not in the answer decided nothing.
 */
export function composeExportPerimeter(request: ExportRequest): Statement {
  const { sql, parameters } = composeRows(request)
  return {
    name: `${request.format}: perimeter`,
    sql: `${sql}
SELECT n.nature AS nature, n.nature_rule AS rule, n.nature_text AS text,
  IF(n.nature = 'undecided', n.service, NULL) AS service, n.currency AS currency,
  COUNT(*) AS source_rows, SUM(n.cost) AS billed
FROM named AS n
WHERE n.bad IS NULL
GROUP BY 1, 2, 3, 4, 5`,
    parameters,
    columns: {
      nature: 'STRING',
      rule: 'INT64',
      text: 'STRING',
      service: 'STRING',
      currency: 'STRING',
      source_rows: 'INT64',
      billed: 'BIGNUMERIC',
    },
  }
}
