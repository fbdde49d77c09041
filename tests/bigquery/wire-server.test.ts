import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BigQuery } from '@google-cloud/bigquery'
import { expect, onTestFinished } from 'vitest'
import { decodePage, queryParameters } from '#app/warehouse/bigquery/values.ts'
import { call, withWire } from '#tests/bigquery/wire-test.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'

const test = googlesqlTest()

const COLUMNS = [
  { name: 'day', type: 'DATE', mode: 'REQUIRED' },
  { name: 'subsidiary', type: 'STRING' },
  { name: 'requests', type: 'INT64' },
  { name: 'cost', type: 'BIGNUMERIC' },
]

const ROWS = [
  { day: '2026-06-30', subsidiary: 'north', requests: 12, cost: '0.000000000000000001' },
  { day: '2026-07-01', subsidiary: 'north', requests: '9007199254740993', cost: '12345678901234567890.5' },
  { day: '2026-07-02', subsidiary: 'south', requests: null, cost: null },
]

test('the official client makes a data set and a table, loads rows and asks for them with parameters', (engine) =>
  withWire(engine, async (server, client) => {
    const [dataset] = await client.createDataset('d', { location: 'EU' })
    const [table] = await dataset.createTable('t', { schema: { fields: COLUMNS } })
    const folder = mkdtempSync(join(tmpdir(), 'wire-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'rows.json')
    writeFileSync(file, ROWS.map((row) => JSON.stringify(row)).join('\n'))
    const [job] = await table.load(file, { sourceFormat: 'NEWLINE_DELIMITED_JSON' })
    expect(job.status?.state).toBe('DONE')
    expect(job.statistics?.load?.outputRows).toBe('3')
    expect(server.rows('p', 'd', 't')).toEqual(ROWS)

    const [rows] = await client.query({
      query: `SELECT t.day, t.requests, t.cost FROM \`p.d.t\` AS t
        WHERE t.subsidiary IN (SELECT * FROM UNNEST(@scope)) AND t.day >= @from AND t.cost > @least ORDER BY day`,
      params: { scope: ['north', 'west'], from: BigQuery.date('2026-07-01'), least: '0.5' },
      types: { scope: ['STRING'], from: 'DATE', least: 'BIGNUMERIC' },
      location: 'EU',
      labels: { page: 'cost' },
      wrapIntegers: true,
    })
    expect(rows).toHaveLength(1)
    expect(rows[0].day.value).toBe('2026-07-01')
    expect(rows[0].requests.value).toBe('9007199254740993')
    expect(rows[0].cost.toFixed()).toBe('12345678901234567890.5')
    expect(server.requests.at(-1)?.body).toMatchObject({ location: 'EU', labels: { page: 'cost' } })
  }))

test('every type arrives as BigQuery writes it', (engine) =>
  withWire(engine, async (server) => {
    const query = `SELECT 1 AS i, 2.5 AS f, 3.0 AS whole, IEEE_DIVIDE(0, 0) AS nan, NUMERIC '1.50' AS n, TRUE AS b,
      DATE '2026-07-31' AS d, TIMESTAMP '2026-07-31 12:00:00.25 UTC' AS t, CAST(NULL AS STRING) AS s, ['x'] AS list`
    const asked = { query, useLegacySql: false }
    const { body } = await call(server, 'POST', '/queries', asked)
    const types = body.schema.fields.map(({ type }: { type: string }) => type).join(' ')
    expect(types).toBe('INTEGER FLOAT FLOAT FLOAT NUMERIC BOOLEAN DATE TIMESTAMP STRING STRING')
    expect(body.schema.fields.at(-1).mode).toBe('REPEATED')
    expect(body.rows[0].f.map(({ v }: { v: unknown }) => v)).toEqual([
      '1',
      '2.5',
      '3.0',
      'NaN',
      '1.5',
      'true',
      '2026-07-31',
      '1.78549920025E9',
      null,
      [{ v: 'x' }],
    ])
    const micros = await call(server, 'POST', '/queries', {
      ...asked,
      formatOptions: { useInt64Timestamp: true },
    })
    expect(micros.body.rows[0].f[7]).toEqual({ v: '1785499200250000' })
  }))

test('parameters as the application writes them come back as it reads answers', (engine) =>
  withWire(engine, async (server) => {
    const parameters = {
      text: { type: 'STRING', value: "it's" },
      big: { type: 'INT64', value: '-9223372036854775808' },
      cost: { type: 'BIGNUMERIC', value: '-0.000000000000000001' },
      hours: { type: 'DECIMAL(18,6)', value: '123456789012.123456' },
      day: { type: 'DATE', value: '2024-02-29' },
      yes: { type: 'BOOL', value: false },
      share: { type: 'FLOAT64', value: 1e-7 },
      none: { type: 'BIGNUMERIC', value: null },
    } as const
    const select = Object.keys(parameters).map((name) => `@${name} AS ${name}`)
    const { body } = await call(server, 'POST', '/queries', {
      query: `SELECT ${select.join(', ')}, ARRAY_LENGTH(@days) AS days, ARRAY_LENGTH(@empty) AS empty`,
      useLegacySql: false,
      parameterMode: 'NAMED',
      queryParameters: queryParameters({
        ...parameters,
        days: { type: 'DATE[]', value: ['2026-07-01', '2026-07-02'] },
        empty: { type: 'STRING[]', value: [] },
      }),
    })
    const types = Object.entries(parameters).map(([name, { type }]) => [name, type])
    const columns = { ...Object.fromEntries(types), days: 'INT64', empty: 'INT64' }
    const values = Object.entries(parameters).map(([name, { value }]) => [name, value])
    expect(decodePage('test', columns, body)).toEqual([{ ...Object.fromEntries(values), days: 2, empty: 0 }])
  }))

test('pages hold no more than maxResults, and another location finds no job', (engine) =>
  withWire(engine, async (server) => {
    const query = 'SELECT n FROM UNNEST(GENERATE_ARRAY(1, 5)) AS n ORDER BY n'
    const first = await call(server, 'POST', '/queries', {
      query,
      useLegacySql: false,
      maxResults: 2,
      location: 'EU',
    })
    expect(first.body).toMatchObject({ totalRows: '5', jobComplete: true, jobReference: { location: 'EU' } })
    const read = first.body.rows.map(({ f }: { f: { v: string }[] }) => f[0]?.v)
    let { pageToken } = first.body
    const path = `/queries/${first.body.jobReference.jobId}`
    while (pageToken) {
      const { body } = await call(server, 'GET', `${path}?location=EU&maxResults=2&pageToken=${pageToken}`)
      read.push(...body.rows.map(({ f }: { f: { v: string }[] }) => f[0]?.v))
      pageToken = body.pageToken
    }
    expect(read).toEqual(['1', '2', '3', '4', '5'])
    const elsewhere = await call(server, 'GET', `${path}?location=US`)
    expect(elsewhere).toMatchObject({ status: 404, body: { error: { errors: [{ reason: 'notFound' }] } } })
  }))

test('a statement is refused as BigQuery refuses it', (engine) =>
  withWire(engine, async (server, client) => {
    server.putTable('p', 'd', 't', COLUMNS, ROWS)
    const refusal = async (query: string, more: object = {}) => {
      const { status, body } = await call(server, 'POST', '/queries', { query, useLegacySql: false, ...more })
      return `${status} ${body.error.errors[0].reason}: ${body.error.message}`
    }
    const all = 'SELECT t.day FROM `p.d.t` AS t'
    expect(await refusal('SELECT u.day FROM `p.d.u` AS u')).toBe('404 notFound: Not found: Table p:d.u')
    expect(await refusal(all, { location: 'EU' })).toBe(
      '404 notFound: Not found: Dataset p:d was not found in location EU',
    )
    expect(await refusal('SELECT\n  t.dya FROM `p.d.t` AS t')).toMatch(
      /^400 invalidQuery: Name dya not found inside t at \[2:5\]$/,
    )
    expect(await refusal('SELECT 1 / 0 AS x')).toBe('400 invalidQuery: division by zero: 1 / 0')
    expect(await refusal('SELECT day FROM t')).toMatch(/^400 invalid: Table "t" must be qualified/)
    expect(await refusal(all, { maximumBytesBilled: '1000' })).toMatch(
      /^500 bytesBilledLimitExceeded: .*10485760 or/,
    )
    expect(await refusal('DELETE FROM `p.d.t` AS t WHERE TRUE')).toMatch(/^403 billingNotEnabled: /)
    await expect(client.dataset('d').table('u').getMetadata()).rejects.toMatchObject({ code: 404 })
    await expect(client.dataset('e').getMetadata()).rejects.toMatchObject({ code: 404 })
  }))

test('a project may have a colon in its name', (engine) =>
  withWire(engine, async (server) => {
    server.putTable('s3ns:vigie', 'd', 't', COLUMNS, ROWS)
    const response = await fetch(`${server.url}/bigquery/v2/projects/s3ns:vigie/queries?prettyPrint=false`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'SELECT COUNT(*) AS n FROM `s3ns:vigie.d.t` AS t', useLegacySql: false }),
    })
    expect(await response.json()).toMatchObject({ rows: [{ f: [{ v: '3' }] }] })
  }))

