import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { byEffort } from '#tests/effort.ts'
import { type Answer, ask } from '#tests/pages/ask.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { messageOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = siteOfFile()
const RUNS = byEffort(2000, 100)

/** Nothing that a reader typed is in an answer. */
const MARK = 'zqxmark'

const RECEIPT = 'receipt?metric=cost&period=2026-Q3'

const BAD_VALUES = {
  'a quarter that is none': '2026-Q9',
  'a quarter before the data': '1900-Q1',
  'a quarter after the data': '9999-Q4',
  'a day': '9999-99-99',
  'not a number': 'NaN',
  'a range': '2026-Q1..2026-Q2',
  'elapsed days': '2026-Q4~47d',
  nothing: '',
  'a bracket': '%3Cscript%3Ealert(1)%3C/script%3E',
  SQL: '2026-Q3%27%20OR%201=1--%20',
  'a second statement': '%60;DROP%20TABLE%20fact_month;--',
  'control characters': '%00%01%02%1b[31m%7f',
  'line ends': '2026-Q3%0d%0aX-Injected:%201',
  'separators of lines': '%E2%80%A8%E2%80%A9',
  'bytes that are no text': '%ff%fe',
  'a long text': 'a'.repeat(4000),
}

/** The designed page, in the language of the path, with a way home. */
function expectDesigned(asked: string, answer: Answer, language: 'fr' | 'en', status: number) {
  const { shell } = messagesFor(language)
  expect([asked, answer.status]).toEqual([asked, status])
  expect([asked, answer.type]).toEqual([asked, 'text/html; charset=utf-8'])
  expect(answer.text).toContain(`<html lang="${language}"`)
  expect(answer.text).toContain(
    `<h1>${shell.errors[status === 414 ? 400 : (status as 400 | 404)].title}</h1>`,
  )
  expect(answer.text).toContain(`href="/${language}"`)
  expect(answer.text).toContain('<link rel="stylesheet"')
}

test.each(Object.entries(BAD_VALUES))('a page goes to a sensible address from %s', async (_, value) => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const answer = await ask(address, `/${language}?quarter=${value}`)
    expect(answer.status).toBe(302)
    // An empty field asks for no quarter.
    expect(answer.location).toBe(value === '' ? `/${language}` : `/${language}?dropped=quarter`)
    expect(answer.text).toBe('')
  }
})

test('a page says which of the choices in its address it could not follow', async () => {
  const { address } = await site()
  for (const [language, path, dropped, said] of [
    ['fr', '/fr?dropped=quarter', 'quarter', 'Le trimestre demandé n’est pas dans les données'],
    ['en', '/en?dropped=quarter', 'quarter', 'The data hold no such quarter'],
    [
      'fr',
      '/fr/usage?filter.service=Cirrane+Assistant',
      'service',
      'Le filtre «\u00a0Service\u00a0» ne s’applique pas',
    ],
    ['en', '/en/usage?filter.service=Cirrane+Assistant', 'service', 'The filter “Service” does not apply'],
  ] as const) {
    const first = await ask(address, path)
    const { status, text } = first.location === null ? first : await ask(address, first.location)
    expect([path, status, first.location]).toEqual([
      path,
      200,
      dropped === 'quarter' ? null : `/${language}/usage?dropped=service`,
    ])
    expect(text).toContain(said)
  }
})

test('a quarter outside the data is told with those that there are, and a second one is told', async () => {
  const { address } = await site()
  const { text: list } = await ask(address, '/en/subsidiaries')
  const [, own = ''] = /href="\/en(\/subsidiaries\/[^"?]+)/.exec(list) ?? []
  for (const page of ['', '/cost', own])
    for (const [language, outside, second] of [
      [
        'fr',
        'dans les données, qui vont du T4 2023 au T4 2026\u00a0: voici le T3 2026',
        'le premier, T2 2026.',
      ],
      ['en', 'they go from Q4 2023 to Q4 2026. This is Q3 2026', 'the first, Q2 2026.'],
    ] as const)
      for (const [search, said] of [
        ['quarter=2031-Q1', outside],
        ['quarter=2026-Q2&quarter=2026-Q1', second],
      ] as const) {
        const { location } = await ask(address, `/${language}${page}?${search}`)
        const { text } = await ask(address, location ?? '')
        expect([page, search, textOf(text)]).toEqual([page, search, expect.stringContaining(textOf(said))])
      }
})

