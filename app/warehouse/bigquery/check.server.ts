import { BigQueryApiError, remedyOf } from '#app/warehouse/bigquery/api-error.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { dryRun } from '#app/warehouse/bigquery/query.server.ts'
import { quoteTable } from '#app/warehouse/bigquery/settings.ts'
import { getDataset, getTable } from '#app/warehouse/bigquery/table.server.ts'
import { SERVED, VERSIONS } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { versionName } from '#app/warehouse/bigquery/version-tables.ts'

/** One thing that Vigie needs of BigQuery, whether it has it, and what to do where it has not. */
export type Check = {
  readonly name: string
  readonly state: 'ok' | 'failed' | 'not-tried'
  /** What was found, or what to do. */
  readonly says: string
}

/** Permissions of an importer on the data set's tables, with the role that brings them all. */
const WRITING = ['bigquery.tables.update', 'bigquery.tables.updateData', 'bigquery.tables.getData']

/** Tries everything that reading and importing need, and changes nothing; a check that fails names the remedy. */
export async function checkAccess(client: BigQueryClient): Promise<readonly Check[]> {
  const { project, dataset, location } = client.settings
  const checks: Check[] = []
  const attempt = async (name: string, work: () => Promise<Omit<Check, 'name'>>): Promise<boolean> => {
    const found = await work().catch((error: unknown) => ({ state: 'failed' as const, says: said(error) }))
    checks.push({ name, ...found })
    return found.state === 'ok'
  }
  const skip = (name: string, says: string) => checks.push({ name, state: 'not-tried', says })

  const isSignedIn = await attempt('credentials', async () => {
    await client.refuseServiceAccountKey()
    return { state: 'ok', says: 'your own credentials are accepted' }
  })
  if (!isSignedIn) return checks
  await attempt('run queries', async () => {
    await dryRun(client, {
      name: 'check.jobs',
      sql: 'SELECT 1 AS one',
      parameters: {},
      tables: 0,
      labels: { vigie: 'check' },
    })
    return { state: 'ok', says: `queries run in ${project}, ${location}` }
  })
  const isThere = await attempt('data set', async () => {
    const found = await getDataset(client)
    if (found === null)
      return {
        state: 'failed',
        says: `${dataset} does not exist: « npm run bigquery -- setup » creates it in ${location}.`,
      }
    const where = typeof found.location === 'string' ? found.location : location
    if (where.toLowerCase() !== location.toLowerCase())
      return { state: 'failed', says: `it is in ${where}: write VIGIE_BIGQUERY_LOCATION=${where}.` }
    const days =
      Number(found.defaultTableExpirationMs ?? found.defaultPartitionExpirationMs ?? 0) / 86_400_000
    return {
      state: 'ok',
      says: `in ${where}${days > 0 ? `, where what is made is deleted after ${days} days, as in the free sandbox: load it again before, or take the rule away from the data set` : ''}`,
    }
  })
  if (!isThere) {
    skip('read tables', 'not without the data set')
    skip('create tables', 'not without the data set')
    skip('write tables', 'not without the data set')
    return checks
  }
  const isRead = await attempt('read tables', async () => {
    const table = await getTable(client, VERSIONS)
    if (table === null)
      return {
        state: 'failed',
        says: `${VERSIONS} does not exist: « npm run bigquery -- setup » creates it.`,
      }
    await dryRun(client, {
      name: 'check.read',
      sql: `SELECT v.version FROM ${quoteTable(client.settings, VERSIONS)} AS v`,
      parameters: {},
      tables: 1,
      labels: { vigie: 'check' },
    })
    const served = table.labels[SERVED]
    if (served === undefined) return { state: 'ok', says: 'serves no version yet' }
    await dryRun(client, {
      name: 'check.pages',
      sql: `SELECT f.month FROM ${quoteTable(client.settings, versionName('fact_month', served))} AS f`,
      parameters: {},
      tables: 1,
      labels: { vigie: 'check' },
    })
    return { state: 'ok', says: `serves version ${served}, and what pages read can be read` }
  })
  await attempt('create tables', async () => {
    await dryRun(client, {
      name: 'check.create',
      sql: `CREATE OR REPLACE TABLE ${quoteTable(client.settings, 'check')} AS SELECT 1 AS one`,
      parameters: {},
      tables: 0,
      labels: { vigie: 'check' },
    })
    return { state: 'ok', says: 'a dry run of CREATE TABLE is accepted' }
  })
  if (!isRead) skip('write tables', `${VERSIONS} cannot be read`)
  else
    await attempt('write tables', async () => {
      const missing = await missingPermissions(client)
      if (missing === null) return { state: 'not-tried', says: 'this endpoint does not tell permissions' }
      return missing.length === 0
        ? { state: 'ok', says: 'imports may load and publish' }
        : {
            state: 'failed',
            says: `${missing.join(', ')}: grant roles/bigquery.dataEditor on the data set to whoever imports; readers do not need it.`,
          }
    })
  return checks
}

/** Of WRITING, those that this person lacks; null where the endpoint cannot say. */
async function missingPermissions(client: BigQueryClient): Promise<readonly string[] | null> {
  const { status, body } = await client.call({
    method: 'POST',
    uri: `/datasets/${client.settings.dataset}/tables/${VERSIONS}:testIamPermissions`,
    json: { permissions: WRITING },
    accepts: [400, 404, 405, 501],
  })
  if (status !== 200) return null
  const granted = (body.permissions ?? []) as readonly string[]
  return WRITING.filter((permission) => !granted.includes(permission))
}

function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const remedy = error instanceof BigQueryApiError ? remedyOf(error) : null
  return `${error.message}${remedy === null ? '' : ` ${remedy}`}`
}
