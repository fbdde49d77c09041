import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { demoOf, quarterOf } from '#tests/demo/demos.ts'
import { byEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { plain } from '#tests/pages/words.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { messageOf, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'
import { isTheSame, saidByReceipt } from '#tests/reports/receipt-told.ts'

vi.setConfig({ testTimeout: 600_000 })

const site = sharedSite()
const inBrowser = browserTest()
const QUARTER = '2026-Q3'
const { subsidiary: SUBSIDIARIES, headcount: HEADCOUNT, active_users_month: USERS } = demoOf('tiny').tables

async function page(path: string): Promise<string> {
  const { address } = await site()
  const { status, text } = await ask(address, path)
  expect([path, status]).toEqual([path, 200])
  return text
}

type Cell = { readonly said: string; readonly href: string | null; readonly html: string }
type Row = { readonly name: string; readonly cells: readonly Cell[] }

/** The rows of the table of all subsidiaries, by its HTML. */
function rowsOf(html: string): readonly Row[] {
  const [, body = ''] = /<section[^>]*id="table".*?<tbody>(.*?)<\/tbody>/s.exec(html) ?? []
  return partsOf(body, '<tr', '</tr>').map((row) => ({
    name: textOf((/<th scope="row">(.*?)<\/th>/s.exec(row)?.[1] ?? '').replace(/<small>.*?<\/small>/s, '')),
    cells: partsOf(row, '<td class="n">', '</td>').map((cell) => {
      const href = /href="([^"]+)"/.exec(cell)?.[1]?.replaceAll('&amp;', '&') ?? null
      // The unit stands in the head of the column, and with the number in the link's title.
      const titled = / title="([^"]+)"/.exec(cell)?.[1]
      return { said: plain(titled ?? textOf(cell)), href, html: cell }
    }),
  }))
}

/** Mean over the months of a quarter of what one subsidiary's core rows say; null without any. */
function meanOf(
  rows: readonly { month: string; subsidiary: string }[],
  key: string,
  id: string,
  quarter: string,
) {
  const own = rows.filter(({ subsidiary, month }) => subsidiary === id && quarterOf(month) === quarter)
  if (own.length === 0) return null
  return own.reduce((sum, row) => sum + Number((row as Record<string, unknown>)[key]), 0) / own.length
}

/** Adoption from the core rows alone: users over employees, where neither is of one to four. */
function adoptionAlone(id: string, quarter: string): number | 'few' | 'unknown' {
  const [users, people] = [
    meanOf(USERS, 'active_users', id, quarter),
    meanOf(HEADCOUNT, 'headcount', id, quarter),
  ]
  const isFew = (count: number | null) => count !== null && count > 0 && count < 5
  if (isFew(users) || isFew(people)) return 'few'
  return users === null || people === null ? 'unknown' : users / people
}

const inGroup = SUBSIDIARIES.filter(
  ({ joined_on: joined, left_on: left }) =>
    (joined === null || joined <= '2026-09-30') && (left === null || left >= '2026-07-01'),
)

test('adoption in the table is what the core rows give, and who cannot be assessed is said with the reason', async () => {
  const html = await page(`/en/subsidiaries?quarter=${QUARTER}`)
  const rows = rowsOf(html)
  expect(rows.map(({ name }) => name)).toEqual([
    ...inGroup.map(({ short_name: name }) => name).sort((a, b) => a.localeCompare(b, 'en')),
    'Unassigned',
    'Whole scope',
  ])
  const message = messageOf(html)
  const known: { name: string; value: number }[] = []
  for (const { subsidiary: id, short_name: name } of inGroup) {
    const alone = adoptionAlone(id, QUARTER)
    const said = rows.find((row) => row.name === name)?.cells[0]?.said ?? ''
    if (typeof alone === 'number') {
      expect([name, said]).toEqual([name, `${Math.round(alone * 100)}%`])
      known.push({ name, value: alone })
    } else {
      expect([name, said]).toEqual([name, alone === 'few' ? 'not shown: fewer than five people' : 'n.a.'])
      const { few, no_headcount: none } = messagesFor('en').subsidiaries.reasons
      expect(message).toContain(`${name} (${alone === 'few' ? few : none})`)
    }
  }
  const above = known.filter(({ value }) => value > 0.5).length
  const [least] = [...known].sort((a, b) => a.value - b.value)
  expect(message).toContain(`Of ${known.length} subsidiaries that can be assessed, ${above} are above`)
  expect(message).toContain(
    `${least?.name} adopts least: ${Math.round((least?.value ?? 0) * 100)}% of its employees, with 100% coverage`,
  )
})