test('a filter that does not exist is told on every page, with the nearest that does, and nothing of it comes back', async () => {
  const { address } = await site()
  const pages = [
    '',
    '/commitments',
    '/usage',
    '/cost',
    '/gpu-hours',
    '/carbon',
    '/subsidiaries',
    '/sovereignty',
    '/data',
  ]
  const { text: list } = await ask(address, '/en/subsidiaries')
  const [, own = ''] = /href="\/en(\/subsidiaries\/[^"?]+)/.exec(list) ?? []
  const [, commitment = ''] =
    /href="\/en(\/commitments\/[^"?]+)/.exec((await ask(address, '/en/commitments')).text) ?? []
  for (const page of [...pages, own, commitment])
    for (const [language, near, far] of [
      ['fr', 'le plus proche est «\u00a0Fournisseur\u00a0» (filter.provider)', 'un filtre qui n’existe pas'],
      ['en', 'the nearest is “Provider” (filter.provider)', 'a filter that does not exist'],
    ] as const)
      for (const [name, said] of [
        ['filter.providers', near],
        [`filter.${MARK}`, far],
        ['filter.fournisseur', near],
        [
          'filiale',
          language === 'fr'
            ? 'le plus proche est «\u00a0filter.subsidiary\u00a0»'
            : 'the nearest is “filter.subsidiary”',
        ],
        [
          'quater',
          language === 'fr' ? 'le plus proche est «\u00a0quarter\u00a0»' : 'the nearest is “quarter”',
        ],
      ] as const) {
        const { status, location } = await ask(address, `/${language}${page}?${name}=${MARK}`)
        expect([page, status]).toEqual([page, 302])
        const { text } = await ask(address, location ?? '')
        expect([page, name, text.includes(said)]).toEqual([page, name, true])
        expect(`${location} ${text}`).not.toContain(MARK)
      }
})

test('a value that the data do not hold is told with the nearest that they do, and the page that it leads to', async () => {
  const { address } = await site()
  const { text: page } = await ask(address, '/en/cost')
  const [, provider = ''] = /<option value="([A-Z][a-z]{5,})"/.exec(page) ?? []
  expect(provider).not.toBe('')
  const misspelt = `${provider.slice(0, -2)}${provider.at(-1)}${provider.at(-2)}`.toLowerCase()
  for (const [language, said] of [
    ['fr', 'porte une valeur que les données n’ont pas\u00a0; la plus proche s’écrit'],
    ['en', 'has a value that the data do not hold; the nearest is written'],
  ] as const)
    for (const path of ['', '/cost', '/sovereignty']) {
      const { location } = await ask(address, `/${language}${path}?filter.provider=${misspelt}`)
      expect(location).toBe(`/${language}${path}?dropped=value.provider.${provider}`)
      const { text } = await ask(address, location ?? '')
      expect(textOf(text)).toContain(textOf(`${said} filter.provider=${provider}.`))
      expect((await ask(address, `/${language}${path}?filter.provider=${provider}`)).status).toBe(200)
    }
})

test('the filter bar offers what the figures of its page follow', async () => {
  const { address } = await site()
  for (const [page, fields] of [
    ['', ['perimeter', 'quarter', 'filter.approach', 'filter.provider']],
    ['/cost', ['perimeter', 'quarter', 'filter.approach', 'filter.provider']],
    // People are known by subsidiary alone.
    ['/subsidiaries', ['perimeter', 'quarter']],
    ['/commitments', ['quarter']],
    ['/data', []],
  ] as const) {
    const { text } = await ask(address, `/en${page}`)
    const offered = [...text.matchAll(/<select name="([^"]+)"/g)].map(([, name]) => name)
    expect([page, offered]).toEqual([page, fields])
  }
  // What a page does not follow is kept for the others.
  const { text } = await ask(address, '/en/commitments?filter.approach=generative')
  expect(text).toContain('<input type="hidden" name="filter.approach" value="generative"/>')
})

