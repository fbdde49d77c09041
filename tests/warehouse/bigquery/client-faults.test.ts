import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createWebServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { getDataset, getTable, patchTable } from '#app/warehouse/bigquery/table.server.ts'
import { answerNumbers, ask, withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'

/** A port of this machine where whoever connects is never answered. */
async function silentPort(): Promise<number> {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as { port: number }).port
}

test('the official client’s own methods end too when the server is silent', () =>
  withAdapter(async ({ settings }, server) => {
    server.fault({ kind: 'silence' })
    const client = new BigQueryClient(settings, 300)
    const table = client.dataset('vigie').table('t')
    for (const work of [
      () => client.dataset('vigie').get(),
      () => client.getDatasets(),
      () => table.setMetadata({ labels: { a: 'b' } }),
      () => client.query('SELECT 1'),
      () => client.job('j').cancel(),
    ])
      await expect(work(), String(work)).rejects.toMatchObject({ name: 'WarehouseError', kind: 'timeout' })
  }))

test('they are asked again where that helps, and only there', () =>
  withAdapter(async (client, server) => {
    server.putTable('a-group', 'vigie', 't', [{ name: 'a', type: 'STRING' }], [])
    server.fault({ kind: 'error', status: 403, reason: 'rateLimitExceeded' }, { times: 2 })
    const [metadata] = await client.dataset('vigie').table('t').getMetadata()
    expect(metadata).toMatchObject({ tableReference: { tableId: 't' } })
    expect(server.requests).toHaveLength(3)
    server.fault({ kind: 'error', status: 500, reason: 'bytesBilledLimitExceeded' })
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ reason: 'bytesBilledLimitExceeded' })
    expect(server.requests).toHaveLength(4)
  }))

test('they tell what is missing from what failed', () =>
  withAdapter(async (client, server) => {
    server.putTable('a-group', 'vigie', 't', [{ name: 'a', type: 'STRING' }], [])
    expect(await client.dataset('vigie').table('t').exists()).toEqual([true])
    expect(await client.dataset('vigie').table('other').exists()).toEqual([false])
    server.fault({ kind: 'error', status: 403, reason: 'accessDenied' })
    await expect(client.dataset('vigie').table('t').exists()).rejects.toMatchObject({
      reason: 'accessDenied',
    })
  }))

test('an answer that is empty or no JSON is an error of the call that asked, and of nothing else', () =>
  withAdapter(async (client, server) => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    onTestFinished(() => void process.off('unhandledRejection', unhandled))
    for (const kind of ['empty-object', 'html', 'malformed-json'] as const) {
      const remove = server.fault({ kind })
      await expect(client.query('SELECT n FROM numbers'), kind).rejects.toThrow(Error)
      await expect(client.dataset('vigie').get(), kind).rejects.toThrow(Error)
      remove()
    }
    await expect(
      client.query({ query: 'SELECT @a', params: { a: 5n }, types: { a: 'INT64' } }),
    ).rejects.toThrow(Error)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(unhandled).not.toHaveBeenCalled()
  }))

test('If-Match goes with the official client’s own change of a table, and with ours', () =>
  withAdapter(async (client, server) => {
    server.putTable('a-group', 'vigie', 't', [{ name: 'a', type: 'STRING' }], [])
    const table = client.dataset('vigie').table('t')
    const before = await getTable(client, 't')
    const etag = before?.etag ?? ''
    await table.setMetadata({ etag, labels: { by: 'them' } } as never)
    expect(server.requests.at(-1)?.headers['if-match']).toBe(etag)
    await expect(table.setMetadata({ etag, labels: { by: 'stale' } } as never)).rejects.toMatchObject({
      status: 412,
    })
    expect(await patchTable(client, 't', { labels: { by: 'stale' } }, etag)).toBe(false)
    const now = await getTable(client, 't')
    expect(now?.labels).toEqual({ by: 'them' })
    expect(await patchTable(client, 't', { labels: { by: 'us' } }, now?.etag)).toBe(true)
    expect((await getTable(client, 't'))?.labels).toEqual({ by: 'us' })
  }))

test('an endpoint on this machine needs no credentials and is never looked for behind a proxy', () =>
  withAdapter(async (_, server) => {
    const port = await silentPort()
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'])
      vi.stubEnv(name, `http://127.0.0.1:${port}`)
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '')
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '/nothing/here.json')
    onTestFinished(() => void vi.unstubAllEnvs())
    answerNumbers(server)
    for (const endpoint of [server.url, server.url.replace('127.0.0.1', 'localhost')])
      await withAdapter(
        async (client) => {
          expect((await ask(client, {}, { deadlineMs: 3000 })).rows).toHaveLength(3)
        },
        { endpoint },
      )
    for (const { headers } of server.requests) expect(headers).not.toHaveProperty('authorization')
  }))

test('credentials whose issuer is silent cost the deadline, and no more', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-credentials-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'credentials.json')
  const issuer = `http://127.0.0.1:${await silentPort()}/token`
  await writeFile(
    file,
    JSON.stringify({
      type: 'external_account_authorized_user',
      audience: '//iam.googleapis.com/locations/global/workforcePools/a/providers/b',
      client_id: 'a',
      client_secret: 'b',
      refresh_token: 'c',
      token_url: issuer,
      token_info_url: issuer,
    }),
  )
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file)
  onTestFinished(() => void vi.unstubAllEnvs())
  await withAdapter(
    async (client) => {
      const began = performance.now()
      const late = await Promise.race([
        getDataset(client, { until: performance.now() + 300 }).catch((error: unknown) => error),
        new Promise((resolve) => setTimeout(resolve, 4000, 'still waiting')),
      ])
      expect(late).toMatchObject({ name: 'WarehouseError', kind: 'timeout' })
      expect(performance.now() - began).toBeLessThan(3000)
    },
    { endpoint: 'http://0.0.0.0:9' },
  )
})

test('a project of a partner cloud is written into addresses and statements as one name', () =>
  withAdapter(
    async (client, server) => {
      server.putTable('s3ns:a-group', 'vigie', 't', [{ name: 'a', type: 'STRING' }], [])
      expect((await getTable(client, 't'))?.id).toBe('s3ns:a-group:vigie.t')
      expect(server.requests.at(-1)?.path).toBe(
        '/bigquery/v2/projects/s3ns%3Aa-group/datasets/vigie/tables/t',
      )
      expect(client.baseUrl).toBe(`${server.url}/bigquery/v2`)
    },
    { project: 's3ns:a-group', universe: 's3nsapis.fr' },
  ))

test('the universe is where the service is, unless an endpoint is named', () => {
  const settings = { project: 's3ns:a-group', dataset: 'vigie', location: 'u-france-east1', maxBytes: 1 }
  const client = new BigQueryClient({ ...settings, universe: 's3nsapis.fr', endpoint: null })
  expect(client.baseUrl).toBe('https://bigquery.s3nsapis.fr/bigquery/v2')
})

test('an address where something else answers is not taken for a BigQuery without the table', async () => {
  const other = createWebServer((_, response) => response.writeHead(404).end('<html>Not found</html>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const endpoint = `http://127.0.0.1:${(other.address() as { port: number }).port}`
  await withAdapter(
    async (client, server) => {
      await expect(getTable(client, 't')).rejects.toThrow(/VIGIE_BIGQUERY_ENDPOINT/)
      await withAdapter(async (real) => expect(await getTable(real, 't')).toBe(null), {
        endpoint: server.url,
      })
    },
    { endpoint },
  )
})
