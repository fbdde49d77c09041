import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Figure } from '#app/figures/figure.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { byEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { runCommand } from '#tests/pages/serve.ts'
import { plain } from '#tests/pages/words.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 900_000 })

const site = sharedSite()
const inBrowser = browserTest()
const RUNS = byEffort(1500, 150)
/** Nothing that a reader typed and that was not understood is in an answer. */
const MARK = 'zqxmark'

const QUESTIONS = [
  'metric=cost_per_employee&by=subsidiary&period=2026-Q3',
  'metric=energy_per_request&by=quarter&period=2023-10..2026-11',
  'metric=carbon_kg&by=region&by=provider&period=2026-Q3',
  'metric=cost&by=quarter&by=provider&period=2023-10..2026-11',
  'metric=requests&metric=cost&by=project&by=model&period=2026&filter.approach=generative',
]

const commandOf = (search: string) =>
  [...new URLSearchParams(search)].flatMap(([name, value]) =>
    name.startsWith('filter.') ? ['--filter', `${name.slice(7)}=${value}`] : [`--${name}`, value],
  )

test('an answer, its file and the command line say the same figures', async () => {
  const { address, dataDir } = await site()
  for (const search of QUESTIONS) {
    const page = await ask(address, `/en/explore?${search}`)
    expect([search, page.status]).toEqual([search, 200])
    expect(page.text).toContain('id="answer"')
    const { text } = await ask(address, `/en/export/explore.csv?${search}`)
    const [head = '', ...lines] = text.trim().split('\r\n')
    const columns = head.split(',')
    const told = lines.map((line) => {
      // Names that hold a comma are quoted; numbers and ids never are.
      const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []
      const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
      return [cell('metric'), cell('value'), cell('low'), cell('high'), cell('coverage')]
    })
    const printed = await runCommand(['figures', ...commandOf(search), '--json', '--data-dir', dataDir])
    const figures = JSON.parse(printed) as Figure[]
    expect(figures.length).toBeGreaterThan(2)
    expect(
      told.map(([metric, ...cells]) => [metric, ...cells.map((cell) => (cell === '' ? null : Number(cell)))]),
    ).toEqual(figures.map(({ metric, value, low, high, coverage }) => [metric, value, low, high, coverage]))
  }
})

test('the explorer opens with three questions that have an answer, on the quarter that the reader came with', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en']) {
    const { text } = await ask(address, `/${language}/explore?quarter=2026-Q2&filter.provider=unassigned`)
    const links = [...text.matchAll(/href="(\/(?:fr|en)\/explore\?metric=[^"]+)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    )
    expect(links).toHaveLength(3)
    expect(links.filter((href) => href.includes('period=2026-Q2'))).toHaveLength(2)
    for (const href of links) expect((await ask(address, href)).text).toContain('id="answer"')
  }
})

/** The lines of an answer's file. */
async function linesOf(address: string, search: string) {
  return readCsv((await ask(address, `/en/export/explore.csv?${search}`)).text)
}

const multiplesIn = (html: string) =>
  [...(/<ul class="multiples wordy">(.*?)<\/ul>/s.exec(html)?.[1] ?? '').matchAll(/<li>(.*?)<\/li>/gs)].map(
    ([, item = '']) => ({
      name: textOf(/<p>(.*?)<b>/s.exec(item)?.[1] ?? '').trim(),
      value: textOf(/<b>(.*?)<\/b>/s.exec(item)?.[1] ?? ''),
      isOpen: item.includes('class="ahead"'),
    }),
  )

test('time and one dimension are small multiples: the largest first, twelve at most, the last value written', async () => {
  const { address } = await site()
  for (const by of ['provider', 'project']) {
    const search = `metric=requests&by=month&by=${by}&period=2025-12..2026-11`
    const { text } = await ask(address, `/en/explore?${search}`)
    const lines = (await linesOf(address, search)).map((line) => ({ ...line, id: line.by[by] ?? '' }))
    const totals = new Map<string, number>()
    for (const { id, value } of lines) totals.set(id, (totals.get(id) ?? 0) + (value ?? 0))
    const named = [...totals].filter(([id]) => id !== 'unassigned').sort((a, b) => b[1] - a[1])
    const nobody = totals.has('unassigned') ? ['unassigned'] : []
    const expected = [...named.map(([id]) => id).slice(0, 12 - nobody.length), ...nobody]
    const drawn = multiplesIn(text)
    expect(drawn.length).toBe(expected.length)
    if (by === 'provider')
      expect(drawn.map(({ name }) => name)).toEqual(
        expected.map((id) => (id === 'unassigned' ? 'Unassigned' : id)),
      )
    for (const [index, id] of expected.entries()) {
      const last = lines.find((line) => line.id === id && line.by.month === '2026-11')?.value ?? null
      const said = drawn[index]?.value ?? ''
      expect([by, id, said === '–']).toEqual([by, id, last === null])
      if (last !== null && last > 0) {
        const scale = { M: 1e6, k: 1e3 }[said.at(-1) ?? ''] ?? 1
        const told = Number(said.replace(/[^\d.]/g, '')) * scale
        // At the scale of the largest value, a small one keeps a digit or is said to be below the least.
        if (!said.startsWith('<'))
          expect(Math.abs(told - last)).toBeLessThanOrEqual(Math.max(0.06 * scale, last * 0.06))
      }
    }
    expect(drawn.some(({ isOpen }) => isOpen)).toBe(true)
    const others = totals.size - expected.length
    expect(plain(text).includes('more, in the table')).toBe(others > 0)
    if (others > 0) expect(plain(text)).toContain(`and ${others} more, in the table`)
    expect(plain(text)).toContain('Nov 2026, so far')
    // One line, one picture, no second axis of bars beside the numbers.
    expect(text).not.toContain('Against the largest')
  }
})

