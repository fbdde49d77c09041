import { expect, test } from 'vitest'
import { composeStatement, type Slice } from '#app/figures/compose-statement.ts'
import type { MEASURES } from '#app/warehouse/schema.ts'
import { SCHEMA } from '#app/warehouse/tables.ts'

const COST: Slice = {
  facts: ['billing'],
  grain: 'month',
  from: '2026-07',
  to: '2026-09',
  by: ['provider'],
  filters: { account: ["a' OR 1=1 --"] },
  aggregates: [{ measure: 'cost' }, { measure: 'cost', where: { hosting: ['on_premise', 'secnumcloud'] } }],
}

test('a statement adds measures by month and dimension, within period and filters', () => {
  expect(composeStatement('cost', COST)).toEqual({
    name: 'cost',
    sql: `SELECT f.month, f.provider, f.currency, SUM(f.cost) AS a1, SUM(CASE WHEN (f.hosting = @a2_hosting_1 OR f.hosting = @a2_hosting_2) THEN f.cost END) AS a2, COUNTIF((f.hosting = @a2_hosting_1 OR f.hosting = @a2_hosting_2)) AS a2_rows
FROM {fact_month} AS f
WHERE f.fact = @fact
  AND f.month BETWEEN @from AND @to
  AND f.account IN (SELECT * FROM UNNEST(@filter_account))
GROUP BY 1, 2, 3`,
    parameters: {
      a2_hosting_1: { type: 'STRING', value: 'on_premise' },
      a2_hosting_2: { type: 'STRING', value: 'secnumcloud' },
      fact: { type: 'STRING', value: 'billing' },
      from: { type: 'STRING', value: '2026-07' },
      to: { type: 'STRING', value: '2026-09' },
      filter_account: { type: 'STRING[]', value: ["a' OR 1=1 --"] },
    },
    columns: {
      month: 'STRING',
      provider: 'STRING',
      currency: 'STRING',
      a1: 'BIGNUMERIC',
      a2: 'BIGNUMERIC',
      a2_rows: 'INT64',
    },
  })
})

test('what a reader typed is never in the text of a statement', () => {
  expect(composeStatement('cost', COST).sql).not.toContain('1=1')
})

test('modelled measures are told apart by their factors, days are dates', () => {
  const statement = composeStatement('energy', {
    ...COST,
    facts: ['requests', 'gpu'],
    grain: 'day',
    from: '2026-10-01',
    to: '2026-11-16',
    filters: {},
    aggregates: [{ measure: 'energy_wh' }],
  })
  expect(statement.sql).toContain('f.factors, SUM(f.energy_wh) AS a1\nFROM {fact_day} AS f')
  expect(statement.sql).toContain('(f.fact = @fact_1 OR f.fact = @fact_2)')
  expect(statement.parameters.from).toEqual({ type: 'DATE', value: '2026-10-01' })
})

test('a name that the schema or the fact lacks throws', () => {
  const compose = (slice: Partial<Slice>) => () => composeStatement('x', { ...COST, ...slice })
  expect(compose({ by: ['f.cost; DROP TABLE x'] })).toThrow(/no dimension named/)
  expect(compose({ by: ['phase'] })).toThrow('The fact billing has no dimension phase.')
  expect(compose({ by: ['toString'] })).toThrow(/no dimension/)
  expect(compose({ filters: { stage: ['idea'] } })).toThrow('The fact billing has no dimension stage.')
  expect(compose({ aggregates: [{ measure: 'requests' }] })).toThrow(
    'The fact billing has no measure requests.',
  )
  expect(compose({ aggregates: [{ measure: 'nothing' as keyof typeof MEASURES }] })).toThrow(
    /no measure named/,
  )
  expect(compose({ facts: [] })).toThrow(/at least one fact/)
})

test('every measure of the schema composes for each of its facts', () => {
  for (const [measure, { facts, type }] of Object.entries(SCHEMA.measures))
    for (const fact of facts) {
      const slice: Slice = {
        ...COST,
        facts: [fact],
        by: ['source'],
        filters: {},
        aggregates: [{ measure: measure as keyof typeof MEASURES }],
      }
      expect(composeStatement(measure, slice).columns.a1).toBe(type)
    }
})
