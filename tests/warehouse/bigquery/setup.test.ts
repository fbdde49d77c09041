import { expect, test } from 'vitest'
import { checkAccess } from '#app/warehouse/bigquery/check.server.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { applySetup, planSetup } from '#app/warehouse/bigquery/setup.server.ts'
import { findLeftovers, removeLeftovers } from '#app/warehouse/bigquery/sweep.server.ts'
import {
  getDataset,
  getTable,
  insertDataset,
  listTables,
  patchTable,
} from '#app/warehouse/bigquery/table.server.ts'
import { coreFields } from '#app/warehouse/bigquery/table-fields.ts'
import { movePointer, VERSIONS } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { coreTables } from '#app/warehouse/tables.ts'
import type { WireColumn, WireServer } from '#tests/bigquery/wire-server.ts'
import { withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'

const DAY_MS = 24 * 3600_000
const refusal = (message: string) =>
  ({ kind: 'error', status: 403, reason: 'accessDenied', message }) as const
const planned = async (client: BigQueryClient) => (await planSetup(client)).map(({ says }) => says)
const changes = (server: WireServer) => server.requests.filter(({ method }) => method !== 'GET')
/** Tables expire as they do in the free sandbox. */
const asSandbox = async (client: BigQueryClient) =>
  await client.call({
    method: 'PATCH',
    uri: `/datasets/${client.settings.dataset}`,
    json: { defaultPartitionExpirationMs: String(60 * DAY_MS) },
  })
const partitioned = async (client: BigQueryClient) =>
  (await getTable(client, 'core_activity_daily'))?.timePartitioning

test('a project without anything gets what the plan lists, and a second plan lists nothing', () =>
  withAdapter(
    async (client, server) => {
      const plan = await planned(client)
      expect(plan[0]).toMatch(/create the data set a-group\.vigie in europe-west9/)
      expect(plan).toHaveLength(2 + coreTables().length)
      expect(changes(server)).toHaveLength(0)
      const told: string[] = []
      await applySetup(client, (says) => told.push(says))
      expect(told).toEqual(plan)
      expect(await planned(client)).toEqual([])
      expect((await getDataset(client))?.location).toBe('europe-west9')
      expect(await partitioned(client)).toMatchObject({ type: 'MONTH', field: 'day' })
      const before = changes(server).length
      await applySetup(client)
      expect(changes(server)).toHaveLength(before)
    },
    { location: 'europe-west9' },
  ))

test('a setup that was cut short goes on where it stopped', () =>
  withAdapter(async (client, server) => {
    server.fault(refusal('no'), { method: 'POST', path: /\/tables$/ })
    await expect(applySetup(client)).rejects.toMatchObject({ reason: 'accessDenied' })
    const { length } = await planned(client)
    expect(length).toBe(1 + coreTables().length)
  }))

test('another location is named with the variable to write, and nothing is made', () =>
  withAdapter(
    async (client, server) => {
      server.putTable('a-group', 'vigie', 't', [{ name: 'a', type: 'STRING' }], [])
      await expect(applySetup(client)).rejects.toThrow(/VIGIE_BIGQUERY_LOCATION=US/)
      expect(changes(server)).toHaveLength(0)
      const checks = await checkAccess(client)
      expect(checks.find(({ name }) => name === 'data set')).toMatchObject({
        state: 'failed',
        says: expect.stringMatching(/VIGIE_BIGQUERY_LOCATION=US/),
      })
    },
    { location: 'EU' },
  ))

test('where partitions would vanish none are made, also in a data set that setup has just created', async () => {
  await withAdapter(async (client) => {
    await insertDataset(client, {})
    await asSandbox(client)
    await applySetup(client)
    expect(await partitioned(client)).toBe(undefined)
    expect(await planned(client)).toEqual([])
  })
  await withAdapter(async (client) => {
    const [first, ...others] = await planSetup(client)
    await first?.apply()
    await asSandbox(client) // as the service itself does in a sandbox
    for (const { apply } of others) await apply()
    expect(await partitioned(client)).toBe(undefined)
  })
})

test('a column that a newer Vigie knows is added, and one that cannot be is not passed over', () =>
  withAdapter(async (client, server) => {
    await applySetup(client)
    const name = 'core_budget'
    const [lost, ...kept] = coreFields('budget') as unknown as readonly WireColumn[]
    server.putTable('a-group', 'vigie', name, kept, [])
    const [step, ...more] = await planSetup(client)
    expect(more).toEqual([])
    expect(step?.says).toBe(`change ${name}: add the columns ${lost?.name}`)
    await patchTable(client, name, { labels: { changed: 'meanwhile' } })
    await expect(step?.apply()).rejects.toThrow(/run .*again/)
    await applySetup(client)
    expect(await planned(client)).toEqual([])
  }))

test('a data set of a newer Vigie is left alone', () =>
  withAdapter(async (client) => {
    await applySetup(client)
    await patchTable(client, VERSIONS, { labels: { schema: '99' } })
    await expect(planSetup(client)).rejects.toThrow(/migration 99.*update Vigie/)
  }))

test('a check changes nothing and says what to do about the first thing that is missing', () =>
  withAdapter(async (client, server) => {
    server.answer(/SELECT 1 AS one/, { columns: [{ name: 'one', type: 'INT64' }], rows: [{ one: 1 }] })
    server.answer(/CREATE OR REPLACE TABLE/, { columns: [{ name: 'one', type: 'INT64' }], rows: [] })
    server.answer(/data_version/, { columns: [{ name: 'version', type: 'STRING' }], rows: [] })
    const states = async () => (await checkAccess(client)).map(({ name, state }) => `${name}: ${state}`)
    expect(await states()).toEqual([
      'credentials: ok',
      'run queries: ok',
      'data set: failed',
      'read tables: not-tried',
      'create tables: not-tried',
      'write tables: not-tried',
    ])
    await insertDataset(client, {})
    expect((await checkAccess(client))[3]).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/npm run bigquery -- setup/),
    })
    await applySetup(client)
    const before = changes(server).filter(({ path }) => !/queries$|testIamPermissions$/.test(path)).length
    // This server does not tell permissions.
    expect(await states()).toEqual([
      'credentials: ok',
      'run queries: ok',
      'data set: ok',
      'read tables: ok',
      'create tables: ok',
      'write tables: not-tried',
    ])
    expect(changes(server).filter(({ path }) => !/queries$|testIamPermissions$/.test(path))).toHaveLength(
      before,
    )
  }))

