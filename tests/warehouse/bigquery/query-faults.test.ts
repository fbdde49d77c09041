import { expect, test } from 'vitest'
import type { Fault } from '#tests/bigquery/faults.ts'
import {
  answerNumbers,
  ask,
  isCancel,
  isPage,
  isQuery,
  numbered,
  withAdapter,
} from '#tests/warehouse/bigquery/adapter-test.ts'
import { eventually } from '#tests/warehouse/bigquery/eventually.ts'

const QUERIES = { method: 'POST', path: /\/queries$/ }

test('what passes by itself is asked for again, at most twice, as the same request', async () => {
  const faults: readonly Fault[] = [
    { kind: 'error', status: 403, reason: 'rateLimitExceeded' },
    { kind: 'error', status: 400, reason: 'jobRateLimitExceeded' },
    { kind: 'error', status: 500, reason: 'backendError' },
    { kind: 'error', status: 503, reason: 'backendError' },
    { kind: 'error', status: 500, reason: 'internalError' },
    { kind: 'reset-mid-body' },
    { kind: 'malformed-json' },
    { kind: 'html' },
    { kind: 'empty-object' },
  ]
  await Promise.all(
    faults.map((fault) =>
      withAdapter(async (client, server) => {
        answerNumbers(server)
        server.fault(fault, { ...QUERIES, times: 2 })
        expect((await ask(client)).rows, fault.kind).toEqual(numbered(3))
        const ids = server.requests.map(({ body }) => (body as { requestId: string }).requestId)
        expect(ids).toHaveLength(3)
        expect(new Set(ids).size).toBe(1)
        expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
      }),
    ),
  )
})

test('what does not pass is a typed error after three attempts, and says nothing of what came', async () => {
  const faults: readonly Fault[] = [
    { kind: 'error', status: 403, reason: 'rateLimitExceeded' },
    { kind: 'error', status: 503, reason: 'backendError' },
    { kind: 'reset-mid-body' },
    { kind: 'malformed-json' },
    { kind: 'html' },
    { kind: 'empty-object' },
  ]
  await Promise.all(
    faults.map((fault) =>
      withAdapter(async (client, server) => {
        answerNumbers(server)
        server.fault(fault, QUERIES)
        const error = await ask(client).catch((failed: unknown) => failed)
        expect(error).toMatchObject({
          name: 'WarehouseError',
          kind: 'unavailable',
          statement: 'test.numbers',
        })
        expect((error as Error).message).toMatch(/« test\.numbers »/)
        expect((error as Error).message).not.toMatch(/DOCTYPE|Bad Gateway|jobReference|JSON/)
        expect(server.requests).toHaveLength(3)
      }),
    ),
  )
})

test('what asking again cannot mend is sent once, and its kind and remedy are told', async () => {
  for (const [status, reason, kind, remedy] of [
    [403, 'quotaExceeded', 'quota', /quota page of the console/],
    [403, 'accessDenied', 'denied', /roles\/bigquery\.jobUser.*roles\/bigquery\.dataViewer/],
    [403, 'billingNotEnabled', 'denied', /sandbox/],
    [401, 'authError', 'denied', /gcloud auth application-default login/],
    [400, 'invalidQuery', 'bad-statement', /./],
    [400, 'invalid', 'bad-statement', /./],
    [404, 'notFound', 'missing-table', /VIGIE_BIGQUERY_LOCATION/],
    [500, 'bytesBilledLimitExceeded', 'too-expensive', /VIGIE_BIGQUERY_MAX_BYTES/],
    [400, 'resourcesExceeded', 'too-expensive', /./],
  ] as const)
    await withAdapter(async (client, server) => {
      server.fault({ kind: 'error', status, reason, message: 'the reason in words' })
      const error = await ask(client).catch((failed: unknown) => failed)
      expect(error, reason).toMatchObject({ name: 'WarehouseError', kind, statement: 'test.numbers' })
      expect((error as Error).message).toMatch(remedy)
      expect((error as Error).message).toMatch(/the reason in words/)
      expect(server.requests, reason).toHaveLength(1)
    })
})

test('Retry-After is waited for where the deadline allows it, and not where it does not', async () => {
  await withAdapter(async (client, server) => {
    answerNumbers(server)
    const fault = { kind: 'error', status: 429, reason: 'rateLimitExceeded', retryAfterSeconds: 2 } as const
    server.fault(fault, { ...QUERIES, times: 2 })
    const began = performance.now()
    await expect(ask(client, {}, { deadlineMs: 1500 })).rejects.toMatchObject({ kind: 'unavailable' })
    expect(performance.now() - began).toBeLessThan(1000)
    expect(server.requests).toHaveLength(1)
    const again = performance.now()
    expect((await ask(client)).rows).toHaveLength(3)
    expect(performance.now() - again).toBeGreaterThan(1900)
    expect(server.requests).toHaveLength(3)
  })
})

test('silence ends at the deadline, and a reader who leaves waits no longer', () =>
  withAdapter(async (client, server) => {
    server.fault({ kind: 'silence' })
    const began = performance.now()
    await expect(ask(client, {}, { deadlineMs: 300 })).rejects.toMatchObject({
      kind: 'timeout',
      statement: 'test.numbers',
    })
    const leaving = new AbortController()
    const left = ask(client, {}, { signal: leaving.signal })
    setTimeout(() => leaving.abort(), 100)
    await expect(left).rejects.toMatchObject({ kind: 'timeout', message: expect.stringMatching(/given up/) })
    await expect(ask(client, {}, { signal: leaving.signal })).rejects.toMatchObject({ kind: 'timeout' })
    expect(performance.now() - began).toBeLessThan(5000)
    expect(server.requests).toHaveLength(2)
    expect(server.requests.map(({ body }) => (body as { jobTimeoutMs: string }).jobTimeoutMs)[0]).toMatch(
      /^(?:300|[12]\d\d)$/,
    )
  }))

