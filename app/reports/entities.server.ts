import type { Scope } from '#app/access/scope.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'

const PRESENT: Omit<Statement, 'parameters'> = {
  name: 'reports.subsidiaries_present',
  sql: `SELECT COUNT(*) AS subsidiaries
FROM {subsidiary} AS s
WHERE (s.joined_on IS NULL OR s.joined_on <= @day) AND (s.left_on IS NULL OR s.left_on >= @day)
  AND s.business_line <> 'unassigned'`,
  columns: { subsidiaries: 'INT64' },
}

/**
 * How many subsidiaries are in the group on a day, YYYY-MM-DD. What an import made of tags alone has no business line,
 * and may be a team or a product: it is not counted.
 */
export async function countSubsidiaries(warehouse: Warehouse, scope: Scope, day: string): Promise<number> {
  const [row] = await warehouse.run({ ...PRESENT, parameters: { day: { type: 'DATE', value: day } } }, scope)
  return Number(row?.subsidiaries ?? 0)
}
