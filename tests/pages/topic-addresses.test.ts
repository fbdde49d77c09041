import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { topicOf } from '#app/reports/topics/topic.ts'
import { byEffort } from '#tests/effort.ts'
import { type Answer, ask } from '#tests/pages/ask.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { figuresTold, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 240_000 })

const site = siteOfFile()
const RUNS = byEffort(5000, 150)

/** Nothing that a reader typed is in an answer. */
const MARK = 'zqxmark'

const LANGUAGES = ['fr', 'en'] as const
const TOPICS = ['usage', 'cost', 'gpu_hours', 'carbon'] as const
type Topic = (typeof TOPICS)[number]

/** What the filter bar and the rows of a page offer, as `name=value`, and the quarters of its select. */
type Offer = {
  readonly filters: readonly (readonly [string, string])[]
  readonly quarters: readonly string[]
}
const offers = new Map<Topic, Offer>()

beforeAll(async () => {
  const { address } = await site()
  for (const topic of TOPICS) {
    const { text } = await ask(address, `/fr/${topicOf(topic).path}`)
    const links = [...text.matchAll(/href="\/fr\/[\w-]+\?([^"#]+)/g)].flatMap(([, search = '']) => [
      ...new URLSearchParams(search.replaceAll('&amp;', '&')),
    ])
    const filters = new Map(
      links.filter(([name]) => name.startsWith('filter.')).map((pair) => [pair.join('='), pair]),
    )
    const options = [...text.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) => value)
    const quarters = options.filter((value) => /^\d{4}-Q[1-4]$/.test(value))
    offers.set(topic, { filters: [...filters.values()], quarters })
  }
})

type Asked = {
  readonly topic: Topic
  readonly language: 'fr' | 'en'
  readonly csv: boolean
  readonly search: string
}

const pathOf = ({ topic, language, csv, search }: Asked) =>
  `/${language}/${csv ? 'export/' : ''}${topicOf(topic).path}${csv ? '.csv' : ''}${search === '' ? '' : `?${search}`}`

const place = {
  topic: fc.constantFrom(...TOPICS),
  language: fc.constantFrom(...LANGUAGES),
  csv: fc.integer({ max: 3, min: 0 }).map((one) => one === 0),
}

/** An address that the pages themselves could have written: positions in what they offer, drawn before it is known. */
const wellFormed = fc.record({
  ...place,
  quarter: fc.option(fc.nat(), { nil: null }),
  filters: fc.array(fc.nat(), { maxLength: 3 }),
  tables: fc.uniqueArray(
    fc.record({
      table: fc.nat(),
      column: fc.nat(),
      descending: fc.boolean(),
      page: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 2, selector: ({ table }) => table },
  ),
})

const at = <Each>(all: readonly Each[], position: number): Each => {
  const found = all[position % all.length]
  if (found === undefined) throw new Error('There is nothing to choose from.')
  return found
}

type WellFormed = typeof wellFormed extends fc.Arbitrary<infer Value> ? Value : never

function spelled({ quarter, filters, tables, ...where }: WellFormed): Asked {
  const offer = offers.get(where.topic)
  if (offer === undefined) throw new Error(`Nothing is known of ${where.topic}.`)
  const topic = topicOf(where.topic)
  const search = new URLSearchParams()
  if (quarter !== null) search.append('quarter', at(offer.quarters, quarter))
  const chosen = filters.map((position) => at(offer.filters, position))
  for (const [name, value] of new Map(chosen.map((pair) => [pair.join('='), pair])).values())
    search.append(name, value)
  const sorted = new Set<string>()
  for (const { table, column, descending, page } of tables) {
    const isWho = table % 2 === 0
    const dimension = at(isWho ? ['subsidiary', 'business_line'] : topic.what.dimensions, table)
    if (sorted.has(dimension)) continue
    sorted.add(dimension)
    const columns = ['name', ...(isWho ? topic.who : topic.what.metrics), 'change']
    search.append(`sort.${dimension}`, `${descending ? '-' : ''}${at(columns, column)}`)
    if (page > 1) search.append(`page.${dimension}`, String(page))
  }
  return { ...where, search: search.toString() }
}

const BAD_TEXTS = [
  '2026-Q9',
  '1900-Q1',
  '2026-Q3~47d',
  '2026-Q1..2026-Q3',
  "' OR 1=1 --",
  '1;DROP TABLE fact_month',
  `<script>${MARK}</script>`,
  `"><img src=x onerror=${MARK}>`,
  MARK,
  '\u0000\u0001\u001b[31m',
  `a\r\nX-${MARK}: 1`,
  '\u2028\u2029',
  '{scope}',
  '@filter_subsidiary',
  '__proto__',
  'constructor',
  '-',
  '--cost',
  '-1',
  '0',
  '1e9',
  '999',
  '99999999999999999999',
]
const BAD_NAMES = [
  'quarter',
  'perimeter',
  'filter.subsidiary',
  'filter.provider',
  'filter.model',
  'filter.project',
  'filter.__proto__',
  'filter.',
  'filter.source',
  'sort.subsidiary',
  'sort.model',
  'sort.__proto__',
  'sort.',
  'page.subsidiary',
  'page.model',
  'page.constructor',
  'metric',
  'format',
  'toString',
]

const anyText = fc.oneof(
  fc.constantFrom(...BAD_TEXTS),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\ud800-\udfff]/g, '')),
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
)
const anyQuery = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...BAD_NAMES) }, { weight: 1, arbitrary: anyText }),
      anyText,
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pairs) =>
    pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
  )
