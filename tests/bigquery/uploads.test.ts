import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, onTestFinished, test } from 'vitest'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { call, withWire } from '#tests/bigquery/wire-test.ts'

const FIELDS = [
  { name: 'day', type: 'DATE' },
  { name: 'name', type: 'STRING' },
  { name: 'cost', type: 'BIGNUMERIC' },
]

const uploadPath = (server: WireServer) => `${server.url}/upload/bigquery/v2/projects/p/jobs`

function loadJob(jobId: string, more: object, tableId = 't') {
  const destinationTable = { projectId: 'p', datasetId: 'd', tableId }
  return {
    jobReference: { jobId },
    configuration: { load: { destinationTable, schema: { fields: FIELDS }, ...more } },
  }
}

/** Uploads a file in one request and waits for its job; the answer is the job's status and its rows. */
async function multipart(server: WireServer, job: ReturnType<typeof loadJob>, file: Buffer<ArrayBuffer>) {
  const head = `--x\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(job)}\r\n--x\r\nContent-Type: */*\r\n\r\n`
  const response = await fetch(`${uploadPath(server)}?uploadType=multipart`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/related; boundary=x' },
    body: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--x--\r\n')]),
  })
  if (response.status !== 200) return { state: `HTTP ${response.status}` }
  return finished(server, job.jobReference.jobId)
}

async function finished(server: WireServer, jobId: string) {
  for (;;) {
    const { body } = await call(server, 'GET', `/jobs/${jobId}`)
    if (body.status.state === 'DONE') return { ...body.status, outputRows: body.statistics.load?.outputRows }
  }
}

test('NDJSON, also gzipped, CSV and Parquet load the same rows', () =>
  withWire(undefined, async (server) => {
    await call(server, 'POST', '/datasets', { datasetReference: { datasetId: 'd' } })
    const rows = [
      { day: '2026-07-01', name: 'a "quoted", name', cost: '0.000000000000000001' },
      { day: '2026-07-02', name: '', cost: null },
      { day: null, name: null, cost: '-12' },
    ]
    const json = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
    const csv =
      'day,name,cost\n2026-07-01,"a ""quoted"", name",0.000000000000000001\r\n2026-07-02,"",\\N\n\\N,\\N,-12\n'
    const files: Record<string, [object, Buffer<ArrayBuffer>]> = {
      json: [{ sourceFormat: 'NEWLINE_DELIMITED_JSON' }, json],
      gzip: [{ sourceFormat: 'NEWLINE_DELIMITED_JSON' }, Buffer.from(gzipSync(json))],
      csv: [{ sourceFormat: 'CSV', nullMarker: '\\N', skipLeadingRows: 1 }, Buffer.from(csv)],
      parquet: [{ sourceFormat: 'PARQUET' }, await parquetOf(json)],
    }
    for (const [name, [options, file]] of Object.entries(files)) {
      const status = await multipart(server, loadJob(name, options, name), file)
      expect(status, name).toEqual({ state: 'DONE', outputRows: '3' })
      expect(server.rows('p', 'd', name), name).toEqual(rows)
    }
  }))

async function parquetOf(json: Buffer): Promise<Buffer<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const values = json
    .toString('utf8')
    .split('\n')
    .map((line) => JSON.parse(line))
  await connection.run('CREATE TABLE t (day DATE, name VARCHAR, cost DECIMAL(38,18))')
  for (const { day, name, cost } of values)
    await connection.run('INSERT INTO t VALUES ($day, $name, $cost)', { day, name, cost })
  await connection.run(`COPY t TO '${join(folder, 't.parquet')}' (FORMAT parquet)`)
  connection.closeSync()
  return readFileSync(join(folder, 't.parquet'))
}