test('a dry run tells columns and bytes, and starts no job', (engine) =>
  withWire(engine, async (server, client) => {
    server.putTable('p', 'd', 't', COLUMNS, ROWS)
    const [, dry] = await client.createQueryJob({ query: 'SELECT t.cost FROM `p.d.t` AS t', dryRun: true })
    expect(dry.statistics?.query?.totalBytesBilled).toBe('10485760')
    expect(dry.statistics?.query?.schema?.fields).toEqual([
      { name: 'cost', type: 'BIGNUMERIC', mode: 'NULLABLE' },
    ])
    const body = { query: 'SELECT t.cost FROM `p.d.t` AS t', useLegacySql: false, dryRun: true }
    expect((await call(server, 'POST', '/queries', body)).body).toMatchObject({
      jobComplete: true,
      schema: { fields: [{ name: 'cost' }] },
    })
  }))

test('the same question comes from the cache until the table changes; the same requestId starts one job', (engine) =>
  withWire(engine, async (server) => {
    server.putTable('p', 'd', 't', COLUMNS, ROWS)
    const ask = async (more: object = {}) => {
      const query = 'SELECT COUNT(*) AS n FROM `p.d.t` AS t'
      return (await call(server, 'POST', '/queries', { query, useLegacySql: false, ...more })).body
    }
    expect(await ask()).toMatchObject({
      cacheHit: false,
      totalBytesBilled: '10485760',
      rows: [{ f: [{ v: '3' }] }],
    })
    expect(await ask()).toMatchObject({ cacheHit: true, totalBytesBilled: '0', rows: [{ f: [{ v: '3' }] }] })
    server.putTable('p', 'd', 't', COLUMNS, ROWS.slice(1))
    expect(await ask()).toMatchObject({ cacheHit: false, rows: [{ f: [{ v: '2' }] }] })
    const [one, two] = [await ask({ requestId: 'a' }), await ask({ requestId: 'a' })]
    expect(two.jobReference.jobId).toBe(one.jobReference.jobId)
  }))

