import { groupScope } from '#app/access/scope.ts'
import { ensureDemo } from '#app/imports/ensure-demo.server.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { ONCE_A_VERSION, type PageStatements, pageStatements } from '#app/server/page-statements.server.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { dryRun } from '#app/warehouse/bigquery/query.server.ts'
import { LEAST_BYTES_A_TABLE } from '#app/warehouse/bigquery/settings.ts'
import { queryOf } from '#app/warehouse/bigquery/statement-text.ts'
import { readPointer } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type Statement, WarehouseError } from '#app/warehouse/warehouse.ts'

/** What one query of a page would bill, in bytes. */
export type QueryPrice = { readonly name: string; readonly tables: number; readonly bytes: number }
export type PagePrice = { readonly page: string; readonly queries: readonly QueryPrice[] }

/**
 * What each kind of page would bill on the version served, seen for the first time: BigQuery says what every query
 * would read, and runs none. The queries are those that the demonstration's pages send.
 * @throws {WarehouseError} when nothing is served
 */
export async function priceStatements(
  client: BigQueryClient,
  dataDir: string,
): Promise<readonly PagePrice[]> {
  const version = (await readPointer(client))?.version ?? null
  if (version === null)
    throw new WarehouseError('missing-table', 'dry-run', 'Nothing is served yet: there is nothing to price.')
  const pages = await statementsOfDemo(dataDir)
  const known = new Map<string, Promise<QueryPrice>>()
  const priceOf = (page: string, statement: Statement): Promise<QueryPrice> => {
    const key = JSON.stringify([statement.sql, statement.parameters])
    const price = known.get(key) ?? priceAlone(client, version, page, statement)
    known.set(key, price)
    return price
  }
  const priced: PagePrice[] = []
  for (const { page, statements } of pages) {
    const queries: QueryPrice[] = []
    for (const statement of statements) queries.push(await priceOf(page, statement))
    priced.push({ page, queries })
  }
  return priced
}

async function priceAlone(
  client: BigQueryClient,
  version: string,
  page: string,
  statement: Statement,
): Promise<QueryPrice> {
  const query = queryOf(client.settings, version, statement, groupScope(), page)
  const read = await dryRun(client, query)
  return {
    name: statement.name,
    tables: query.tables,
    bytes: Math.max(read, query.tables * LEAST_BYTES_A_TABLE),
  }
}

async function statementsOfDemo(dataDir: string): Promise<readonly PageStatements[]> {
  await ensureDemo({ dataDir })
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  const warehouse = await door.pin()
  try {
    const mission = await missionFilesIn(dataDir)(warehouse.dataset)
    return await pageStatements(warehouse, await mission.read())
  } finally {
    warehouse.release()
    await door.close()
  }
}

const MEBIBYTE = 1024 ** 2
const TEBIBYTE = 1024 ** 4

/** Prices as a table, in euros at a price by tebibyte; over the budget when the first view of one page is. */
export function printCosts(
  pages: readonly PagePrice[],
  pricePerTebibyte: number,
  budget: number,
): { readonly text: string; readonly isOver: boolean } {
  const euros = (bytes: number) => (bytes / TEBIBYTE) * pricePerTebibyte
  const line = (name: string, bytes: number) =>
    `${name.padEnd(36)} ${(bytes / MEBIBYTE).toFixed(0).padStart(7)} MiB ${euros(bytes).toFixed(6).padStart(10)} €`
  const total = ({ queries }: PagePrice) => queries.reduce((sum, { bytes }) => sum + bytes, 0)
  const over = pages.filter((page) => page.page !== ONCE_A_VERSION && euros(total(page)) > budget)
  const lines = pages.flatMap((page) => [
    line(page.page, total(page)),
    ...page.queries.map(({ name, bytes }) => line(`  ${name}`, bytes)),
  ])
  const verdict =
    over.length === 0
      ? `Every first view of a page stays within ${budget} €; one that is kept costs nothing.`
      : `Over the budget of ${budget} € for one view: ${over.map(({ page }) => page).join(', ')}.`
  return { text: [...lines, '', verdict].join('\n'), isOver: over.length > 0 }
}