test.each(Object.entries(BAD_VALUES))('an export and a receipt refuse %s', async (_, value) => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const asked = `/${language}/export/synthese.csv?quarter=${value}`
    const { status, type, text } = await ask(address, asked)
    expect([asked, status]).toEqual([asked, 400])
    expect(`${type} ${text}`).not.toContain('text/csv')
    if (value === '2026-Q1..2026-Q2' || value === '2026-Q4~47d') continue
    for (const bad of [
      `metric=cost&period=${value}`,
      `metric=${value}&period=2026-Q3`,
      `${RECEIPT}&by=${value}`,
    ]) {
      const receipt = bad.startsWith('receipt') ? bad : `receipt?${bad}`
      const answer = await ask(address, `/${language}/${receipt}`)
      expectDesigned(receipt, answer, language, 400)
    }
  }
})

test('a quarter spelled as people write it is read, by pages and by files', async () => {
  const { address } = await site()
  const spelled = ['T2%202026', 'Q2%C2%A02026', '2026-q2', '2026T2']
  for (const quarter of spelled) {
    expect((await ask(address, `/fr/cost?quarter=${quarter}`)).location).toBe('/fr/cost?quarter=2026-Q2')
    const file = await ask(address, `/fr/export/synthese.csv?quarter=${quarter}`)
    expect([quarter, file.status, file.type]).toEqual([quarter, 200, 'text/csv; charset=utf-8'])
    const receipt = await ask(address, `/fr/receipt?metric=cost&period=${quarter}`)
    expect([quarter, receipt.status]).toEqual([quarter, 200])
    const named = await ask(address, '/fr/receipt?metric=cost&period=2026-Q2')
    expect(messageOf(receipt.text)).toBe(messageOf(named.text))
  }
})

