import path from 'node:path'
import { COUNTED } from '#app/imports/compose-staging.ts'
import type { AssignedShare, CurrencyTotals, FileReport } from '#app/imports/report.ts'
import { perimeterReport } from '#app/imports/report-perimeter.server.ts'
import type { StagedFile } from '#app/imports/stage-file.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Scratch } from '#app/warehouse/scratch.server.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'

const GOOD = COUNTED

/** Reads from the staged groups what the report says; sums are exact, as text. */
export async function makeReport(
  scratch: Scratch,
  staged: StagedFile,
): Promise<Omit<FileReport, 'unchanged' | 'repeatedRows'>> {
  const { scan, plan, grouped, rejects, loaded } = staged
  const { source, map } = plan
  const names = async (sql: string) =>
    (await scratch.rows(sql, { name: 'STRING' })).map(({ name }) => String(name))
  const flags = ['untagged', 'unreadable_tags', ...map.assign.map((_, index) => `unseen_${index}`)]
  const counts = await sumFlags(scratch, grouped, flags)
  return {
    file: path.basename(scan.path),
    sha256: scan.sha256,
    format: source.format,
    edition: source.edition?.(scan.header) ?? null,
    content: scan.kind,
    rowsRead: scan.records,
    rowsLoaded: loaded,
    rejected: rejects,
    identicalRows: staged.identical,
    months: await names(
      `SELECT DISTINCT strftime(day, '%Y-%m') AS name FROM ${grouped} WHERE ${GOOD} ORDER BY 1`,
    ),
    sources: await names(`SELECT DISTINCT source AS name FROM ${grouped} WHERE ${GOOD} ORDER BY 1`),
    assigned: await assignedShares(scratch, staged),
    untagged: {
      rows: counts.untagged ?? 0,
      unreadable: counts.unreadable_tags ?? 0,
      withoutMapped: map.assign.map(({ written, to }, index) => ({
        from: written,
        to,
        rows: counts[`unseen_${index}`] ?? 0,
      })),
    },
    perimeter: await perimeterReport(scratch, staged),
    billing: source.fact === 'billing' ? await billingReport(scratch, staged) : null,
    requests: source.fact === 'requests' ? await requestsReport(scratch, staged) : null,
  }
}

async function sumFlags(
  scratch: Scratch,
  grouped: string,
  flags: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const [row] = await scratch.rows(
    `SELECT ${flags.map((flag) => `coalesce(SUM(${flag}), 0) AS ${flag}`).join(', ')} FROM ${grouped} WHERE ${GOOD}`,
    Object.fromEntries(flags.map((flag) => [flag, 'INT64' as const])),
  )
  return Object.fromEntries(Object.entries(row ?? {}).map(([flag, rows]) => [flag, Number(rows)]))
}

async function assignedShares(
  scratch: Scratch,
  { plan, grouped, loaded }: StagedFile,
): Promise<readonly AssignedShare[]> {
  const billing = plan.source.fact === 'billing'
  const targets = [...new Set(plan.map.assign.map(({ to }) => to))]
  const shares: AssignedShare[] = []
  for (const to of targets) {
    const isAssigned = `${to} <> '${UNASSIGNED}'`
    const [row] = await scratch.rows(
      `SELECT coalesce(SUM(source_rows) FILTER (WHERE ${isAssigned}), 0) AS assigned, COUNT(DISTINCT ${to}) FILTER (WHERE ${isAssigned}) AS ids FROM ${grouped} WHERE ${GOOD}`,
      { assigned: 'INT64', ids: 'INT64' },
    )
    const assignedRows = Number(row?.assigned ?? 0)
    const cost = !billing
      ? []
      : await scratch.rows(
          `SELECT currency, coalesce(SUM(cost) FILTER (WHERE ${isAssigned}), 0) AS assigned, coalesce(SUM(cost) FILTER (WHERE NOT ${isAssigned}), 0) AS unassigned FROM ${grouped} WHERE ${GOOD} GROUP BY 1 ORDER BY 1`,
          { currency: 'STRING', assigned: 'BIGNUMERIC', unassigned: 'BIGNUMERIC' },
        )
    shares.push({
      to,
      rows: loaded,
      assignedRows,
      ids: Number(row?.ids ?? 0),
      asWritten: plan.map.assign.flatMap((rule) =>
        rule.to === to && rule.values === null && rule.vocabulary === null ? [rule.written] : [],
      ),
      share: assignedRows / loaded,
      cost: cost.map((one) => ({
        currency: String(one.currency),
        assigned: String(one.assigned),
        unassigned: String(one.unassigned),
      })),
    })
  }
  return shares
}