test.each(['fr', 'en'])('every figure of the table says what its receipt says (%s)', async (language) => {
  const { address } = await site()
  const rows = rowsOf(await page(`/${language}/subsidiaries?quarter=${QUARTER}`))
  let compared = 0
  for (const { name, cells } of rows)
    for (const { said, href } of cells.slice(0, 5)) {
      if (href === null || /^n\.[éa]\.$/.test(said)) continue
      const receipt = await saidByReceipt(address, href)
      expect([name, said, receipt]).toSatisfy(() => isTheSame(said, receipt))
      compared += 1
    }
  expect(compared).toBeGreaterThan(30)
})

test('a total is its parts and what is assigned to nobody', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/en/export/subsidiaries.csv?quarter=${QUARTER}&format=machine`)
  const rows = readCsv(text).filter(({ period }) => period === QUARTER)
  for (const metric of ['cost', 'gpu_hours']) {
    const own = rows.filter((row) => row.metric === metric)
    const parts = own.filter(({ by }) => by.subsidiary !== undefined)
    const [whole, ...more] = own.filter(({ by }) => Object.keys(by).length === 0)
    expect(more).toEqual([])
    expect(parts.some(({ by }) => by.subsidiary === 'unassigned')).toBe(true)
    expect(parts.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBeCloseTo(whole?.value ?? 0, 4)
  }
})

const NOT_SHOWN = 'non montré : moins de cinq personnes'

test('a group of fewer than five people: no page and no file says anything of its people, and its receipts say why', async () => {
  const { address } = await site()
  const small = inGroup.filter(({ subsidiary: id }) => adoptionAlone(id, QUARTER) === 'few')
  expect(small.length).toBeGreaterThan(0)
  // Nine work there, of whom five are trained: that is told.
  const ofPeople = /metric=(adoption_rate|carbon_per_active_user|active_users)/
  const named: Readonly<Record<string, { readonly name: string }>> = messagesFor('fr').metrics.metrics
  for (const { subsidiary: id, short_name: name } of small) {
    const html = await page(`/fr/subsidiaries/${id}?quarter=${QUARTER}`)
    expect(plain(html)).toContain('moins de cinq personnes')
    const own = [...html.matchAll(/href="([^"]+)"/g)]
      .map(([, href = '']) => href)
      .filter((href) => href.includes(`filter.subsidiary=${id}`))
    expect(own.length).toBeGreaterThan(5)
    const leading = own.map((href) => href.replaceAll('&amp;', '&')).filter((href) => ofPeople.test(href))
    expect(leading.length).toBeGreaterThan(0)
    let notShown = 0
    for (const href of leading) {
      const receipt = plain(textOf(await page(href)))
      const asked = new URL(href, address).searchParams
      if (adoptionAlone(id, asked.get('period') ?? '') !== 'few') continue
      if (href.includes('/explore?')) {
        // Beside what counts no people, each figure of people says why it is not there.
        for (const metric of asked.getAll('metric').filter((each) => ofPeople.test(`metric=${each}`)))
          expect([href, receipt]).toEqual([
            href,
            expect.stringContaining(`${named[metric]?.name} non montré : moins de cinq personnes`),
          ])
        continue
      }
      // What lacks another side is missing, as anybody’s would be.
      expect([href, receipt]).toEqual([
        href,
        expect.stringMatching(/ : (non montré, moins de cinq personnes|–)\. De quoi le chiffre est fait/),
      ])
      if (receipt.includes('non montré')) notShown += 1
      expect(receipt).not.toMatch(/Valeur exacte|Intervalle \(neuf|Niveau de preuve/)
    }
    expect(notShown).toBeGreaterThan(0)
    const all = rowsOf(await page(`/fr/subsidiaries?quarter=${QUARTER}`)).find((row) => row.name === name)
    expect(all?.cells.map(({ said, href }) => [said, href === null])[0]).toEqual([NOT_SHOWN, false])
    expect(all?.cells.map(({ said, href }) => [said, href === null])[4]).toEqual([NOT_SHOWN, false])
    for (const file of ['subsidiaries', `subsidiaries/${id}`]) {
      const { status, text } = await ask(address, `/en/export/${file}.csv?quarter=${QUARTER}&format=machine`)
      expect([file, status]).toEqual([file, 200])
      const rows = readCsv(text)
      expect(rows.filter(({ metric }) => metric === 'active_users')).toEqual([])
      const told = rows.filter(
        ({ metric, by, period }) =>
          by.subsidiary === id && ofPeople.test(`metric=${metric}`) && adoptionAlone(id, period) === 'few',
      )
      expect(told.length).toBeGreaterThan(0)
      for (const { value, exact, low, high } of told)
        expect([value, exact, low, high]).toEqual([null, '', null, null])
      const rates = told.filter(({ metric }) => metric === 'adoption_rate')
      expect(new Set(rates.map(({ withheld }) => withheld))).toEqual(new Set(['few_people']))
    }
  }
})

test('a column is sorted by the address, what is unknown last, and never called a rank', async () => {
  const values = async (column: string, at: number) => {
    const html = await page(`/fr/subsidiaries?quarter=${QUARTER}&sort.subsidiary=${column}`)
    expect(html).toContain(`aria-sort="${column.startsWith('-') ? 'descending' : 'ascending'}"`)
    expect(textOf(html)).not.toMatch(/\brang\b|classement/i)
    const rows = rowsOf(html).filter(({ name }) => !/Non affecté|Ensemble/.test(name))
    return rows.map(({ cells }) => quantityOf(cells[at]?.said ?? '').value)
  }
  for (const [column, at] of [
    ['-adoption_rate', 0],
    ['cost', 2],
    ['-gpu_hours', 3],
    ['coverage', 5],
  ] as const) {
    const found = await values(column, at)
    const known = found.filter((value) => !Number.isNaN(value))
    const sign = column.startsWith('-') ? -1 : 1
    expect(known).toEqual([...known].sort((a, b) => sign * (a - b)))
    expect(found.slice(known.length).every(Number.isNaN)).toBe(true)
    expect(known.length).toBeGreaterThan(4)
  }
})

test('who joined or left says so with the day, on both pages', async () => {
  const all = plain(textOf(await page(`/fr/subsidiaries?quarter=${QUARTER}`)))
  const dated = SUBSIDIARIES.filter(
    ({ joined_on: joined, left_on: left }) => joined !== null || left !== null,
  )
  expect(dated.length).toBeGreaterThan(1)
  for (const { subsidiary: id, joined_on: joined } of dated) {
    const own = plain(textOf(await page(`/fr/subsidiaries/${id}?quarter=${QUARTER}`)))
    expect(own).toMatch(
      joined === null ? /Sortie du groupe le 31 mars 2025/ : /Entrée dans le groupe le 1 ?er oct/,
    )
    expect(all).toMatch(joined === null ? /sortie le 31 mars 2025/ : /entrée le 1 ?er oct. 2025/)
  }
  // Before it joined, nobody is missing.
  const [, before = ''] = (await page('/en/subsidiaries?quarter=2025-Q2')).split('id="courses"')
  expect(before).toContain('Kelvor')
  expect(before).not.toContain('Begvorn')
})

test('the page of each subsidiary says its use cases, its parts, what it lacks, and leads to receipts that agree', async () => {
  const { address } = await site()
  const { project } = demoOf('tiny').tables
  for (const { subsidiary: id } of inGroup) {
    const html = await page(`/en/subsidiaries/${id}?quarter=${QUARTER}`)
    const named = [...html.matchAll(/href="\/en\/projects\/([^"?]+)/g)].map(([, one = '']) => one)
    const registered = project.filter(
      ({ subsidiary, idea_on: idea }) => subsidiary === id && (idea ?? '9') <= '2026-09-30',
    )
    expect([id, new Set(named)]).toEqual([id, new Set(registered.map((each) => each.project))])
    expect(html.match(/\/en\/commitments\//g)).toHaveLength(7)
    const [measures = ''] = partsOf(html, 'id="measures"', '<details>')
    const links = [...measures.matchAll(/<b><a href="([^"]+)">(.*?)<\/a><\/b>/gs)]
    expect(links.length).toBeGreaterThan(3)
    for (const [, href = '', said = ''] of links) {
      if (said === 'n.a.' || said.endsWith('%')) continue
      const receipt = await saidByReceipt(address, href.replaceAll('&amp;', '&'))
      expect([id, textOf(said), receipt]).toSatisfy(() => isTheSame(textOf(said), receipt))
    }
  }
  const without = textOf(await page(`/en/subsidiaries/morwel?quarter=${QUARTER}`))
  expect(without).toContain('Headcount 100% adoption is 0% covered')
})

test('an unknown subsidiary, and nobody’s, are the same 404, as a page and as a file', async () => {
  const { address } = await site()
  for (const id of ['nothing', 'unassigned', 'LANVENN'])
    for (const path of [`/fr/subsidiaries/${id}`, `/fr/export/subsidiaries/${id}.csv`])
      expect([path, (await ask(address, path)).status]).toEqual([path, 404])
  expect((await ask(address, '/fr/export/subsidiaries.csv?filter.provider=Cirrane')).status).toBe(400)
  const led = await ask(address, '/fr/subsidiaries?filter.provider=Cirrane')
  expect([led.status, led.location]).toEqual([302, '/fr/subsidiaries?dropped=provider'])
})

inBrowser('both pages fit a phone and a desk, in their own language, and stay under 40 kB', async (open) => {
  const { address } = await site()
  const ofAll = ['2026-Q3', '2026-Q4', '2023-Q4']
  const ofOne = byEffort(ofAll, [QUARTER])
  const paths = [
    ...ofAll.map((quarter) => `/subsidiaries?quarter=${quarter}`),
    ...[...inGroup.map(({ subsidiary }) => subsidiary), 'kanvorn'].flatMap((id) =>
      ofOne.map((quarter) => `/subsidiaries/${id}?quarter=${quarter}`),
    ),
  ]
  await expectToFit(open, address, paths)
  for (const language of ['fr', 'en'])
    for (const path of paths)
      expect([path, (await ask(address, `/${language}${path}`)).bytes < 40_000]).toEqual([path, true])
})

test('filters that leave no subsidiary say so, and can be removed', async () => {
  const { address } = await site()
  const { text: whole } = await ask(address, `/en/subsidiaries?quarter=${QUARTER}`)
  const lines = [...whole.matchAll(/value="business_line:([^"]+)"/g)].map(([, id = '']) => id)
  const [, id = ''] = /value="subsidiary:([^"]+)"/.exec(whole) ?? []
  const texts = await Promise.all(
    lines.map(
      async (line) =>
        (
          await ask(
            address,
            `/en/subsidiaries?quarter=${QUARTER}&filter.business_line=${line}&filter.subsidiary=${id}`,
          )
        ).text,
    ),
  )
  const empty = texts.filter((text) => text.includes('No subsidiary matches these filters'))
  // Of its own business line alone it is a subsidiary.
  expect(empty).toHaveLength(lines.length - 1)
  for (const text of empty)
    expect(text).toContain(`<a href="/en/subsidiaries?quarter=${QUARTER}">Remove the filters</a>`)
})
