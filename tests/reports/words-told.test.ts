import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { METRICS, type MetricId } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import { coverageText, formulaText } from '#app/reports/receipt/formula-text.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { onlyPart, partsOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 120_000 })

const site = sharedSite()
const SEARCH = '?quarter=2026-Q3'
const LANGUAGES = ['fr', 'en'] as const

async function page(path: string): Promise<string> {
  const { address } = await site()
  const { status, text } = await ask(address, path)
  expect([path, status]).toEqual([path, 200])
  return text
}

/** The facts of a receipt: term → text. */
async function factsOf(path: string): Promise<ReadonlyMap<string, string>> {
  const section = onlyPart(await page(path), 'id="facts"', '</section>')
  const [terms, texts] = [partsOf(section, '<dt>', '</dt>'), partsOf(section, '<dd>', '</dd>')]
  return new Map(terms.map((term, index) => [textOf(term), textOf(texts[index] ?? '')]))
}

test.each(LANGUAGES)('every formula is told in words, with no name of a column (%s)', (language) => {
  const words = { language, messages: messagesFor(language) }
  for (const metric of Object.keys(METRICS) as MetricId[]) {
    const told = [formulaText(metric, words), coverageText(metric, words) ?? '']
    // Columns are the words that hold an underscore; those without one are told apart by their name in the messages.
    expect([metric, told.join(' ')]).toEqual([metric, expect.not.stringMatching(/\w_\w|undefined/)])
    for (const { measure } of aggregatesOf(METRICS[metric].formula))
      expect([metric, told[0]]).toEqual([
        metric,
        expect.stringContaining(words.messages.receipt.measures[measure] ?? '?'),
      ])
  }
  expect(formulaText('adoption_rate', words)).toContain('÷')
})

test('a receipt says what its coverage leaves out, and that its evidence is of what is in it', async () => {
  const facts = await factsOf('/fr/receipt?metric=cost&period=2026-Q3')
  expect(facts.get('Couverture')).toMatch(/^\d+,\d % de ce que la règle attend ; le reste manque au chiffre$/)
  expect(facts.get('Niveau de preuve')).toBe('de ce qui est dans le chiffre : compté 100 %')
  expect(facts.get('Formule')).toBe('somme (coût facturé)')
  expect(facts.get('Règle de couverture')).toBe(
    'somme (mois reçus, source : facturation) ÷ somme (mois attendus, source : facturation)',
  )
})

test('a receipt names its filters as the language does, and separates as it does', async () => {
  const search = '?metric=carbon_per_request&period=2026-Q3&filter.hosting=on_premise'
  expect((await factsOf(`/fr/receipt${search}`)).get('Filtres')).toBe('hébergement : Sur site')
  const english = await factsOf(`/en/receipt${search}`)
  expect(english.get('Filters')).toBe('hosting: On premise')
  for (const text of english.values()) expect(text).not.toContain(' ;')
})

test('the French page on cost names no category of service in English', async () => {
  const categories = new Set(
    demoOf('tiny').rows.flatMap((row) => (row.fact === 'billing' ? [row.service_category] : [])),
  )
  expect(categories.size).toBeGreaterThan(2)
  const [french, english] = await Promise.all(
    LANGUAGES.map(async (language) =>
      textOf(onlyPart(await page(`/${language}/cost${SEARCH}`), 'id="service_category"', '</section>')),
    ),
  )
  const { service_category: names } = messagesFor('fr').dimensions.values
  for (const category of categories) {
    const name = (names as Readonly<Record<string, string>>)[category ?? '']
    if (name === undefined) continue
    expect(french).toContain(name)
    expect(english).toContain(category)
    if (name !== category) expect(french).not.toContain(category)
  }
})

test('a market-based estimate is named in French before its English name', async () => {
  const text = textOf(await page(`/fr/carbon${SEARCH}`))
  const at = text.indexOf('market-based')
  expect(at).toBeGreaterThan(0)
  expect(text.slice(0, at)).toMatch(/fondée sur le marché \($/)
})

test('a table of use cases says that they are counted in production or not, where ratios divide by those in production', async () => {
  const html = await page(`/fr/cost${SEARCH}`)
  const table = onlyPart(html, '<section class="table ranked" id="project"', '</section>')
  const range = textOf(onlyPart(table, '<p class="pages">', '<a'))
  const [, of = '', projects = ''] =
    /^1 à 10 sur (\d+) : (\d+) cas d’usage, en production ou non/.exec(range) ?? []
  // The line « Non affecté » is none.
  expect([Number(of) - Number(projects), range.endsWith('et ce qui n’est pas affecté')]).toEqual([1, true])
  expect(textOf(onlyPart(html, 'id="intensity"', '</section>'))).toContain(
    'Coût par cas d’usage en production',
  )
})

test('French messages keep their punctuation with what it follows', () => {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  walk(messagesFor('fr').topics)
  walk(messagesFor('fr').receipt)
  walk(messagesFor('fr').metrics)
  walk(messagesFor('fr').synthese)
  expect(texts.length).toBeGreaterThan(300)
  // A plain space before double punctuation or a per cent, none at all, or a straight apostrophe.
  for (const text of texts) expect(text).not.toMatch(/ [:;?!»]|\d %|« |[\p{L}\d)][;?!»]|\p{L}:|'/u)
})

test('the overview and the commitments’ page count commitments in the same words', async () => {
  for (const [language, counted] of [
    ['fr', / (engagements? sur \p{L}+ (?:est|sont) tenus?)/u],
    ['en', / of (\p{L}+ commitments (?:is|are) kept)/u],
  ] as const) {
    const [overview, wall] = await Promise.all(
      ['', '/commitments'].map(async (path) => {
        const message = onlyPart(await page(`/${language}${path}${SEARCH}`), '<h1', '</h1>')
        return counted.exec(textOf(message))?.[1]
      }),
    )
    expect(wall).toBeDefined()
    expect(wall).toBe(overview)
  }
})

test('a source and the models that lack an estimate are set off from the sentence that names them', async () => {
  expect(textOf(await page(`/fr${SEARCH}`))).toMatch(/La source « [^»]+ » est incomplète/)
  expect(textOf(await page(`/en${SEARCH}`))).toMatch(/The source “[^”]+” is incomplete/)
  for (const language of LANGUAGES)
    expect(textOf(await page(`/${language}/commitments/carbon${SEARCH}`))).toMatch(
      /(?:Requêtes sans estimation|Requests without an estimate) \([^)]+\) ?: \d/,
    )
})
