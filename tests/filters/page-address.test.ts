import fc from 'fast-check'
import { expect, test } from 'vitest'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { type PageSpec, readPage } from '#app/filters/page-address.ts'
import { PAGE_DIMENSIONS } from '#app/reports/topics/topic.ts'

const CLOCK = {
  asOf: '2026-11-16',
  firstMonth: '2023-10',
  lastMonth: '2026-11',
  fiscalStart: 1,
}
const SPEC: PageSpec = {
  dimensions: ['provider', 'service', 'subsidiary'],
  limits: ['quarter', 'provider', 'subsidiary'],
  knows: (dimension, value) =>
    ['provider', 'subsidiary'].includes(dimension) && ['cirrane', 'vie'].includes(value),
  tables: {},
}
const read = (search: string) => readPage(new URLSearchParams(search), CLOCK, SPEC)

test.each([
  ['filter.service=x', '?dropped=service', ['service']],
  ['filter.provider=nobody', '?dropped=provider', ['provider']],
  [
    'perimeter=subsidiary%3Anobody&filter.provider=cirrane',
    '?filter.provider=cirrane&dropped=subsidiary',
    ['subsidiary'],
  ],
  ['quarter=2026-Q9', '?dropped=quarter', ['quarter']],
  ['filter.service=x&quarter=2026-Q9', '?dropped=quarter%2Cservice', ['quarter', 'service']],
  // A dimension that questions have and no page follows exists all the same.
  ['filter.stage=pilot&filter.source=bill', '?dropped=source%2Cstage', ['source', 'stage']],
  // What no page knows is told, and never repeated: the name that it comes nearest to is.
  ['filter.%3Cscript%3E=x&utm=1&dropped=%3Cscript%3E', '?dropped=unknown', ['unknown']],
  ['filter.providers=cirrane', '?dropped=unknown.provider', ['unknown.provider']],
  ['filter.Provider=cirrane', '?dropped=unknown.provider', ['unknown.provider']],
  [
    'filter.subsidairy=vie&filter.provider=cirrane',
    '?filter.provider=cirrane&dropped=unknown.subsidiary',
    ['unknown.subsidiary'],
  ],
  ['perimeter=nothing%3Avie', '?dropped=unknown', ['unknown']],
  ['utm=1&dropped=unknown.script,other', '', []],
  // An empty field of the form chooses nothing.
  ['filter.provider=&perimeter=', '', []],
])('%s leads to %s, which says what it left out', (search, address, dropped) => {
  expect(read(search).address).toBe(address)
  const again = read(address.slice(1))
  expect(again.address).toBeNull()
  expect(again.state.dropped).toEqual(dropped)
})

test('no dimension that figures have is told as one that does not exist', () => {
  const spec = { ...SPEC, dimensions: PAGE_DIMENSIONS }
  for (const dimension of READER_DIMENSIONS) {
    const search = new URLSearchParams({ [`filter.${dimension}`]: 'x' })
    expect(readPage(search, CLOCK, spec).state.dropped).toEqual([dimension])
  }
})

test('every address leads in one step to one that leads nowhere else', () => {
  const name = fc.constantFrom(
    'quarter',
    'filter.service',
    'filter.provider',
    'perimeter',
    'dropped',
    'page.x',
    'y',
  )
  const value = fc.oneof(
    fc.constantFrom('2026-Q3', 'cirrane', 'subsidiary:vie', 'service', 'quarter,service', 'provider:'),
    fc.string({ maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
      const { address } = read(new URLSearchParams(pairs).toString())
      if (address !== null) expect(read(address.slice(1)).address).toBeNull()
    }),
  )
})