test('a check that is refused names the role, and goes on with what does not depend on it', () =>
  withAdapter(async (client, server) => {
    await applySetup(client)
    const jobs = 'Access Denied: Project p: User does not have bigquery.jobs.create permission in project p.'
    const table = 'Access Denied: Table p:vigie.data_version: Permission bigquery.tables.get denied on table.'
    server.fault(refusal(jobs), { path: /\/queries$/ })
    server.fault(refusal(table), { path: /\/tables\/data_version$/ })
    const checks = Object.fromEntries((await checkAccess(client)).map((check) => [check.name, check]))
    expect(checks['run queries']).toMatchObject({ state: 'failed', says: expect.stringMatching(/jobUser/) })
    expect(checks['data set']).toMatchObject({ state: 'ok' })
    expect(checks['read tables']).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/dataViewer/),
    })
    expect(checks['write tables']).toMatchObject({ state: 'not-tried' })
  }))

test('a check looks at the tables that pages read, and at the right to create tables', () =>
  withAdapter(async (client, server) => {
    server.answer(/data_version/, { columns: [{ name: 'version', type: 'STRING' }], rows: [] })
    await applySetup(client)
    await patchTable(client, VERSIONS, { labels: { served: '0123456789ab' } })
    const table =
      'Access Denied: Table p:vigie.fact_month: Permission bigquery.tables.getData denied on table.'
    const create = 'Access Denied: Dataset p:vigie: Permission bigquery.tables.create denied on dataset.'
    server.fault(refusal(table), { sql: /fact_month__v0123456789ab/ })
    server.fault(refusal(create), { sql: /CREATE OR REPLACE TABLE/ })
    const checks = Object.fromEntries((await checkAccess(client)).map((check) => [check.name, check]))
    expect(checks['read tables']).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/dataViewer/),
    })
    expect(checks['create tables']).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/dataEditor/),
    })
  }))

test('a sweep removes old tables of versions that nobody serves, and nothing else', () =>
  withAdapter(async (client, server) => {
    await applySetup(client)
    const [served, orphan, expiring] = ['a', 'b', 'c'].map((digit) => digit.repeat(12))
    const columns = [{ name: 'a', type: 'STRING' }]
    for (const version of [served, orphan, expiring])
      server.putTable('a-group', 'vigie', `project__v${version}`, columns, [])
    server.putTable('a-group', 'vigie', 'mine__vintage', columns, [])
    await movePointer(client, null, String(served))
    await patchTable(client, `project__v${expiring}`, { expirationTime: String(Date.now() + 7 * DAY_MS) })
    expect(await findLeftovers(client)).toEqual([])
    const found = await findLeftovers(client, Date.now() + 2 * DAY_MS)
    expect(found).toMatchObject([{ table: `project__v${orphan}`, version: orphan }])
    expect(await removeLeftovers(client, found)).toBe(1)
    const left = (await listTables(client)).map(({ id }) => id)
    expect(left).toHaveLength(coreTables().length + 4)
    expect(left).not.toContain(`project__v${orphan}`)
    expect(await removeLeftovers(client, found)).toBe(1) // gone already: no error
  }))

test('a leftover that is served by the time of its removal stays', () =>
  withAdapter(async (client, server) => {
    await applySetup(client)
    const version = 'd'.repeat(12)
    server.putTable('a-group', 'vigie', `project__v${version}`, [{ name: 'a', type: 'STRING' }], [])
    const found = await findLeftovers(client, Date.now() + 2 * DAY_MS)
    expect(found).toHaveLength(1)
    await movePointer(client, null, version)
    expect(await removeLeftovers(client, found)).toBe(0)
    expect(await getTable(client, `project__v${version}`)).not.toBe(null)
  }))
