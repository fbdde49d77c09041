import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { deleteTable, listTables } from '#app/warehouse/bigquery/table.server.ts'
import { readPointer } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { versionOfTable } from '#app/warehouse/bigquery/version-tables.ts'

/** Tables of a version that nobody serves and that nothing will remove by itself. */
export type Leftover = { readonly table: string; readonly version: string; readonly createdAt: string }

/** A build under way is younger than this, in milliseconds. */
const BUILD_MS = 24 * 3600_000

/**
 * What a killed build left behind: tables of versions that are not served, have no expiration and are a day old. Old
 * versions have one from the moment that another is served, so that BigQuery removes them itself after seven days.
 */
export async function findLeftovers(client: BigQueryClient, now = Date.now()): Promise<readonly Leftover[]> {
  const served = (await readPointer(client))?.version ?? null
  return (await listTables(client)).flatMap(({ id, createdAt, expiresAt }) => {
    const version = versionOfTable(id)
    const isLeft = version !== null && version !== served && expiresAt === null && now - createdAt > BUILD_MS
    return isLeft ? [{ table: id, version, createdAt: new Date(createdAt).toISOString() }] : []
  })
}

/** Removes them; a version that is served meanwhile stays. */
export async function removeLeftovers(
  client: BigQueryClient,
  leftovers: readonly Leftover[],
): Promise<number> {
  let removed = 0
  for (const { table, version } of leftovers) {
    if ((await readPointer(client))?.version === version) continue
    await deleteTable(client, table)
    removed += 1
  }
  return removed
}