/** Address → what its 400 says in French and in English: the parameter, what is expected, an example that works. */
const TOLD = [
  ['export/synthese.csv?quarter=abc', 'Le paramètre quarter', 'The parameter quarter', 'quarter='],
  [
    'export/cost.csv?quarter=2026-Q2&quarter=2026-Q1',
    'quarter est donné plusieurs fois',
    'quarter is given more than once',
    'quarter=',
  ],
  [
    'export/cost.csv?filter.provider=nobody',
    'Le paramètre filter.provider',
    'The parameter filter.provider',
    'filter.provider=',
  ],
  ['export/cost.csv?quater=2026-Q3', 'Le plus proche\u00a0: quarter', 'The nearest: quarter', 'quarter='],
  [
    'export/cost.csv?filter.providers=x',
    'Un paramètre filter. nomme',
    'A parameter filter. names',
    'filter.provider=',
  ],
  ['export/commitments.csv?format=xls', 'Le paramètre format', 'The parameter format', 'format=machine'],
  [
    'export/subsidiaries.csv?colour=red',
    'Les paramètres sont quarter,',
    'The parameters are quarter,',
    'quarter=',
  ],
  [
    'export/sovereignty.csv?quarter=1900-Q1',
    'Les données vont d’oct.\u00a02023',
    'The data go from',
    'quarter=',
  ],
  ['export/explore.csv?metric=coust', 'Le paramètre metric', 'The parameter metric', 'metric=cost'],
  [
    'receipt?metric=active_users&by=model&period=2026-Q3',
    '«\u00a0Utilisateurs actifs\u00a0» (active_users) n’est pas connu par «\u00a0Modèle\u00a0» (model)',
    '“Active users” (active_users) is not known by “Model” (model)',
    'metric=active_users&by=',
  ],
  ['receipt?metric=x', 'à l’adresse /fr/definitions.', 'listed at /en/definitions.', 'metric='],
  [
    'export/explore.csv?by=provider',
    'Le paramètre metric manque',
    'The parameter metric is missing',
    'metric=',
  ],
  [
    'export/explore.csv?metric=cost&filter.approach=generativ',
    'Le paramètre filter.approach',
    'The parameter filter.approach',
    'filter.approach=generative',
  ],
  ['export/explore.csv?metric=carbone', 'Le paramètre metric', 'The parameter metric', 'metric=carbon_kg'],
  [`${RECEIPT}&by=fournisseur`, 'Le paramètre by', 'The parameter by', 'by=provider'],
  ['receipt?metric=coust&period=2026-Q3', 'Le paramètre metric', 'The parameter metric', 'metric=cost'],
  ['receipt?metric=cost&period=abc', 'Le paramètre period', 'The parameter period', 'period='],
  [`${RECEIPT}&by=${MARK}`, 'Le paramètre by', 'The parameter by', 'by='],
  [`${RECEIPT}&filter.${MARK}=1`, 'Un paramètre filter.', 'A parameter filter.', 'filter.'],
  [
    `${RECEIPT}&filter.approach=generativ`,
    'Le paramètre filter.approach',
    'The parameter filter.approach',
    'filter.approach=generative',
  ],
  [
    `${RECEIPT}&filter.subsidiary=${MARK}`,
    'Le paramètre filter.subsidiary',
    'The parameter filter.subsidiary',
    'filter.',
  ],
  [`${RECEIPT}&comitment=x`, 'Le plus proche\u00a0: commitment', 'The nearest: commitment', 'metric='],
  [`${RECEIPT}&commitment=${MARK}&quarter=2026-Q3`, 'commitment et quarter', 'commitment and quarter', null],
] as const

test('a file and a receipt say which parameter is wrong, what is expected, and an example that works', async () => {
  const { address } = await site()
  for (const [path, french, english, example] of TOLD)
    for (const language of ['fr', 'en'] as const) {
      const said = textOf(language === 'fr' ? french : english)
      const asked = `/${language}/${path}`
      const page = await ask(address, asked, 'text/html,*/*')
      expectDesigned(asked, page, language, 400)
      expect([asked, textOf(page.text)]).toEqual([asked, expect.stringContaining(said)])
      expect(page.text).not.toContain(MARK)
      expect([asked, page.text.split('DOCTYPE').length]).toEqual([asked, 2])
      const text = textOf(page.text)
      const given = /(?:Exemple|Example)\s*: (\S+)/.exec(text)?.[1] ?? null
      if (example === null) continue
      // What an example filters by is a value of the data.
      expect([asked, given]).toEqual([asked, expect.not.stringContaining('unassigned')])
      expect([asked, given]).toEqual([asked, expect.stringContaining(example)])
      const [file = ''] = path.split('?')
      const base = /receipt|explore/.test(file) ? 'metric=cost&period=2026-Q3&' : ''
      const right = new URLSearchParams(`${base}${given}`)
      const once = new URLSearchParams([...new Map(right)])
      const again = await ask(address, `/${language}/${file}?${once}`)
      expect([asked, given, again.status]).toEqual([asked, given, 200])
      if (!file.startsWith('export')) continue
      // A program is told the same, in text alone.
      const plain = await ask(address, asked)
      expect([asked, plain.status, plain.type]).toEqual([asked, 400, 'text/plain; charset=utf-8'])
      expect(textOf(plain.text)).toContain(said)
    }
})