/** Longer than any address that Vigie answers. */
const tooLong = fc.constantFrom(
  `quarter=${'a'.repeat(10_000)}`,
  `filter.model=${MARK.repeat(1_500)}`,
  Array.from({ length: 1000 }, (_, index) => `filter.provider=${MARK}${index}`).join('&'),
)
/** A thousand filters in what still fits. */
const many = fc.constantFrom(
  Array.from({ length: 1000 }, () => 'sort.a=').join('&'),
  Array.from({ length: 500 }, (_, index) => `filter.model=${index % 7}`)
    .slice(0, 450)
    .join('&'),
  Array.from({ length: 1000 }, (_, index) => `p${index}`).join('&'),
)
const undecodable = fc.constantFrom('quarter=%ff%fe', 'filter.model=%', '%', '%00=%00', 'filter.%zz=1')
const nonsense = fc.record({
  ...place,
  search: fc.oneof(
    { weight: 7, arbitrary: anyQuery },
    { weight: 1, arbitrary: tooLong },
    { weight: 1, arbitrary: many },
    { weight: 1, arbitrary: undecodable },
  ),
})

/** The page has figures, or says that nothing is known in this perimeter. */
function expectTold(path: string, { language, csv, topic }: Asked, answer: Answer) {
  expect([path, answer.status]).toEqual([path, 200])
  if (csv) {
    expect([path, answer.type]).toEqual([path, 'text/csv; charset=utf-8'])
    const [head = '', ...rows] = answer.text.trim().split('\r\n')
    expect(head).toContain('metric')
    told.add(rows.length > 0 ? `csv of ${topic}` : 'an empty csv')
    return
  }
  const figures = figuresTold(answer.text).filter(({ said }) => /\d/.test(said))
  const { lead } = messagesFor(language).topics
  const [before = '', after = ''] = lead.nothing('\u0001').split('\u0001').map(textOf)
  const message = textOf(/<h1>(.*?)<\/h1>/s.exec(answer.text)?.[1] ?? '')
  const isSaidUnknown = message.startsWith(before) && message.endsWith(after)
  told.add(figures.length > 0 ? `figures of ${topic}` : isSaidUnknown ? 'nothing known' : 'silence')
  expect([path, figures.length > 0 || isSaidUnknown, message]).toEqual([path, true, message])
}

/** What answers said, so that no kind of them was missed. */
const told = new Set<string>()

async function expectLawful(asked: Asked): Promise<number> {
  const { address } = await site()
  const path = pathOf(asked)
  const answer = await ask(address, path)
  const shown = path.slice(0, 300)
  expect([shown, answer.status]).toEqual([shown, expect.toSatisfy((status: number) => status < 500)])
  if (path.length > 8192) expect([shown, answer.status]).toEqual([shown, 414])
  expect([shown, answer.text.includes(MARK)]).toEqual([shown, false])
  expect(answer.text).not.toMatch(/at .*\.js:\d+:\d+/)
  if (answer.location === null) return answer.status
  expect([shown, answer.location.includes(MARK)]).toEqual([shown, false])
  // One step, to the same page in the same language.
  const [page, search = ''] = answer.location.split('?')
  expect([shown, page]).toEqual([shown, path.split('?')[0]])
  expectTold(`${shown} → ${answer.location}`, { ...asked, search }, await ask(address, answer.location))
  return answer.status
}

test('an address that the pages write is answered with figures, or with what is not known', async () => {
  const { address, served } = await site()
  for (const { filters, quarters } of offers.values()) {
    expect(filters.length).toBeGreaterThan(20)
    expect(quarters.length).toBeGreaterThan(10)
  }
  await fc.assert(
    fc.asyncProperty(wellFormed, async (drawn) => {
      const asked = spelled(drawn)
      const path = pathOf(asked)
      expectTold(path, asked, await ask(address, path))
    }),
    { numRuns: RUNS / 2 },
  )
  for (const topic of TOPICS)
    expect([...told]).toEqual(expect.arrayContaining([`figures of ${topic}`, `csv of ${topic}`]))
  expect([...told]).toContain('nothing known')
  expect(served.output()).not.toContain('failed')
})

test('an address that no page writes is refused or left behind, in one step, with nothing of it given back', async () => {
  const { served } = await site()
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(nonsense, async (asked) => {
      statuses.add(await expectLawful(asked))
    }),
    { numRuns: RUNS / 2 },
  )
  expect([...statuses].sort()).toEqual(expect.arrayContaining([302, 400, 414]))
  expect(served.output()).not.toContain('failed')
})

test.each([...BAD_TEXTS, 'a'.repeat(4000)])('in place of every parameter in turn: %j', async (text) => {
  for (const topic of TOPICS)
    for (const name of ['quarter', 'perimeter', 'filter.model', 'sort.subsidiary', 'page.subsidiary']) {
      // A page of a table that goes beyond its last one is its last one.
      if (name === 'page.subsidiary' && text === '999') continue
      const search = `${name}=${encodeURIComponent(text)}`
      const page = await expectLawful({ topic, language: 'fr', csv: false, search })
      expect([topic, name, page]).toEqual([topic, name, 302])
      const file = await expectLawful({ topic, language: 'en', csv: true, search })
      expect([topic, name, file]).toEqual([topic, name, 400])
    }
})
