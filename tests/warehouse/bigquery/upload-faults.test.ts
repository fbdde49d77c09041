import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { runJob } from '#app/warehouse/bigquery/job.server.ts'
import { loadLines, loadRows } from '#app/warehouse/bigquery/load-rows.server.ts'
import { uploadJob } from '#app/warehouse/bigquery/upload.server.ts'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { isCancel, withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'
import { eventually } from '#tests/warehouse/bigquery/eventually.ts'

const UPLOAD = /^\/upload\//
const TARGET = {
  table: 'lines',
  fields: [
    { name: 'n', type: 'INTEGER', mode: 'REQUIRED' },
    { name: 'text', type: 'STRING', mode: 'NULLABLE' },
  ],
  write: 'replace',
} as const

/** A data set to load into, and a folder for files on their way. */
const withFolder = (body: (client: BigQueryClient, server: WireServer, folder: string) => Promise<void>) =>
  withAdapter(async (client, server) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vigie-upload-'))
    server.putTable('a-group', 'vigie', 'other', [{ name: 'a', type: 'STRING' }], [])
    try {
      await body(client, server, folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

/** A file of JSON lines in three pieces. */
async function largeFile(folder: string): Promise<{ readonly file: string; readonly lines: number }> {
  const file = path.join(folder, 'large.jsonl')
  const lines = Array.from({ length: 25 }, (_, n) => JSON.stringify({ n, text: String(n).repeat(500_000) }))
  await writeFile(file, `${lines.join('\n')}\n`)
  return { file, lines: lines.length }
}

const ranges = (server: WireServer) =>
  server.requests.filter(({ method }) => method === 'PUT').map(({ headers }) => headers['content-range'])
const loaded = (server: WireServer) => server.rows('a-group', 'vigie', 'lines')

test('a small file goes in one request, whose job says where it runs', () =>
  withFolder(async (client, server, folder) => {
    await loadRows(
      client,
      TARGET,
      [
        { n: 1, text: 'é\n' },
        { n: 2, text: null },
      ],
      folder,
    )
    expect(loaded(server)).toEqual([
      { n: 1, text: 'é\n' },
      { n: 2, text: null },
    ])
    const sent = server.requests.filter(({ path: at }) => UPLOAD.test(at))
    expect(sent.map(({ query }) => query.uploadType)).toEqual(['multipart'])
    for (const { query } of server.requests.filter(({ method }) => method === 'GET'))
      expect(query.location).toBe('US')
  }))

test('an upload that breaks after the server took it is the same job, and its rows are there once', () =>
  withFolder(async (client, server, folder) => {
    server.fault({ kind: 'reset-mid-body' }, { path: UPLOAD, times: 1 })
    await loadRows(client, { ...TARGET, write: 'append' }, [{ n: 1, text: 'a' }], folder)
    expect(loaded(server)).toHaveLength(1)
    expect(server.requests.filter(({ path: at }) => UPLOAD.test(at))).toHaveLength(2)
  }))

test('a job id that is there already is done: it is asked for, not run again', () =>
  withFolder(async (client, server, folder) => {
    const file = path.join(folder, 'small.jsonl')
    await writeFile(file, '{"n":"1"}\n')
    const job = {
      jobId: `once_${randomUUID()}`,
      configuration: {
        load: {
          destinationTable: { projectId: 'a-group', datasetId: 'vigie', tableId: 'lines' },
          sourceFormat: 'NEWLINE_DELIMITED_JSON',
          schema: { fields: TARGET.fields },
          writeDisposition: 'WRITE_APPEND',
        },
      },
    }
    for (const _ of [1, 2])
      expect(await uploadJob(client, job, file)).toMatchObject({ load: { outputRows: '1' } })
    expect(loaded(server)).toHaveLength(1)
  }))

test('a large file goes in pieces, and a piece that breaks is begun again where the server says', () =>
  withFolder(async (client, server, folder) => {
    const { file, lines } = await largeFile(folder)
    const told: number[] = []
    server.fault({ kind: 'error', status: 503, reason: 'backendError' }, { method: 'PUT', times: 1 })
    expect(await loadLines(client, TARGET, file, { onSent: (bytes) => told.push(bytes) })).toBe(lines)
    const size = told.at(-1)
    const MIB = 1024 * 1024
    expect(ranges(server)).toEqual([
      `bytes 0-${8 * MIB - 1}/${size}`,
      `bytes */${size}`,
      `bytes 0-${8 * MIB - 1}/${size}`,
      `bytes ${8 * MIB}-${16 * MIB - 1}/${size}`,
      `bytes ${16 * MIB}-${Number(size) - 1}/${size}`,
    ])
    expect(loaded(server).map(({ n }) => n)).toEqual(Array.from({ length: lines }, (_, n) => n))
  }))

test('a last piece whose answer is lost is not sent again', () =>
  withFolder(async (client, server, folder) => {
    const { file, lines } = await largeFile(folder)
    const seen: number[] = []
    const onSent = (bytes: number) => {
      seen.push(bytes)
      if (seen.length === 2)
        // before the last piece
        server.fault({ kind: 'reset-mid-body' }, { method: 'PUT', times: 1 })
    }
    expect(await loadLines(client, TARGET, file, { onSent })).toBe(lines)
    expect(ranges(server).at(-1)).toMatch(/^bytes \*\//)
    expect(ranges(server)).toHaveLength(4)
    expect(loaded(server)).toHaveLength(lines)
  }))

test('setbacks on the way are forgotten once a piece arrives; an upload that gets nowhere is given up', () =>
  withFolder(async (client, server, folder) => {
    const { file, lines } = await largeFile(folder)
    const broken = { kind: 'error', status: 503, reason: 'backendError' } as const
    const breaks = () => server.fault(broken, { method: 'PUT', times: 3 })
    breaks()
    // Each piece is refused, asked about in vain and refused once more before it goes through.
    expect(await loadLines(client, TARGET, file, { onSent: breaks })).toBe(lines)
    server.fault(broken, { method: 'PUT' })
    await expect(loadLines(client, TARGET, file)).rejects.toMatchObject({ reason: 'backendError' })
  }))

test('silence ends at the deadline, whether at the opening, within a piece or while the job runs', () =>
  withFolder(async (client, server, folder) => {
    const { file } = await largeFile(folder)
    for (const match of [{ path: UPLOAD, method: 'POST' }, { method: 'PUT' }, { method: 'GET' }] as const) {
      const holds = server.fault({ kind: 'incomplete' })
      const remove = server.fault({ kind: 'silence' }, match)
      const late = loadLines(client, TARGET, file, { until: performance.now() + 700 })
      await expect(late, JSON.stringify(match)).rejects.toMatchObject({
        name: 'WarehouseError',
        kind: 'timeout',
      })
      remove()
      holds()
    }
  }))

test('a load that is late or given up is stopped', () =>
  withFolder(async (client, server, folder) => {
    server.fault({ kind: 'incomplete' })
    const file = path.join(folder, 'small.jsonl')
    await writeFile(file, '{"n":"1"}\n')
    const leaving = new AbortController()
    const left = loadLines(client, TARGET, file, { signal: leaving.signal })
    setTimeout(() => leaving.abort(), 300)
    await expect(left).rejects.toMatchObject({ kind: 'timeout' })
    await eventually(() => expect(server.requests.filter(isCancel)).toHaveLength(1))
    expect(server.requests.filter(isCancel)[0]?.query.location).toBe('US')
  }))

test('a job that fails says on what, and so does a line that its table does not know', () =>
  withFolder(async (client, server, folder) => {
    await expect(loadRows(client, TARGET, [{ other: 1 }], folder)).rejects.toMatchObject({
      name: 'BigQueryApiError',
      reason: expect.stringMatching(/invalid/),
    })
    server.fault({ kind: 'job-error', status: 403, reason: 'quotaExceeded' })
    server.answer(/numbers/, { columns: [{ name: 'n', type: 'INT64' }], rows: [] })
    const query = { query: 'SELECT n FROM numbers', useLegacySql: false }
    const failed = runJob(client, { jobId: 'a', configuration: { query } })
    await expect(failed).rejects.toMatchObject({ reason: 'quotaExceeded' })
  }))

test('a load that fails in its status for a reason that passes is sent again, and its rows are there once', () =>
  withFolder(async (client, server, folder) => {
    const passing = { kind: 'job-error', status: 503, reason: 'backendError' } as const
    server.fault(passing, { path: UPLOAD, times: 1 })
    await loadRows(client, TARGET, [{ n: 1, text: 'a' }], folder)
    expect(loaded(server)).toEqual([{ n: 1, text: 'a' }])
    const sent = server.requests.filter(({ method, path }) => method === 'POST' && UPLOAD.test(path))
    expect(sent).toHaveLength(2)
    server.fault({ ...passing, status: 400, reason: 'invalid' }, { path: UPLOAD })
    await expect(loadRows(client, TARGET, [{ n: 2, text: 'b' }], folder)).rejects.toMatchObject({
      reason: 'invalid',
    })
    expect(loaded(server)).toEqual([{ n: 1, text: 'a' }])
  }))