test('a value that no row holds is told with one that is held, of each dimension that no page filters by', async () => {
  const { address } = await site()
  for (const [dimension, metric] of [
    ['stage', 'use_cases'],
    ['source', 'cost'],
    ['account', 'cost'],
    ['publisher', 'cost'],
    ['business_function', 'cost'],
    ['invoice_month', 'cost'],
  ] as const)
    for (const door of ['export/explore.csv', 'receipt']) {
      const asked = `/fr/${door}?metric=${metric}&period=2026-Q3`
      const { status, text } = await ask(address, `${asked}&filter.${dimension}=${MARK}`)
      expect([asked, status]).toEqual([asked, 400])
      const given = /Exemple\s: (filter\.\S+)/u.exec(textOf(text))?.[1] ?? ''
      expect([asked, given]).toEqual([asked, expect.stringMatching(`^filter.${dimension}=.`)])
      expect(given).not.toMatch(/unassigned|not_applicable/)
      expect([given, (await ask(address, `${asked}&${given}`)).status]).toEqual([given, 200])
    }
  // A name near to the dimension's leads to a value as well.
  const near = await ask(address, '/fr/receipt?metric=use_cases&period=2026-Q3&filter.stages=x')
  expect(textOf(near.text)).toMatch(/filter\.stage=(idea|framing|pilot|production|stopped)\b/)
})

test('a file of a page says all that is wrong of its address', async () => {
  const { address } = await site()
  const search = 'quarter=2031-Q1&filter.provider=nobody&filter.fournisseur=x&trimestre=2026-Q2'
  const { text } = await ask(address, `/en/export/cost.csv?${search}`)
  for (const said of [
    'The parameter quarter is no quarter of the data',
    'The parameter filter.provider has a value that the data do not hold',
    'names a dimension that does not exist. Example: filter.provider=',
    'The nearest: quarter.',
  ])
    expect(text).toContain(said)
})

test('a receipt says all that is wrong of its address', async () => {
  const { address } = await site()
  for (const [search, parts] of [
    ['metric=coust&period=abc', ['metric=cost', 'The parameter period cannot be read']],
    ['metric=cost&period=2026-Q3&comitment=x&versoin=y', ['nearest: commitment', 'nearest: version']],
    [
      'metric=cost&period=2031&comitment=x&filter.fournisseur=y&from=z',
      ['nearest: commitment', 'Example: filter.provider=', 'period is outside', 'The parameter from'],
    ],
  ] as const) {
    const answer = await ask(address, `/en/receipt?${search}`)
    expectDesigned(search, answer, 'en', 400)
    for (const said of parts)
      expect([search, textOf(answer.text)]).toEqual([search, expect.stringContaining(said)])
  }
})

test('a thousand parameters, or an address longer than any of ours, is refused or left behind', async () => {
  const { address } = await site()
  const many = Array.from({ length: 1000 }, (_, index) => `p${index}=1`).join('&')
  const page = await ask(address, `/fr?${many}`)
  expect([page.status, page.location]).toEqual([302, '/fr'])
  expect((await ask(address, `/fr/export/synthese.csv?${many}`)).status).toBe(400)
  expectDesigned('many', await ask(address, `/fr/${RECEIPT}&${many}`), 'fr', 400)
  for (const path of [
    `/en?quarter=${'a'.repeat(10_000)}`,
    `/en/${'a'.repeat(10_000)}`,
    `/en?${many}&${many}`,
  ]) {
    const answer = await ask(address, path)
    expectDesigned(path.slice(0, 40), answer, 'en', 414)
    expect(answer.text).not.toContain('a'.repeat(100))
  }
})

test('an unknown address is the designed page, in the language of the path', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const unknown = [
      'nothing',
      `${MARK}/deep/er`,
      'receipts',
      'export',
      'export/other.csv',
      '%3Cb%3E',
      '..%2f..%2fetc',
    ]
    for (const path of unknown) {
      const answer = await ask(address, `/${language}/${path}`)
      expectDesigned(path, answer, language, 404)
      expect([path, answer.text]).toEqual([path, expect.not.stringContaining(MARK)])
    }
  }
})

