import { expect, test } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import { dryRun } from '#app/warehouse/bigquery/query.server.ts'
import { asSent, queryOf } from '#app/warehouse/bigquery/statement-text.ts'
import type { SqlParameter } from '#app/warehouse/warehouse.ts'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { answerNumbers, ask, isQuery, NUMBERS, withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'

const MIB = 1024 * 1024
const lastBody = (server: WireServer) =>
  server.requests.filter(isQuery).at(-1)?.body as Record<string, unknown>

test('a query says in one request where it runs, what it may cost, how long it may take and whose it is', () =>
  withAdapter(
    async (client, server) => {
      answerNumbers(server)
      await ask(client, {}, { deadlineMs: 5000 })
      expect(server.requests).toHaveLength(1)
      expect(server.requests[0]?.query).toMatchObject({ prettyPrint: 'false' })
      const { jobTimeoutMs, ...body } = lastBody(server)
      expect(body).toMatchObject({
        query: NUMBERS.sql,
        useLegacySql: false,
        location: 'europe-west9',
        labels: { query: 'test_numbers', page: 'test', data_version: 'abc' },
        maximumBytesBilled: String(100 * MIB),
      })
      expect(body).not.toHaveProperty('queryParameters')
      expect(Number(jobTimeoutMs)).toBeGreaterThan(3000)
      expect(Number(jobTimeoutMs)).toBeLessThanOrEqual(5000)
      expect(Number(body.timeoutMs)).toBeLessThanOrEqual(5000)
      expect(Number.isInteger(body.timeoutMs)).toBe(true)
    },
    { location: 'europe-west9' },
  ))

test('what it may bill is the setting, and never less than the least that BigQuery bills for its tables', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    for (const [tables, cap] of [
      [1, 100],
      [10, 100],
      [11, 110],
      [0, 100],
    ] as const) {
      await ask(client, { tables })
      expect(lastBody(server).maximumBytesBilled, String(tables)).toBe(String(cap * MIB))
    }
    await ask(client, { maxBytes: 5 })
    expect(lastBody(server).maximumBytesBilled).toBe('5')
  }))

test('a question of what a query would read says where, and runs nothing', () =>
  withAdapter(
    async (client, server) => {
      answerNumbers(server)
      expect(await dryRun(client, NUMBERS)).toBe(0)
      expect(lastBody(server)).toMatchObject({ dryRun: true, location: 'EU', useLegacySql: false })
    },
    { location: 'EU' },
  ))

test('a statement of a page carries its name, its page, its version and its scope', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    const statement = {
      name: 'Cost.by-Month é',
      sql: 'SELECT n, name FROM numbers JOIN {fact_month} AS f JOIN {project} AS p JOIN {fact_month} AS g',
      parameters: {},
      columns: NUMBERS.columns,
    }
    const scope = subsidiaryScope(['south', "o'neill"])
    if (scope === null) throw new Error('a scope of two subsidiaries resolves')
    await ask(client, queryOf(client.settings, '0123456789ab', statement, scope, '/rapport/'))
    expect(lastBody(server)).toMatchObject({
      labels: { query: 'cost_by-month__', page: '_rapport_', data_version: '0123456789ab' },
      queryParameters: [
        {
          name: 'scope',
          parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
          parameterValue: { arrayValues: [{ value: "o'neill" }, { value: 'south' }] },
        },
      ],
    })
    const sql = String(lastBody(server).query)
    expect(sql).toContain('`a-group.vigie.fact_month__v0123456789ab`')
    expect(sql).toContain('`a-group.vigie.project__v0123456789ab`')
    expect(sql).not.toContain("o'neill")
  }))