test('CREATE TABLE keeps what it declares, fits the rows of its query, and DROP takes it away', (engine) =>
  withWire(engine, async (server, client) => {
    server.putTable('p', 'd', 't', COLUMNS, ROWS)
    const create = (head: string, select: string) =>
      client.query(`CREATE OR REPLACE TABLE \`p.d.fact__v2\` ${head} AS /* as */ ${select}`)
    await create(
      `(day DATE NOT NULL OPTIONS(description='The day'), cost DECIMAL(18,6), requests BIGNUMERIC)
        PARTITION BY DATE_TRUNC(day, MONTH) CLUSTER BY cost
        OPTIONS(description='Facts', labels=[('version', '2')], expiration_timestamp=TIMESTAMP '2100-01-01 00:00:00 UTC')`,
      "SELECT t.day, NUMERIC '1.0000005' AS c, t.requests AS r FROM `p.d.t` AS t WHERE t.requests IS NOT NULL",
    )
    expect(server.rows('p', 'd', 'fact__v2')).toEqual([
      { day: '2026-06-30', cost: '1.000001', requests: '12' },
      { day: '2026-07-01', cost: '1.000001', requests: '9007199254740993' },
    ])
    const [metadata] = await client.dataset('d').table('fact__v2').getMetadata()
    expect(metadata).toMatchObject({
      type: 'TABLE',
      numRows: '2',
      description: 'Facts',
      labels: { version: '2' },
      expirationTime: '4102444800000',
      timePartitioning: { type: 'MONTH', field: 'day' },
      clustering: { fields: ['cost'] },
    })
    expect(metadata.schema.fields.slice(0, 2)).toEqual([
      { name: 'day', type: 'DATE', mode: 'REQUIRED', description: 'The day' },
      { name: 'cost', type: 'NUMERIC', mode: 'NULLABLE', precision: '18', scale: '6' },
    ])
    await expect(create('(day DATE NOT NULL)', 'SELECT CAST(NULL AS DATE) AS day')).rejects.toThrow(
      'Required field day cannot be null',
    )
    expect(server.rows('p', 'd', 'fact__v2')).toHaveLength(2)
    await client.query('DROP TABLE `p.d.fact__v2`')
    await client.query('DROP TABLE IF EXISTS `p.d.fact__v2`')
    expect(() => server.rows('p', 'd', 'fact__v2')).toThrow('Not found: Table p:d.fact__v2')
  }))