test('a provider whose bill has not come is said to be partial, and no other', async () => {
  const { address } = await site()
  const { text } = await ask(address, '/en/explore?metric=cost&by=provider&period=2026-Q3')
  const rows = [...text.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => textOf(row))
  const completeness = await linesOf(address, 'metric=source_completeness&by=source&by=month&period=2026-Q3')
  const gaps = completeness.filter(({ value }) => (value ?? 1) < 1).map(({ by }) => by)
  const billed = (
    await linesOf(address, 'metric=cost&by=provider&by=source&by=month&period=2025-07..2026-09')
  ).filter(({ value }) => value !== null && value !== 0)
  // The twelve months before a gap, counted as years and months rather than as the product counts them.
  const ordinal = (month = '') => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  const partial = new Set<string | undefined>()
  for (const gap of gaps)
    for (const { by } of billed) {
      const ago = ordinal(gap.month) - ordinal(by.month)
      if (by.source === gap.source && ago >= 1 && ago <= 12) partial.add(by.provider)
    }
  expect(partial.size).toBeGreaterThan(0)
  expect(rows.length).toBeGreaterThan(partial.size)
  for (const row of rows)
    expect([row, row.includes('partial')]).toEqual([
      row,
      [...partial].some((provider) => row.startsWith(provider ?? '')),
    ])
})