test('a server that falls silent once the job runs costs the deadline, and the job is cancelled', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    server.fault({ kind: 'incomplete' }, QUERIES)
    server.fault({ kind: 'silence' }, { method: 'GET' })
    await expect(ask(client, {}, { deadlineMs: 400 })).rejects.toMatchObject({ kind: 'timeout' })
    await eventually(() => expect(server.requests.filter(isCancel)).toHaveLength(1))
    expect(server.requests.filter(isCancel)[0]?.query.location).toBe('US')
  }))

test('a query that is not done yet is asked for with pauses until it is', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    server.fault({ kind: 'incomplete', polls: 4 }, { ...QUERIES, times: 1 })
    const began = performance.now()
    expect((await ask(client)).rows).toEqual(numbered(3))
    expect(performance.now() - began).toBeGreaterThan(600)
    expect(server.requests.filter(isPage)).toHaveLength(4)
  }))

test('a query that is never done is a timeout: few requests, and its job is cancelled', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    server.fault({ kind: 'incomplete' }, QUERIES)
    await expect(ask(client, {}, { deadlineMs: 1200 })).rejects.toMatchObject({
      kind: 'timeout',
      statement: 'test.numbers',
    })
    await eventually(() => expect(server.requests.filter(isCancel)).toHaveLength(1))
    expect(server.requests.filter(isPage).length).toBeLessThan(8)
    for (const { query } of server.requests.filter(isPage)) expect(query.timeoutMs).toMatch(/^\d+$/)
  }))

test('a reader who leaves between two polls is not kept until the next, and the job is cancelled', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    server.fault({ kind: 'incomplete' }, QUERIES)
    const leaving = new AbortController()
    const asked = ask(client, {}, { signal: leaving.signal })
    await eventually(() => expect(server.requests.filter(isPage)).toHaveLength(4))
    const began = performance.now()
    leaving.abort()
    await expect(asked).rejects.toMatchObject({ kind: 'timeout' })
    expect(performance.now() - began).toBeLessThan(400)
    await eventually(() => expect(server.requests.filter(isCancel)).toHaveLength(1))
  }))

test('forty pages are read whole and in order, by the location of the job', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server, 200)
    server.fault({ kind: 'page-size', rows: 5 }, QUERIES)
    expect((await ask(client)).rows).toEqual(numbered(200))
    const pages = server.requests.filter(isPage)
    expect(pages).toHaveLength(39)
    for (const { query } of pages) {
      expect(query.location).toBe('US')
      expect(Number(query.maxResults)).toBeGreaterThan(0)
    }
  }))

test('a page that breaks is asked for again alone; rows are neither lost nor doubled', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server, 20)
    server.fault({ kind: 'page-size', rows: 5 }, QUERIES)
    server.fault({ kind: 'reset-mid-body' }, { method: 'GET', times: 2 })
    expect((await ask(client)).rows).toEqual(numbered(20))
    expect(server.requests.filter(isQuery)).toHaveLength(1)
    expect(server.requests.filter(isPage)).toHaveLength(5)
  }))

test('an answer lost between two pages is asked for once more, whole, and then given up', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server, 20)
    server.fault({ kind: 'page-size', rows: 5 }, QUERIES)
    server.fault({ kind: 'lost-after-first-page' }, { ...QUERIES, times: 1 })
    expect((await ask(client)).rows).toEqual(numbered(20))
    expect(server.requests.filter(isQuery)).toHaveLength(2)
    server.fault({ kind: 'lost-after-first-page' }, QUERIES)
    await expect(ask(client)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/twice/),
    })
    expect(server.requests.filter(isQuery)).toHaveLength(4)
  }))

test('columns are read by their names; a schema or rows that are missing are an error, never fewer rows', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server, 4)
    const remove = server.fault({ kind: 'reordered-columns' })
    expect((await ask(client)).rows).toEqual(numbered(4))
    remove()
    for (const fault of [{ kind: 'no-schema' }, { kind: 'wrong-total', totalRows: 5 }] as const) {
      const restore = server.fault(fault)
      await expect(ask(client), fault.kind).rejects.toMatchObject({ kind: 'bad-row', name: 'WarehouseError' })
      restore()
    }
  }))

test('columns that change their order between two pages are still read by their names', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server, 6)
    server.fault({ kind: 'page-size', rows: 2 }, QUERIES)
    server.fault({ kind: 'reordered-columns' }, { method: 'GET', times: 1 })
    expect((await ask(client)).rows).toEqual(numbered(6))
  }))

test('a job that fails while it runs is told by its own reason', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    const fault = { kind: 'job-error', status: 400, reason: 'resourcesExceeded' } as const
    server.fault({ kind: 'incomplete', polls: 1 }, QUERIES)
    server.fault(fault, QUERIES)
    await expect(ask(client)).rejects.toMatchObject({ kind: 'too-expensive' })
    expect(server.requests.filter(isPage)).toHaveLength(1)
  }))