test('a file that does not fit changes nothing, and its job says which row; a job is not started twice', () =>
  withWire(undefined, async (server) => {
    server.putTable('p', 'd', 't', FIELDS, [{ day: '2026-07-01' }])
    const options = { sourceFormat: 'NEWLINE_DELIMITED_JSON', writeDisposition: 'WRITE_TRUNCATE' }
    const bad = Buffer.from('{"day":"2026-07-02"}\n{"day":"2026-13-02"}\n')
    expect(await multipart(server, loadJob('bad', options), bad)).toMatchObject({
      state: 'DONE',
      errorResult: {
        reason: 'invalid',
        message: "Error while reading data, row 2: Could not parse '2026-13-02' as DATE for field day",
      },
    })
    expect(server.rows('p', 'd', 't')).toHaveLength(1)
    expect(await multipart(server, loadJob('bad', options), bad)).toEqual({ state: 'HTTP 409' })
  }))

test('a partition decorator truncates the rows of its month, and takes no others', () =>
  withWire(undefined, async (server) => {
    await call(server, 'POST', '/datasets', { datasetReference: { datasetId: 'd' } })
    const layout = { timePartitioning: { type: 'MONTH', field: 'day' } }
    const options = { sourceFormat: 'NEWLINE_DELIMITED_JSON', writeDisposition: 'WRITE_TRUNCATE', ...layout }
    const month = (jobId: string, decorator: string, ...days: string[]) => {
      const file = days.map((day) => JSON.stringify({ day })).join('\n')
      return multipart(server, loadJob(jobId, options, `t$${decorator}`), Buffer.from(file))
    }
    const days = () => server.rows('p', 'd', 't').map(({ day }) => day)
    await month('june', '202606', '2026-06-30')
    await month('july', '202607', '2026-07-01', '2026-07-31')
    expect(days()).toEqual(['2026-06-30', '2026-07-01', '2026-07-31'])
    await month('july again', '202607', '2026-07-15')
    expect(days()).toEqual(['2026-06-30', '2026-07-15'])
    const stray = await month('stray', '202607', '2026-07-01', '2026-08-01')
    expect(stray.errorResult.message).toMatch(/^Some rows belong to different partitions/)
    expect((await month('wrong unit', '20260701', '2026-07-01')).errorResult.message).toMatch(
      /^Invalid partition/,
    )
    expect(days()).toEqual(['2026-06-30', '2026-07-15'])
  }))

test('a resumable upload goes on where a lost connection left it', () =>
  withWire(undefined, async (server) => {
    await call(server, 'POST', '/datasets', { datasetReference: { datasetId: 'd' } })
    const line = `${JSON.stringify({ name: 'x'.repeat(1000) })}\n`
    const file = Buffer.from(line.repeat(600))
    const job = loadJob('resumed', { sourceFormat: 'NEWLINE_DELIMITED_JSON' })
    const begun = await fetch(`${uploadPath(server)}?uploadType=resumable`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(job),
    })
    const session = begun.headers.get('location') ?? ''
    const put = (range: string, body: Buffer<ArrayBuffer>) =>
      fetch(session, { method: 'PUT', headers: { 'content-range': `bytes ${range}/${file.length}` }, body })
    const chunk = 256 * 1024
    expect((await put('*', Buffer.alloc(0))).headers.get('range')).toBeNull()
    const first = await put(`0-${chunk - 1}`, file.subarray(0, chunk))
    expect([first.status, first.headers.get('range')]).toEqual([308, `bytes=0-${chunk - 1}`])
    server.fault({ kind: 'silence' }, { method: 'PUT', times: 1 })
    const lost = AbortSignal.timeout(50)
    const second = {
      method: 'PUT',
      headers: { 'content-range': `bytes ${chunk}-${2 * chunk - 1}/${file.length}` },
    }
    await expect(
      fetch(session, { ...second, body: file.subarray(chunk, 2 * chunk), signal: lost }),
    ).rejects.toThrow()
    const asked = await put('*', Buffer.alloc(0))
    expect([asked.status, asked.headers.get('range')]).toEqual([308, `bytes=0-${chunk - 1}`])
    const rest = await put(`${chunk}-${file.length - 1}`, file.subarray(chunk))
    expect(await rest.json()).toMatchObject({ jobReference: { jobId: 'resumed' } })
    expect(await finished(server, 'resumed')).toEqual({ state: 'DONE', outputRows: '600' })
    expect((await put('*', Buffer.alloc(0))).status).toBe(200)
  }))
