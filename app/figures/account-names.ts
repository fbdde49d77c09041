import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import type { NamedFigure } from '#app/figures/figures-csv.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'

const ACCOUNTS: Statement = {
  name: 'figures.account_names',
  sql: `SELECT a.account, a.name
FROM {account} AS a
ORDER BY 1, 2`,
  parameters: {},
  columns: { account: 'STRING', name: 'STRING' },
}

/** The same figures with `account_name` beside `account`, the id itself where no name is known. Throws WarehouseError. */
export async function withAccountNames(
  warehouse: Warehouse,
  scope: Scope,
  figures: readonly Figure[],
): Promise<readonly NamedFigure[]> {
  if (!figures.some(({ by }) => by.account !== undefined)) return figures
  const rows = await warehouse.run(ACCOUNTS, scope)
  const names = new Map(rows.map(({ account, name }) => [String(account), String(name)]))
  return figures.map((figure) => ({
    ...spelledOut(figure),
    by: Object.fromEntries(
      Object.entries(figure.by).flatMap(([name, value]) =>
        name === 'account'
          ? [[name, value] as const, ['account_name', names.get(value) ?? value] as const]
          : [[name, value] as const],
      ),
    ),
  }))
}
