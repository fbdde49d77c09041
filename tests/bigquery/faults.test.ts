import { expect, test } from 'vitest'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { call, withWire } from '#tests/bigquery/wire-test.ts'

const COLUMNS = [
  { name: 'n', type: 'INT64' },
  { name: 'name', type: 'STRING' },
]
const NUMBERED = Array.from({ length: 5 }, (_, n) => ({ n, name: `row ${n}` }))

const withNumbers = (body: (server: WireServer) => Promise<void>) =>
  withWire(undefined, (server) => {
    server.answer(/numbers/, { columns: COLUMNS, rows: NUMBERED })
    return body(server)
  })

const ask = (server: WireServer, more: object = {}) =>
  call(server, 'POST', '/queries', { query: 'SELECT * FROM numbers', useLegacySql: false, ...more })

test('an error has its status, its reason and the time to wait, as often as it was asked for', () =>
  withNumbers(async (server) => {
    const match = { method: 'POST', path: /\/queries$/, sql: /numbers/, times: 1 }
    server.fault({ kind: 'error', status: 429, reason: 'rateLimitExceeded', retryAfterSeconds: 7 }, match)
    const { status, headers, body } = await ask(server)
    expect(status).toBe(429)
    expect(headers.get('retry-after')).toBe('7')
    expect(body.error).toMatchObject({ code: 429, errors: [{ reason: 'rateLimitExceeded' }] })
    expect((await ask(server)).status).toBe(200)
    const remove = server.fault(
      { kind: 'error', status: 403, reason: 'accessDenied', message: 'no' },
      { sql: /other/ },
    )
    expect((await ask(server)).status).toBe(200)
    expect((await ask(server, { query: 'SELECT * FROM other' })).body.error.message).toBe('no')
    remove()
    expect((await ask(server, { query: 'SELECT * FROM other' })).status).toBe(501)
  }))

test('bodies can be cut, spoiled, or of something else; connections can end or stay silent', () =>
  withNumbers(async (server) => {
    const raw = (signal?: AbortSignal) =>
      fetch(`${server.url}/bigquery/v2/projects/p/queries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'SELECT * FROM numbers', useLegacySql: false }),
        signal: signal ?? null,
      })
    server.fault({ kind: 'malformed-json' }, { times: 1 })
    await expect((await raw()).json()).rejects.toThrow(SyntaxError)
    server.fault({ kind: 'html' }, { times: 1 })
    const page = await raw()
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=UTF-8'])
    server.fault({ kind: 'empty-object' }, { times: 1 })
    expect(await (await raw()).json()).toEqual({})
    server.fault({ kind: 'reset-mid-body' }, { times: 1 })
    await expect(raw().then((response) => response.text())).rejects.toThrow()
    server.fault({ kind: 'silence' }, { times: 1 })
    await expect(raw(AbortSignal.timeout(50))).rejects.toThrow(/timeout/)
    expect((await raw()).status).toBe(200)
    expect(server.requests).toHaveLength(6)
  }))

test('answers can lack their schema, change the order of columns, or count wrongly', () =>
  withNumbers(async (server) => {
    server.fault({ kind: 'no-schema' }, { times: 1 })
    expect((await ask(server)).body).not.toHaveProperty('schema')
    server.fault({ kind: 'reordered-columns' }, { times: 1 })
    const { schema, rows } = (await ask(server)).body
    expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(['name', 'n'])
    expect(rows[1]).toEqual({ f: [{ v: 'row 1' }, { v: '1' }] })
    server.fault({ kind: 'wrong-total', totalRows: 9 }, { times: 1 })
    expect((await ask(server)).body.totalRows).toBe('9')
  }))

test('pages can be as short as wanted, and their job lost after the first', () =>
  withNumbers(async (server) => {
    server.fault({ kind: 'page-size', rows: 2 })
    const first = (await ask(server)).body
    const next = `/queries/${first.jobReference.jobId}?pageToken=${first.pageToken}`
    expect((await call(server, 'GET', next)).body).toMatchObject({ rows: [{ f: [{ v: '2' }, {}] }, {}] })
    server.fault({ kind: 'lost-after-first-page' })
    const lost = (await ask(server)).body
    const gone = await call(server, 'GET', `/queries/${lost.jobReference.jobId}?pageToken=${lost.pageToken}`)
    expect(gone).toMatchObject({ status: 404, body: { error: { errors: [{ reason: 'notFound' }] } } })
  }))

test('a job can be late, found unfinished by its first polls or for ever, and cancelled', () =>
  withNumbers(async (server) => {
    server.fault({ kind: 'latency', ms: () => 60 }, { times: 1 })
    const late = (await ask(server, { timeoutMs: 1 })).body
    expect(late).toMatchObject({ jobComplete: false, jobReference: { projectId: 'p' } })
    expect((await call(server, 'GET', `/queries/${late.jobReference.jobId}`)).body.jobComplete).toBe(true)

    server.fault({ kind: 'incomplete', polls: 2 }, { times: 1 })
    const held = (await ask(server)).body
    const polls = [held.jobComplete]
    while (!polls.at(-1))
      polls.push((await call(server, 'GET', `/queries/${held.jobReference.jobId}`)).body.jobComplete)
    expect(polls).toEqual([false, false, true])

    server.fault({ kind: 'incomplete' }, { times: 1 })
    const { jobId } = (await ask(server)).body.jobReference
    // On a busy machine it may not have begun yet: it is under way all the same.
    expect(['PENDING', 'RUNNING']).toContain((await call(server, 'GET', `/jobs/${jobId}`)).body.status.state)
    await call(server, 'POST', `/jobs/${jobId}/cancel`)
    const cancelled = (await call(server, 'GET', `/jobs/${jobId}`)).body.status
    expect(cancelled).toMatchObject({ state: 'DONE', errorResult: { reason: 'stopped' } })
  }))

test('a job ends at its own time limit; one that fails while it runs says so in its status', () =>
  withNumbers(async (server) => {
    server.fault({ kind: 'latency', ms: 60_000 }, { times: 1 })
    const { body } = await ask(server, { jobTimeoutMs: '20' })
    expect(body.error.errors[0]).toMatchObject({
      reason: 'stopped',
      message: expect.stringMatching(/timed out after 0.02 sec/),
    })
    server.fault({ kind: 'job-error', status: 503, reason: 'backendError' }, { times: 1 })
    const query = { query: 'SELECT * FROM numbers', useLegacySql: false }
    const job = await call(server, 'POST', '/jobs', {
      jobReference: { jobId: 'j' },
      configuration: { query },
    })
    expect(job.status).toBe(200)
    expect((await call(server, 'GET', '/queries/j')).status).toBe(503)
    const { status } = (await call(server, 'GET', '/jobs/j')).body
    expect(status).toMatchObject({ state: 'DONE', errorResult: { reason: 'backendError' } })
  }))
