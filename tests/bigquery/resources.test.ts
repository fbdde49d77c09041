import { expect, test } from 'vitest'
import { call, withWire } from '#tests/bigquery/wire-test.ts'

const SCHEMA = { fields: [{ name: 'version', type: 'INT64' }] }

test('a label moves by PATCH with If-Match, and a stale etag gets 412', () =>
  withWire(undefined, async (_, client) => {
    const [dataset] = await client.createDataset('d')
    const [table] = await dataset.createTable('data_version', { schema: SCHEMA, labels: { kept: 'yes' } })
    const [before] = await table.getMetadata()
    await table.setMetadata({ labels: { served: 'v1' }, etag: before.etag })
    const [after] = await table.getMetadata()
    expect(after.labels).toEqual({ kept: 'yes', served: 'v1' })
    expect(after.etag).not.toBe(before.etag)
    const stale = await fetchPatch(client.apiEndpoint, before.etag)
    expect(stale).toMatchObject({ status: 412, reason: 'conditionNotMet' })
    expect((await fetchPatch(client.apiEndpoint, after.etag)).status).toBe(200)
    expect((await table.getMetadata())[0].labels).toEqual({ kept: 'yes', served: 'v2' })
  }))

async function fetchPatch(endpoint: string, etag: string) {
  const response = await fetch(`${endpoint}/bigquery/v2/projects/p/datasets/d/tables/data_version`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'if-match': etag },
    body: JSON.stringify({ labels: { served: 'v2' } }),
  })
  const body = await response.json()
  return { status: response.status, reason: body.error?.errors[0].reason }
}

test('what a client sets of a data set and a table is kept and given back', () =>
  withWire(undefined, async (server) => {
    const settings = { labels: { a: 'b' }, description: 'Facts', defaultTableExpirationMs: '3600000' }
    const reference = { datasetReference: { datasetId: 'd' }, location: 'EU' }
    const made = await call(server, 'POST', '/datasets', { ...reference, ...settings })
    expect(made.body).toMatchObject({ ...settings, location: 'EU', id: 'p:d', etag: expect.any(String) })
    expect(await call(server, 'POST', '/datasets', reference)).toMatchObject({ status: 409 })
    const nested = {
      name: 'labels',
      type: 'RECORD',
      mode: 'REPEATED',
      fields: [{ name: 'k', type: 'STRING' }],
    }
    const table = {
      tableReference: { tableId: 't' },
      schema: { fields: [{ name: 'day', type: 'DATE' }, nested] },
      timePartitioning: { type: 'MONTH', field: 'day', requirePartitionFilter: true },
      clustering: { fields: ['day'] },
      expirationTime: '4102444800000',
    }
    await call(server, 'POST', '/datasets/d/tables', table)
    const { body } = await call(server, 'GET', '/datasets/d/tables/t')
    const { tableReference: _, schema: __, ...kept } = table
    expect(body).toMatchObject({ ...kept, type: 'TABLE', location: 'EU', numRows: '0', numBytes: '0' })
    expect(body.schema.fields[1]).toMatchObject({ type: 'RECORD', mode: 'REPEATED', fields: [{ name: 'k' }] })
    const view = { tableReference: { tableId: 'v' }, view: { query: 'SELECT 1', useLegacySql: false } }
    expect((await call(server, 'POST', '/datasets/d/tables', view)).body).toMatchObject({ type: 'VIEW' })
    const listed = await call(server, 'GET', '/datasets/d/tables?maxResults=1')
    expect(listed.body).toMatchObject({ totalItems: 2, tables: [{ id: 'p:d.t' }], nextPageToken: '1' })
    await call(server, 'PATCH', '/datasets/d', { description: null, labels: { a: null, c: 'd' } })
    const patched = await call(server, 'GET', '/datasets/d')
    expect(patched.body).not.toHaveProperty('description')
    expect(patched.body.labels).toEqual({ c: 'd' })
    expect((await call(server, 'GET', '/datasets')).body.datasets).toHaveLength(1)
    const inUse = await call(server, 'DELETE', '/datasets/d')
    expect(inUse.body.error.errors[0].reason).toBe('resourceInUse')
    expect((await call(server, 'DELETE', '/datasets/d/tables/t')).status).toBe(204)
    expect((await call(server, 'DELETE', '/datasets/d?deleteContents=true')).status).toBe(204)
    expect((await call(server, 'GET', '/datasets/d')).status).toBe(404)
  }))

test('a table ends at its expiration; columns may be added and not lost', () =>
  withWire(undefined, async (server) => {
    server.putTable('p', 'd', 't', SCHEMA.fields, [{ version: 1 }])
    const wider = { fields: [...SCHEMA.fields, { name: 'note', type: 'STRING' }] }
    expect((await call(server, 'PATCH', '/datasets/d/tables/t', { schema: wider })).status).toBe(200)
    expect(server.rows('p', 'd', 't')).toEqual([{ version: 1, note: null }])
    expect((await call(server, 'PATCH', '/datasets/d/tables/t', { schema: SCHEMA })).status).toBe(400)
    await call(server, 'PATCH', '/datasets/d/tables/t', { expirationTime: String(Date.now() - 1) })
    expect((await call(server, 'GET', '/datasets/d/tables/t')).status).toBe(404)
  }))
