import { expect, test } from 'vitest'
import { FOCUS } from '#app/sources/focus.ts'
import { FORMATS } from '#app/sources/formats.ts'
import { defineSource, type Field } from '#app/sources/source.ts'
import { SCHEMA } from '#app/warehouse/tables.ts'

const text: Field = { kind: 'text', headers: ['x'], required: false, whenEmpty: 'unknown' }
type Core = Parameters<typeof defineSource<'billing', 'x'>>[0]['core']

test('a format that lacks a column of its fact, or fills one from nowhere, does not compile', () => {
  const core = FOCUS.core as unknown as Core
  const { cost: _, ...withoutCost } = core
  const described = {
    format: 'focus',
    day: 'x',
    sourceBy: 'x',
    assignable: [],
    looksAt: [],
    accountName: null,
  } as const
  const rest = { ...described, counted: null, edition: null, fact: 'billing', fields: { x: text } } as const
  // @ts-expect-error cost is missing
  defineSource({ ...rest, core: withoutCost })
  // @ts-expect-error an amount that every source must know cannot be left to nobody
  defineSource({ ...rest, core: { ...core, cost: null } })
  // @ts-expect-error there is no field of this name
  defineSource({ ...rest, core: { ...core, cost: 'y' } })
  expect(defineSource({ ...rest, core })).toMatchObject({ format: 'focus' })
})

test('every core column that a format fills is one that its fact has, and its fields exist', () => {
  for (const source of Object.values(FORMATS))
    for (const [column, from] of Object.entries(source.core)) {
      const facts: readonly string[] = { ...SCHEMA.dimensions, ...SCHEMA.measures }[column]?.facts ?? []
      expect([column, facts.includes(source.fact)]).toEqual([column, true])
      if (typeof from === 'string') expect(Object.keys(source.fields)).toContain(from)
    }
})

test.each([
  ['1.0', ['ProviderName', 'BilledCost']],
  ['1.1', ['ProviderName', 'SkuMeter']],
  ['1.2', ['ProviderName', 'SkuMeter', 'InvoiceId']],
])('FOCUS %s is told by its columns', (edition, header) => {
  expect(FOCUS.edition?.(header)).toBe(edition)
})