test('parameters arrive by the type that is declared, whatever their value is', () =>
  withAdapter(async (client, server) => {
    answerNumbers(server)
    const parameters: Readonly<Record<string, SqlParameter>> = {
      whole: { type: 'FLOAT64', value: 3 },
      half: { type: 'FLOAT64', value: 3.5 },
      none: { type: 'DATE', value: null },
      money: { type: 'BIGNUMERIC', value: '12345678901234567890.123456789012345678' },
      big: { type: 'INT64', value: '9007199254740993' },
      days: { type: 'DATE[]', value: ['2026-07-01', '2026-07-02'] },
      bigs: { type: 'INT64[]', value: ['9007199254740993', 3] },
      moneys: { type: 'BIGNUMERIC[]', value: ['0.000000000000000001'] },
      empty: { type: 'DECIMAL(18,6)[]', value: [] },
      text: { type: 'STRING', value: '' },
      // No type of ours allows it, and a caller in JavaScript may still bring one.
      huge: { type: 'INT64', value: 9007199254740993n as unknown as number },
    }
    await ask(client, { parameters })
    const sent = lastBody(server)
    expect(sent.parameterMode).toBe('NAMED')
    const scalar = (name: string, type: string, value: string | null) => ({
      name,
      parameterType: { type },
      parameterValue: { value },
    })
    const list = (name: string, type: string, values: readonly string[]) => ({
      name,
      parameterType: { type: 'ARRAY', arrayType: { type } },
      parameterValue: { arrayValues: values.map((value) => ({ value })) },
    })
    expect(sent.queryParameters).toEqual([
      scalar('whole', 'FLOAT64', '3'),
      scalar('half', 'FLOAT64', '3.5'),
      scalar('none', 'DATE', null),
      scalar('money', 'BIGNUMERIC', '12345678901234567890.123456789012345678'),
      scalar('big', 'INT64', '9007199254740993'),
      list('days', 'DATE', ['2026-07-01', '2026-07-02']),
      list('bigs', 'INT64', ['9007199254740993', '3']),
      list('moneys', 'BIGNUMERIC', ['0.000000000000000001']),
      list('empty', 'NUMERIC', []),
      scalar('text', 'STRING', ''),
      scalar('huge', 'INT64', '9007199254740993'),
    ])
  }))

test('a parameter that cannot be sent is a mistake of the statement: nothing is asked', () =>
  withAdapter(async (client, server) => {
    for (const parameter of [
      { type: 'FLOAT64', value: Number.NaN },
      { type: 'INT64', value: 2 ** 53 },
      { type: 'STRING[]', value: ['a', null] },
      { type: 'DATE', value: 'yesterday' },
    ] as const)
      await expect(ask(client, { parameters: { p: parameter } })).rejects.toMatchObject({
        name: 'WarehouseError',
        kind: 'bad-statement',
        message: expect.stringMatching(/« test\.numbers ».*« p »/),
      })
    expect(server.requests).toHaveLength(0)
  }))

test('values come back without loss, and what is no figure is an error', () =>
  withAdapter(async (client, server) => {
    const answer = (type: string, value: unknown) =>
      server.answer(/one/, { columns: [{ name: 'a', type }], rows: [{ a: value }] })
    for (const [declared, type, value, expected] of [
      ['DATE', 'DATE', '2026-02-28', '2026-02-28'],
      ['DECIMAL(18,6)', 'NUMERIC', '-12.500000', '-12.5'],
      [
        'BIGNUMERIC',
        'BIGNUMERIC',
        '99999999999999999999.000000000000000001',
        '99999999999999999999.000000000000000001',
      ],
      ['INT64', 'INT64', '9007199254740993', '9007199254740993'],
      ['INT64', 'INT64', '-42', -42],
      ['FLOAT64', 'FLOAT64', 3, 3],
      ['BOOL', 'BOOL', true, true],
      ['STRING', 'STRING', 'é « 1 »\n', 'é « 1 »\n'],
      ['STRING', 'STRING', null, null],
      ['BIGNUMERIC', 'BIGNUMERIC', null, null],
    ] as const) {
      answer(type, value)
      const { rows } = await ask(client, { sql: 'SELECT a FROM one', columns: { a: declared } })
      expect(rows, `${type} ${value}`).toEqual([{ a: expected }])
    }
    for (const [declared, type, value] of [
      ['FLOAT64', 'FLOAT64', Number.NaN],
      ['FLOAT64', 'FLOAT64', Number.POSITIVE_INFINITY],
      ['BIGNUMERIC', 'BIGNUMERIC', '0.12345678901234567890123456789012345678'],
      ['INT64', 'STRING', '1'],
    ] as const) {
      answer(type, value)
      await expect(
        ask(client, { sql: 'SELECT a FROM one', columns: { a: declared } }),
        `${type} ${value}`,
      ).rejects.toMatchObject({ kind: 'bad-row', statement: 'test.numbers' })
    }
  }))

test('a project of a partner cloud is quoted with its tables, whole', () => {
  const place = { project: 's3ns:a-group', dataset: 'vigie' }
  const asked = { name: 's', sql: 'SELECT p.name FROM {project} AS p', parameters: {}, columns: {} }
  expect(asSent(place, '0123456789ab', asked, groupScope())).toContain(
    '`s3ns:a-group.vigie.project__v0123456789ab`',
  )
})