test('a query writes its answer into a table as its disposition says', (engine) =>
  withWire(engine, async (server) => {
    server.putTable('p', 'd', 't', [{ name: 'n', type: 'INT64' }], [{ n: 1 }])
    const insert = async (jobId: string, writeDisposition: string) => {
      const destinationTable = { projectId: 'p', datasetId: 'd', tableId: 't' }
      const query = { query: 'SELECT 2 AS n', useLegacySql: false, destinationTable, writeDisposition }
      const started = await call(server, 'POST', '/jobs', {
        jobReference: { jobId },
        configuration: { query },
      })
      expect(started.body.status.state).toBe('PENDING')
      await call(server, 'GET', `/queries/${jobId}?timeoutMs=5000`)
      const { body } = await call(server, 'GET', `/jobs/${jobId}`)
      return body.status
    }
    expect(await insert('empty', 'WRITE_EMPTY')).toMatchObject({
      state: 'DONE',
      errorResult: { reason: 'duplicate' },
    })
    expect(await insert('append', 'WRITE_APPEND')).toEqual({ state: 'DONE' })
    expect(server.rows('p', 'd', 't')).toEqual([{ n: 1 }, { n: 2 }])
    expect(await insert('truncate', 'WRITE_TRUNCATE')).toEqual({ state: 'DONE' })
    expect(server.rows('p', 'd', 't')).toEqual([{ n: 2 }])
    const again = { jobReference: { jobId: 'append' }, configuration: { query: { query: 'SELECT 1 AS n' } } }
    expect((await call(server, 'POST', '/jobs', again)).status).toBe(409)
  }))

test('statements over other tables asked together each see their own', (engine) =>
  withWire(engine, async (server, client) => {
    const names = Array.from({ length: 12 }, (_, index) => `t${index}`)
    names.forEach((name, index) => {
      server.putTable('p', 'd', name, [{ name: 'n', type: 'INT64' }], [{ n: index }])
    })
    const asked = await Promise.all(
      [...names, ...names].map((name) => client.query(`SELECT t.n FROM \`p.d.${name}\` AS t`)),
    )
    expect(asked.map(([rows]) => rows[0].n)).toEqual([...names.keys(), ...names.keys()])
  }))
