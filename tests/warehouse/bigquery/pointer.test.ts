import { expect, test } from 'vitest'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { getTable, patchTable } from '#app/warehouse/bigquery/table.server.ts'
import {
  movePointer,
  readPointer,
  readVersion,
  StaleImporter,
  VERSIONS,
} from '#app/warehouse/bigquery/version-pointer.server.ts'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'

const TABLE = /\/tables\/data_version$/
const patches = (server: WireServer) => server.requests.filter(({ method }) => method === 'PATCH')

/** A data set where version `one` is served. */
const withPointer = (body: (client: BigQueryClient, server: WireServer) => Promise<void>) =>
  withAdapter(async (client, server) => {
    server.putTable('a-group', 'vigie', VERSIONS, [{ name: 'version', type: 'STRING' }], [])
    await patchTable(client, VERSIONS, { labels: { served: 'one', schema: '1' } })
    await body(client, server)
  })

test('the pointer moves from the version that an importer began with, and other labels stay', () =>
  withPointer(async (client, server) => {
    await movePointer(client, 'one', 'two')
    expect((await readPointer(client))?.version).toBe('two')
    expect((await getTable(client, VERSIONS))?.labels).toEqual({ served: 'two', schema: '1' })
    expect(patches(server).at(-1)?.headers['if-match']).toMatch(/^".+"$/)
  }))

test('the first version is served from nothing; a data set without the table serves none', () =>
  withAdapter(async (client, server) => {
    expect(await readPointer(client)).toBe(null)
    await expect(movePointer(client, null, 'one')).rejects.toThrow(StaleImporter)
    server.putTable('a-group', 'vigie', VERSIONS, [{ name: 'version', type: 'STRING' }], [])
    expect(await readPointer(client)).toMatchObject({ version: null })
    await movePointer(client, null, 'one')
    expect((await readPointer(client))?.version).toBe('one')
  }))

test('an importer whose base is served no more changes nothing and is told which version is', () =>
  withPointer(async (client) => {
    await movePointer(client, 'one', 'two')
    await expect(movePointer(client, 'one', 'three')).rejects.toThrow(/version two.*worked on one/)
    expect((await readPointer(client))?.version).toBe('two')
  }))

test('of two importers at once, one is served whole and the other is told', () =>
  withPointer(async (client) => {
    const ended = await Promise.allSettled(['two', 'three'].map((to) => movePointer(client, 'one', to)))
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const won = ended[0]?.status === 'fulfilled' ? 'two' : 'three'
    expect((await readPointer(client))?.version).toBe(won)
  }))

test('a move whose answer is lost on its way has happened', () =>
  withPointer(async (client, server) => {
    server.fault({ kind: 'reset-mid-body' }, { method: 'PATCH', path: TABLE, times: 1 })
    await movePointer(client, 'one', 'two')
    expect((await readPointer(client))?.version).toBe('two')
    expect(patches(server)).toHaveLength(3) // the fixture's, the lost one and the one that it refuses
  }))

test('a table that changed while its label did not is no reason to give up, for a few times', () =>
  withPointer(async (client, server) => {
    const conflict = { kind: 'error', status: 412, reason: 'conditionNotMet' } as const
    server.fault(conflict, { method: 'PATCH', path: TABLE, times: 3 })
    await movePointer(client, 'one', 'two')
    expect((await readPointer(client))?.version).toBe('two')
    server.fault(conflict, { method: 'PATCH', path: TABLE })
    await expect(movePointer(client, 'two', 'three')).rejects.toMatchObject({
      name: 'WarehouseError',
      message: expect.stringMatching(/run the same command again/),
    })
    expect((await readPointer(client))?.version).toBe('two')
    expect(patches(server).length).toBeLessThan(15)
  }))

test('a silent server costs a reader of the pointer the time that it gave', () =>
  withPointer(async (client, server) => {
    server.fault({ kind: 'silence' })
    const read = readPointer(client, { until: performance.now() + 200 })
    await expect(read).rejects.toMatchObject({ kind: 'timeout' })
  }))

test('a version that is served and not noted says that it must be published again', () =>
  withPointer(async (client, server) => {
    const columns = ['version', 'published_at', 'source', 'manifest'].map((name) => ({
      name,
      type: 'STRING',
    }))
    const counts = ['row_count', 'checks_failed'].map((name) => ({ name, type: 'INT64' }))
    server.answer(/data_version/, { columns: [...columns, ...counts], rows: [] })
    await expect(readVersion(client, 'one')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/publish the data again/),
    })
  }))