test('what cannot be asked is said, with what comes nearest', async () => {
  const { address } = await site()
  const { status, text } = await ask(address, '/fr/explore?metric=active_users&by=model&period=2026-Q3')
  expect(status).toBe(200)
  expect(plain(text)).toContain('« Utilisateurs actifs » n’est pas connu par modèle')
  const offered = [...text.matchAll(/href="(\/fr\/explore\?metric=[^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  expect(offered.length).toBeGreaterThan(3)
  for (const href of offered) expect((await ask(address, href)).text).toContain('id="answer"')
  expect((await ask(address, '/fr/export/explore.csv?metric=active_users&by=model')).status).toBe(400)
})

test('a dimension that does not exist is answered by the one that its name comes nearest to', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/fr/explore?metric=cost&by=providers&period=2026-Q3`)
  expect(plain(text)).toContain('la plus proche est « Fournisseur » (provider)')
  expect(text).toContain('href="/fr/explore?metric=cost&amp;by=provider&amp;period=2026-Q3"')
  // Before anything is asked too: the filter would be gone without a word.
  const none = await ask(address, `/fr/explore?filter.${MARK}=x`)
  expect(none.text).toContain('id="refused"')
  expect(none.text).not.toContain(MARK)
})

const hrefsIn = (html: string) =>
  [...html.matchAll(/href="(\/(?:fr|en)[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

test('a metric, a value and a parameter that do not exist are answered by the nearest that do', async () => {
  const { address } = await site()
  const metric = await ask(address, '/fr/explore?metric=coust&by=provider&by=stage&period=2026-Q3')
  expect(plain(metric.text)).toContain('le plus proche est « Coût facturé » (cost)')
  const kept = hrefsIn(metric.text).find((href) => href.startsWith('/fr/explore?metric=cost&by=provider'))
  expect((await ask(address, kept ?? '')).text).toContain('id="answer"')
  // The period that it was asked over is kept, however it is spelled.
  const spelled = await ask(address, '/fr/explore?metric=coust&period=T2%202026')
  expect(hrefsIn(spelled.text)).toContain('/fr/explore?metric=cost&period=2026-Q2')
  const question = '/en/explore?metric=cost&period=2026-Q3'
  const value = await ask(address, `${question}&filter.approach=generativ`)
  expect(plain(value.text)).toContain('the nearest is written filter.approach=generative.')
  const far = await ask(address, `${question}&filter.approach=${MARK}`)
  expect(plain(far.text)).toContain('The filter “Approach” names a value that no row holds: ask “by”')
  const parameter = await ask(address, `${question}&filtre.approach=generative`)
  expect(plain(parameter.text)).toContain('The nearest is “filter.approach”.')
  for (const [called, near] of [
    ['indicateur', 'metric'],
    ['trimestre', 'period'],
    ['filiale', 'filter.subsidiary'],
  ])
    expect(plain((await ask(address, `${question}&${called}=${MARK}`)).text)).toContain(
      `The nearest is “${near}”.`,
    )
})

test('what a metric and a dimension are called in either language leads to them, and all that is wrong is told', async () => {
  const { address } = await site()
  for (const [language, search, said] of [
    [
      'fr',
      'metric=carbone&by=fournisseur',
      ['Carbone d’usage, hors fabrication » (carbon_kg)', '(provider)'],
    ],
    ['fr', 'metric=coût&by=filiale', ['« Coût facturé » (cost)', '« Filiale » (subsidiary)']],
    ['en', 'metric=Électricité&by=business line', ['(energy_kwh)', '“Business line” (business_line)']],
    ['en', 'metric=cost&by=métier&filter.fournisseur=x', ['“Business line” (business_line)', '(provider)']],
  ] as const) {
    const { text } = await ask(address, `/${language}/explore?${encodeURI(search)}&period=2026-Q3`)
    const refused = plain(textOf(/<section[^>]*id="refused".*?<\/section>/s.exec(text)?.[0] ?? ''))
    for (const part of said) expect([search, refused]).toEqual([search, expect.stringContaining(part)])
    const kept = hrefsIn(text).find((href) => /\/explore\?metric=\w+&by=\w+&period=2026-Q3$/.test(href))
    expect((await ask(address, kept ?? '')).text).toContain('id="answer"')
  }
  const search = `metric=coust&by=providers&filter.${MARK}=x&colour=red&period=2031`
  const { text } = await ask(address, `/en/explore?${search}`)
  for (const said of [
    'a parameter that the explorer does not know',
    'the nearest is “Invoiced cost” (cost)',
    'the nearest is “Provider” (provider)',
    'The period is outside the data. The data go from Oct 2023',
  ])
    expect(plain(textOf(text))).toContain(said)
  expect(text).not.toContain(MARK)
  const file = await ask(address, `/en/export/explore.csv?${search}`)
  expect(file.status).toBe(400)
  for (const said of ['metric=cost', 'by=provider', 'The parameter period is outside'])
    expect(plain(file.text)).toContain(said)
})

test('rows of one month or of one value come by their names in the page’s language, nobody’s last', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'])
    for (const by of ['by=quarter&by=business_line', 'by=business_line&by=quarter']) {
      const { text } = await ask(address, `/${language}/explore?metric=cost&${by}&period=2026-Q1..2026-Q2`)
      const rows = [...text.matchAll(/<tr><th scope="row">(.*?)<\/th><td[^>]*>(.*?)<\/td>/gs)]
        .map(([, first = '', second = '']) => [textOf(first).trim(), textOf(second).trim()] as const)
        .map(([first, second]) => (/^[TQ]\d/.test(first) ? [second, first] : [first, second]))
      const nobody = language === 'fr' ? 'Non affecté' : 'Unassigned'
      for (const quarter of new Set(rows.map(([, time]) => time))) {
        const lines = rows.filter(([, time]) => time === quarter).map(([name = '']) => name)
        const expected = [...lines].sort(
          (a, b) => Number(a === nobody) - Number(b === nobody) || a.localeCompare(b, language),
        )
        expect(lines.length).toBeGreaterThan(3)
        expect([language, by, lines]).toEqual([language, by, expected])
      }
    }
})

test('filters that together leave nothing can each be taken away', async () => {
  const { address } = await site()
  const lines = await linesOf(address, 'metric=cost&by=provider&by=hosting&period=2026-Q3')
  const valuesOf = (dimension: string) => [...new Set(lines.map(({ by }) => by[dimension] ?? ''))]
  const apart = valuesOf('provider').flatMap((provider) =>
    valuesOf('hosting')
      .filter((hosting) => !lines.some(({ by }) => by.provider === provider && by.hosting === hosting))
      .map((hosting) => ({ provider, hosting })),
  )
  const [pair] = apart
  if (pair === undefined) throw new Error('Every provider hosts in every way.')
  for (const what of ['metric=cost&by=model', 'metric=cost']) {
    const search = new URLSearchParams({ 'filter.hosting': pair.hosting, 'filter.provider': pair.provider })
    const { status, text } = await ask(address, `/en/explore?${what}&period=2026-Q3&${search}`)
    // Of no row there is no currency either, on the page as on its receipt.
    expect([what, status]).toEqual([what, 200])
    const receipt = await ask(address, `/en/receipt?${what}&period=2026-Q3&${search}`)
    expect([what, receipt.status]).toEqual([what, 200])
    const answer = text.slice(text.indexOf('id="answer"'), text.indexOf('id="query"'))
    const removals = hrefsIn(answer).filter((href) => href.startsWith('/en/explore?'))
    expect(removals).toEqual([
      `/en/explore?${what}&period=2026-Q3&${new URLSearchParams({ 'filter.provider': pair.provider })}`,
      `/en/explore?${what}&period=2026-Q3&${new URLSearchParams({ 'filter.hosting': pair.hosting })}`,
    ])
    for (const href of removals) expect((await ask(address, href)).text).toContain('id="answer"')
    const full = await ask(address, removals[0] ?? '')
    expect(plain(full.text)).not.toContain('Remove the filter')
  }
})

test('the menu keeps a question’s quarter, and the receipt of an answer leads back to the question', async () => {
  const { address } = await site()
  const question = '/en/explore?metric=cost&by=provider&period=2026-Q2&filter.approach=generative'
  const { text } = await ask(address, question)
  expect(hrefsIn(text)).toEqual(expect.arrayContaining(['/en?quarter=2026-Q2', '/en/cost?quarter=2026-Q2']))
  const [receipt = ''] = hrefsIn(text).filter((href) => href.startsWith('/en/receipt?'))
  expect(hrefsIn((await ask(address, receipt)).text)).toContain(question)
  expect((await ask(address, `${receipt.replace('from=explore', `from=${MARK}`)}`)).status).toBe(400)
  const year = await ask(address, '/en/explore?metric=cost&by=provider&period=2026')
  expect(hrefsIn(year.text)).toContain('/en/cost')
  const unasked = await ask(address, '/en/explore?quarter=2026-Q2')
  expect(hrefsIn(unasked.text)).toContain('/en/cost?quarter=2026-Q2')
})

const word = fc.constantFrom(
  MARK,
  '',
  "' OR 1=1 --",
  '<script>',
  '2026-Q3',
  '2026-Q4~47d',
  '9999',
  'provider=',
  '\u0000',
  '-1',
)
const pair = fc.oneof(
  fc.tuple(fc.constant('metric'), fc.oneof(fc.constantFrom<string>(...METRIC_IDS), word)),
  fc.tuple(fc.constant('by'), fc.oneof(fc.constantFrom<string>(...FIGURE_DIMENSIONS), word)),
  fc.tuple(fc.constantFrom('period', 'from', 'to', 'page', 'filter', 'quarter'), word),
  fc.tuple(
    fc.constantFrom(...FIGURE_DIMENSIONS, MARK).map((name) => `filter.${name}`),
    word,
  ),
  fc.tuple(word, word),
)

test(`${RUNS} random addresses: no failure of the server, and nothing of what was not understood comes back`, async () => {
  const { address } = await site()
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { maxLength: 6 }), fc.boolean(), async (pairs, isFile) => {
      const search = new URLSearchParams(
        pairs.map(([name, value]) => [name, value] as [string, string]),
      ).toString()
      const path = `/fr/${isFile ? 'export/explore.csv' : 'explore'}?${search}`
      const { status, text } = await ask(address, path)
      expect([path, status]).toEqual([path, expect.toSatisfy((one: number) => one < 500)])
      expect(text).not.toContain(MARK)
    }),
    { numRuns: RUNS },
  )
})

inBrowser('the explorer fits a phone and a desk: questions, answers and refusals', async (open) => {
  const { address } = await site()
  const searches = ['', ...QUESTIONS, 'metric=active_users&by=model', 'metric=cost&period=soon']
  await expectToFit(
    open,
    address,
    searches.map((search) => `/explore?${search}`),
  )
})

inBrowser('a reader asks by the form alone, and the address is the question', async (open) => {
  const { address } = await site()
  const page = await (await open({ javaScriptEnabled: false })).newPage()
  await page.goto(`${address}/fr/explore`)
  await page.selectOption('select[name="metric"]', 'gpu_hours')
  await page.locator('select[name="by"]').first().selectOption('subsidiary')
  await page.selectOption('select[name="period"]', '2026-Q2')
  await page.click('form.question button')
  expect(page.url()).toBe(`${address}/fr/explore?metric=gpu_hours&by=subsidiary&period=2026-Q2`)
  expect(await page.locator('#answer tbody tr').count()).toBeGreaterThan(2)
})
