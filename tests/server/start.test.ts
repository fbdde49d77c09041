import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { EnvError, overlookedBigQuery, parseEnv } from '#app/env.server.ts'
import { isLoopback, resolveIdentity } from '#app/server/identity.ts'
import { addressOf, listen } from '#app/server/listen.ts'
import { createProgressBar } from '#app/server/progress-bar.ts'
import { createLog } from '#app/server/request-log.ts'
import { StartError } from '#app/server/start-error.ts'

test('left out or empty, the variables have their defaults', () => {
  expect(parseEnv({ PORT: '', HOST: '' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: '.vigie',
    dataset: null,
    warehouse: 'duckdb',
    bigquery: null,
    bigqueryPlace: { project: null, location: null, universe: null, endpoint: null },
    identity: null,
    pageDeadlineMs: 2500,
    documentCache: true,
    log: 'off',
    mode: 'production',
  })
})

test('every mistake is said at once: the variable, its value and what to write', () => {
  const mistaken = { PORT: '80000', VIGIE_DATASET: 'prod', VIGIE_DOCUMENT_CACHE: 'yes', HOST: 'a b' }
  const read = () => parseEnv(mistaken)
  expect(read).toThrow(EnvError)
  expect(read).toThrow(/PORT="80000": a port is a whole number/)
  expect(read).toThrow(/VIGIE_DATASET="prod": the values known are demo, group\./)
  expect(read).toThrow(/VIGIE_DOCUMENT_CACHE="yes": the values known are on, off\./)
  expect(read).toThrow(/HOST="a b": a host is a name or an address/)
  expect(() => parseEnv({ PORT: '3e3' })).toThrow(EnvError)
})

const BIGQUERY = {
  VIGIE_WAREHOUSE: 'bigquery',
  VIGIE_BIGQUERY_PROJECT: 's3ns:my-group-data',
  VIGIE_BIGQUERY_DATASET: 'vigie',
  VIGIE_BIGQUERY_LOCATION: 'europe-west9',
}

test('BigQuery is read from three variables, and each one that lacks is named', () => {
  expect(parseEnv(BIGQUERY).bigquery).toEqual({
    project: 's3ns:my-group-data',
    dataset: 'vigie',
    location: 'europe-west9',
    universe: null,
    endpoint: null,
    maxBytes: 200 * 1024 * 1024,
  })
  for (const name of ['PROJECT', 'DATASET', 'LOCATION'])
    expect(() => parseEnv({ ...BIGQUERY, [`VIGIE_BIGQUERY_${name}`]: '' })).toThrow(
      new RegExp(`VIGIE_WAREHOUSE=bigquery needs VIGIE_BIGQUERY_${name}: `),
    )
  const mistaken = {
    ...BIGQUERY,
    VIGIE_BIGQUERY_ENDPOINT: 'file:///tmp',
    VIGIE_BIGQUERY_DATASET: 'a-b',
    VIGIE_BIGQUERY_MAX_BYTES: '200 MiB',
  }
  expect(() => parseEnv(mistaken)).toThrow(
    /VIGIE_BIGQUERY_ENDPOINT="file:\/\/\/tmp": an endpoint is an address/,
  )
  expect(() => parseEnv(mistaken)).toThrow(/VIGIE_BIGQUERY_DATASET="a-b": a data set has letters/)
  expect(() => parseEnv(mistaken)).toThrow(/VIGIE_BIGQUERY_MAX_BYTES="200 MiB": what a query may bill/)
})

test('data in BigQuery stay on this machine, the demonstration too: reading them is billed', () => {
  const env = parseEnv(BIGQUERY)
  expect(resolveIdentity(env, 'demo')).toBe('demo')
  expect(resolveIdentity(env, 'group')).toBe('local')
  for (const dataset of ['demo', 'group'] as const)
    expect(() => resolveIdentity({ ...env, host: '0.0.0.0' }, dataset)).toThrow(/HOST=0\.0\.0\.0/)
})

test('the identity follows the data set, and only the demonstration leaves this machine', () => {
  const env = parseEnv({})
  expect(resolveIdentity(env, 'demo')).toBe('demo')
  expect(resolveIdentity(env, 'group')).toBe('local')
  expect(resolveIdentity({ ...env, identity: 'local' }, 'demo')).toBe('local')
  expect(resolveIdentity({ ...env, host: '0.0.0.0' }, 'demo')).toBe('demo')
  const refused = [
    [{ ...env, identity: 'demo' as const }, 'group', /VIGIE_IDENTITY=demo/],
    [{ ...env, host: '0.0.0.0' }, 'group', /HOST=0\.0\.0\.0/],
    [{ ...env, host: '::' }, 'group', /HOST=::/],
    [{ ...env, host: '0.0.0.0', identity: 'local' as const }, 'demo', /HOST=0\.0\.0\.0/],
    [{ ...env, identity: 'iap' as const }, 'group', /VIGIE_IDENTITY=iap/],
    [{ ...env, identity: 'oidc' as const }, 'demo', /VIGIE_IDENTITY=oidc/],
  ] as const
  for (const [asked, dataset, message] of refused) {
    expect(() => resolveIdentity(asked, dataset)).toThrow(StartError)
    expect(() => resolveIdentity(asked, dataset)).toThrow(message)
  }
})

test('a loopback host is this machine and nothing that looks like it', () => {
  for (const host of [
    'localhost',
    'LOCALHOST:3000',
    '127.0.0.1',
    '127.8.9.1:80',
    '::1',
    '[::1]',
    '[::1]:3000',
  ]) {
    expect([host, isLoopback(host)]).toEqual([host, true])
  }
  for (const host of [
    '0.0.0.0',
    '::',
    '127.0.0.1.example',
    'localhost.example',
    '1270.0.0.1',
    '[::2]:1',
    '',
  ]) {
    expect([host, isLoopback(host)]).toEqual([host, false])
  }
})

test('an address that cannot be had is said with its remedy', async ({ onTestFinished }) => {
  const holder = createServer()
  onTestFinished(() => void holder.close())
  await listen(holder, { host: '127.0.0.1', port: 0 })
  const { port } = holder.address() as AddressInfo
  expect(addressOf(holder, '127.0.0.1')).toBe(`http://localhost:${port}`)
  const taken = listen(createServer(), { host: '127.0.0.1', port })
  await expect(taken).rejects.toThrow(`Port ${port} is already taken`)
  await expect(taken).rejects.toThrow(`PORT=${port + 1}`)
  await expect(listen(createServer(), { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    /HOST=192\.0\.2\.1 is not an address/,
  )
})

test('an error is logged with its cause, on one line of JSON or as text', () => {
  const error = new Error('the page', { cause: new Error('the driver\nsecond line') })
  const lines: string[] = []
  createLog('json', (line) => lines.push(line)).error('r-1', error)
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', request: 'r-1' })
  expect(lines[0]).toContain('the driver')
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1)
  const texts: string[] = []
  const quiet = createLog(
    'off',
    (line) => lines.push(line),
    (text) => texts.push(text),
  )
  quiet.error('r-2', error)
  quiet.request({ status: 200 })
  expect(texts.join('')).toMatch(/^Request r-2 failed: Error: the page/)
  expect(lines).toHaveLength(1)
})

test('progress is a bar on a terminal and a line every quarter of the way elsewhere', () => {
  const plain: string[] = []
  const show = createProgressBar('Making', { write: (text) => plain.push(text) })
  for (const share of [0, 0.1, 0.3, 0.31, 0.8, 1, 1]) show(share)
  expect(plain.join('')).toBe('Making 0 %\nMaking 25 %\nMaking 75 %\nMaking 100 %\n')
  const terminal: string[] = []
  const draw = createProgressBar('Making', { isTTY: true, write: (text) => terminal.push(text) })
  for (const share of [0.5, 0.501, 1]) draw(share)
  expect(terminal).toEqual([
    `\rMaking ${'█'.repeat(14)}${'░'.repeat(14)}  50 %`,
    `\rMaking ${'█'.repeat(28)} 100 %\n`,
  ])
})

test('a data set in BigQuery that is named and not used is said, unless that was chosen', () => {
  const named = {
    VIGIE_BIGQUERY_PROJECT: 'my-group',
    VIGIE_BIGQUERY_DATASET: 'vigie',
    VIGIE_BIGQUERY_LOCATION: 'EU',
  }
  const said = (variables: Record<string, string>) => overlookedBigQuery(parseEnv(variables), variables)
  expect(said(named)).toMatch(/these data are on this machine.*my-group\.vigie/)
  expect(said({ ...named, VIGIE_WAREHOUSE: 'duckdb' })).toBeNull()
  expect(said({ ...named, VIGIE_WAREHOUSE: 'bigquery' })).toBeNull()
  expect(said({ VIGIE_BIGQUERY_PROJECT: 'my-group' })).toBeNull()
})

test('an endpoint that is no address is refused by name', () => {
  expect(() => parseEnv({ VIGIE_BIGQUERY_ENDPOINT: 'notaurl' })).toThrow(
    /VIGIE_BIGQUERY_ENDPOINT="notaurl": an endpoint is an address/,
  )
})
