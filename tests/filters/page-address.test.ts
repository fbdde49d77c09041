import fc from 'fast-check'
import { expect, test } from 'vitest'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { nearestName } from '#app/filters/nearest-name.ts'
import { type PageSpec, readPage } from '#app/filters/page-address.ts'
import { DIMENSION_CALLED } from '#app/reports/called-by-name.ts'
import { PAGE_DIMENSIONS } from '#app/reports/topics/topic.ts'

const CLOCK = {
  asOf: '2026-11-16',
  firstMonth: '2023-10',
  lastMonth: '2026-11',
  fiscalStart: 1,
}
const SPEC: PageSpec = {
  dimensions: ['provider', 'service', 'subsidiary'],
  called: DIMENSION_CALLED,
  limits: ['quarter', 'provider', 'subsidiary'],
  knows: (dimension, value) =>
    ['provider', 'subsidiary'].includes(dimension) && ['cirrane', 'vie'].includes(value),
  nearest: (_, value) => nearestName(value, ['cirrane', 'vie']),
  tables: { provider: ['name'] },
}
const read = (search: string) => readPage(new URLSearchParams(search), CLOCK, SPEC)

test.each([
  ['filter.service=x', '?dropped=service', ['service']],
  // A value that the data do not hold, with the nearest that they do, which must be one of theirs.
  ['filter.provider=nobody', '?dropped=value.provider', ['value.provider']],
  ['filter.provider=ciranne', '?dropped=value.provider.cirrane', ['value.provider.cirrane']],
  [
    'dropped=value.provider.nobody,value.service.vie,value.provider.vie',
    '?dropped=value.provider.vie',
    ['value.provider.vie'],
  ],
  ['dropped=value.provider.%2525E0', '', []],
  [
    'perimeter=subsidiary%3Anobody&filter.provider=cirrane',
    '?filter.provider=cirrane&dropped=value.subsidiary',
    ['value.subsidiary'],
  ],
  // A parameter that does not exist is told where it comes near to one that does.
  ['quater=2026-Q3', '?dropped=parameter.quarter', ['parameter.quarter']],
  ['filtre.provider=cirrane', '?dropped=parameter.filter.provider', ['parameter.filter.provider']],
  ['provider=cirrane', '?dropped=parameter.filter.provider', ['parameter.filter.provider']],
  [
    'quarter=2026-Q2&srot.provider=name',
    '?quarter=2026-Q2&dropped=parameter.sort.provider',
    ['parameter.sort.provider'],
  ],
  // What pages call a parameter, in either language, is near to it.
  ['trimestre=2026-Q2', '?dropped=parameter.quarter', ['parameter.quarter']],
  ['Filiale=vie', '?dropped=parameter.filter.subsidiary', ['parameter.filter.subsidiary']],
  ['fournisseurs=cirrane', '?dropped=parameter.filter.provider', ['parameter.filter.provider']],
  ['filter.fournisseur=cirrane', '?dropped=unknown.provider', ['unknown.provider']],
  ['perimeter=filiale%3Avie', '?dropped=unknown.subsidiary', ['unknown.subsidiary']],
  ['utm_source=x&fbclid=1&gclid=2&ref=mail&dropped=parameter.ref&quater=', '', []],
  // The command line's spelling of a filter is read as one.
  ['filter=provider%3Dcirrane', '?filter.provider=cirrane', []],
  ['quarter=2026-Q9', '?dropped=quarter', ['quarter']],
  // A quarter spelled as pages and people write it is the quarter, and there is nothing to tell.
  ['quarter=T2%202026', '?quarter=2026-Q2', []],
  ['quarter=Q2%C2%A02026', '?quarter=2026-Q2', []],
  ['quarter=2026-q2', '?quarter=2026-Q2', []],
  ['quarter=2026T2', '?quarter=2026-Q2', []],
  ['quarter=2026-Q2&quarter=t2-2026', '?quarter=2026-Q2', []],
  ['quarter=T5%202026', '?dropped=quarter', ['quarter']],
  ['quarter=T2%2026', '?dropped=quarter', ['quarter']],
  ['quarter=T2%202046', '?dropped=quarter', ['quarter']],
  // The first quarter that the data hold is shown, and the others are told; an empty field of a form is none.
  ['quarter=2026-Q2&quarter=2026-Q1', '?quarter=2026-Q2&dropped=quarters', ['quarters']],
  ['quarter=&quarter=2026-Q1&quarter=2026-Q1', '?quarter=2026-Q1', []],
  ['quarter=soon&quarter=2026-Q1', '?quarter=2026-Q1&dropped=quarter', ['quarter']],
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
    expect(readPage(search, CLOCK, spec).state.dropped).toEqual([
      spec.limits.includes(dimension) ? `value.${dimension}` : dimension,
    ])
  }
})

test('what campaigns and mail programs put in an address stays theirs', () => {
  const spec = { ...SPEC, dimensions: PAGE_DIMENSIONS }
  const theirs = [
    ...['source', 'medium', 'campaign', 'term', 'content', 'id', 'source_platform'].map(
      (name) => `utm_${name}`,
    ),
    ...[
      'foo',
      'fbclid',
      'gclid',
      'msclkid',
      'yclid',
      'mc_cid',
      'mc_eid',
      'mtm_campaign',
      '_ga',
      'ref',
      'lang',
      'v',
    ],
    ...[
      'network',
      'device',
      'keyword',
      'creative',
      'placement',
      'token',
      'session',
      'version',
      'theme',
      'email',
    ],
  ]
  for (const name of theirs) {
    const search = new URLSearchParams({ [name]: 'x' })
    expect([name, readPage(search, CLOCK, spec).state.dropped]).toEqual([name, []])
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
    'quater',
    'filter',
    'y',
  )
  const value = fc.oneof(
    fc.constantFrom(
      '2026-Q3',
      'cirrane',
      'subsidiary:vie',
      'service',
      'quarter,service',
      'provider:',
      'value.provider.vie,parameter.quarter',
      'vif',
      'provider=vie',
    ),
    fc.string({ maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
      const { address } = read(new URLSearchParams(pairs).toString())
      if (address !== null) expect(read(address.slice(1)).address).toBeNull()
    }),
  )
})