test('a 404 leads on to the lists, and says the same of what is unknown, whatever was asked', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const asked = [
      'nothing',
      `subsidiaries/${MARK}`,
      'models/x',
      'projects/x',
      'providers/x',
      'commitments/x',
    ]
    const pages = await Promise.all(asked.map((path) => ask(address, `/${language}/${path}`)))
    const [first, ...others] = pages.map(({ text }) => text.replace(/<code>[^<]*<\/code>/g, ''))
    for (const other of others) expect(other).toBe(first)
    const links = ['', '/commitments', '/subsidiaries', '/definitions', '/explore'].map(
      (to) => `/${language}${to}`,
    )
    const main = /<main.*<\/main>/s.exec(first ?? '')?.[0] ?? ''
    expect([...main.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(links)
    for (const link of links) expect([link, (await ask(address, link)).status]).toEqual([link, 200])
  }
})

test('there is no second door to what a page loads, and no third language', async () => {
  const { address } = await site()
  const doors = [
    '/fr.data',
    '/en.data',
    '/fr.data?_routes=routes%2F%24lang._index',
    '/fr?_data=root',
    '/__manifest',
  ]
  for (const path of [
    ...doors,
    '/xx',
    '/xx/receipt',
    '/FR',
    '/fr.html',
    '/.env',
    '/server.js',
    '/assets/none.js',
  ]) {
    const { status, type, text } = await ask(address, path)
    expect([path, status, type]).toEqual([path, 404, 'text/html; charset=utf-8'])
    expect(text).toContain('class="error-page"')
  }
})

const FRAGMENTS = [
  'fr',
  'en',
  'receipt',
  'export',
  'synthese.csv',
  '..',
  '.',
  '%2e%2e',
  '%00',
  '%ff',
  '',
  'xx',
  '~',
]
const NAMES = [
  'quarter',
  'format',
  'metric',
  'by',
  'period',
  'version',
  'provider',
  'from',
  'scope',
  '__proto__',
]
const VALUES = [
  '2026-Q3',
  'cost',
  'carbon_kg',
  'machine',
  'subsidiary',
  'month',
  '2026',
  "'",
  '"',
  '<',
  '%',
  '{scope}',
]

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).map(encoded),
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map(encoded),
  fc.constant(MARK),
)

function encoded(text: string): string {
  // A lone half of a character has no encoding.
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''))
}

const anyPath = fc
  .record({
    path: fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), anyText), { maxLength: 4 }),
    query: fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom(...NAMES), anyText),
        fc.oneof(fc.constantFrom(...VALUES.map(encodeURIComponent)), anyText),
      ),
      { maxLength: 6 },
    ),
  })
  .map(({ path, query }) => {
    const search = query.map(([name, value]) => `${name}=${value}`).join('&')
    return `/${path.join('/')}${search === '' ? '' : `?${search}`}`
  })

test('every character that an address can hide is answered, wherever it stands in the path', async () => {
  const { address } = await site()
  const failed: string[] = []
  for (let code = 0; code < 256; code++) {
    const hidden = `%${code.toString(16).padStart(2, '0')}`
    for (const path of [
      `/${hidden}`,
      `/${hidden}/`,
      `/fr${hidden}`,
      `/fr/${hidden}`,
      `/fr/receipt/${hidden}`,
    ]) {
      const { status } = await ask(address, path)
      if (status < 200 || status >= 500) failed.push(`${path}: ${status}`)
    }
  }
  expect(failed).toEqual([])
})

test('whatever the address, the server answers, with no fault of its own and nothing of the address', async () => {
  const { address, served } = await site()
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(anyPath, async (path) => {
      const answer = await ask(address, path)
      statuses.add(answer.status)
      expect(answer.status).toBeLessThan(500)
      expect(answer.text).not.toContain(MARK)
      expect(answer.text).not.toMatch(/at .*\.js:\d+:\d+/)
      if (answer.location !== null) expect(answer.location).toMatch(/^\/(fr|en)?\/?($|\?)/)
    }),
    { numRuns: RUNS },
  )
  expect([...statuses]).toEqual(expect.arrayContaining([404]))
  expect(served.output()).not.toContain('failed')
  expect((await ask(address, '/fr')).status).toBe(200)
})