const TOTALS: RowSchema = {
  currency: 'STRING',
  rows: 'INT64',
  billed: 'BIGNUMERIC',
  effective: 'BIGNUMERIC',
  list: 'BIGNUMERIC',
  negative_rows: 'INT64',
}

async function billingReport(scratch: Scratch, staged: StagedFile): Promise<FileReport['billing']> {
  const { grouped, plan } = staged
  const totals = await scratch.rows(
    `SELECT currency, SUM(source_rows) AS rows, SUM(cost) AS billed, SUM(effective_cost) AS effective, SUM(list_cost) AS list, SUM(negative) AS negative_rows FROM ${grouped} WHERE ${GOOD} GROUP BY 1 ORDER BY 1`,
    TOTALS,
  )
  const negative = await scratch.rows(
    `SELECT currency, SUM(negative_cost) AS billed FROM ${grouped} WHERE ${GOOD} AND negative > 0 GROUP BY 1 ORDER BY 1`,
    { currency: 'STRING', billed: 'BIGNUMERIC' },
  )
  const money = Object.entries(plan.source.fields).filter(
    ([field, { kind }]) => kind === 'money' && field in plan.found,
  )
  const digits = money.map(([field]) => field)
  const zeros = money.flatMap(([field, { whenEmpty }]) => (whenEmpty === 'zero' ? [field] : []))
  const flags = [...zeros.map((field) => `zero_${field}`), ...digits.map((field) => `digits_${field}`)]
  const counts = await sumFlags(scratch, grouped, flags)
  const byColumn = (prefix: 'zero' | 'digits', fields: readonly string[]) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const rows = counts[`${prefix}_${field}`] ?? 0
        return rows === 0 ? [] : [[plan.found[field] ?? field, rows] as const]
      }),
    )
  return {
    rowsByChargeCategory: await countBy(scratch, grouped, 'charge_category'),
    totals: totals.map(asTotals),
    negativeRows: totals.reduce((sum, row) => sum + Number(row.negative_rows), 0),
    negativeSum: negative.map((row) => ({ currency: String(row.currency), billed: String(row.billed) })),
    emptyAmounts: byColumn('zero', zeros),
    digitsPast18: byColumn('digits', digits),
  }
}

function asTotals(row: Row): CurrencyTotals {
  return {
    currency: String(row.currency),
    rows: Number(row.rows),
    billed: String(row.billed),
    effective: String(row.effective),
    list: String(row.list),
  }
}

async function requestsReport(scratch: Scratch, { grouped }: StagedFile): Promise<FileReport['requests']> {
  const [row] = await scratch.rows(
    `SELECT SUM(requests) AS requests, SUM(input_tokens) AS input, SUM(output_tokens) AS output, coalesce(SUM(source_rows) FILTER (WHERE NOT known_input_tokens OR NOT known_output_tokens), 0) AS without FROM ${grouped} WHERE ${GOOD}`,
    { requests: 'INT64', input: 'DECIMAL(18,6)', output: 'DECIMAL(18,6)', without: 'INT64' },
  )
  return {
    requests: Number(row?.requests ?? 0),
    inputTokens: textOrNull(row?.input),
    outputTokens: textOrNull(row?.output),
    rowsWithoutTokens: Number(row?.without ?? 0),
    statuses: await countBy(scratch, grouped, 'counted'),
  }
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

async function countBy(
  scratch: Scratch,
  grouped: string,
  column: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await scratch.rows(
    `SELECT ${column} AS name, SUM(source_rows) AS rows FROM ${grouped} WHERE ${GOOD} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    { name: 'STRING', rows: 'INT64' },
  )
  return Object.fromEntries(rows.map((row) => [String(row.name), Number(row.rows)]))
}
