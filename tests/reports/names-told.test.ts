import { expect, test, vi } from 'vitest'
import { FACTOR_FILES } from '#app/footprint/factors.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { causeName, valueName } from '#app/reports/words.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { linkOf, onlyPart, partsOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 120_000 })

const site = sharedSite()
const fr = { language: 'fr', messages: messagesFor('fr') } as const
const en = { language: 'en', messages: messagesFor('en') } as const

async function page(path: string): Promise<string> {
  const { address } = await site()
  const { status, text } = await ask(address, path)
  expect([path, status]).toEqual([path, 200])
  return text
}

/** What stands in the rows of a receipt's table of figures. */
const rowsOf = (html: string) =>
  partsOf(onlyPart(html, 'id="figures"', '</section></div>'), '<th scope="row">', '</th>').map(textOf)

test('every accelerator of the factor table has the name of its maker, with the memory as the language counts it', () => {
  for (const { subject } of FACTOR_FILES['accelerators.csv'])
    expect([subject, valueName('accelerator', subject, fr)]).toEqual([
      subject,
      expect.stringMatching(/^(NVIDIA|Google) /),
    ])
  expect(valueName('accelerator', 'a100-80-sxm', fr)).toBe('NVIDIA A100 80\u00a0Go SXM')
  expect(valueName('accelerator', 'a100-80-sxm', en)).toBe('NVIDIA A100 80\u00a0GB SXM')
  expect(valueName('accelerator', 'mi300x', fr)).toBe('mi300x')
  expect(causeName('accelerator:l40s', fr)).toBe('puissance de l’accélérateur NVIDIA L40S')
})

test('a region says its country beside its id; one that nobody knows is its id', () => {
  expect(valueName('region', 'fr', fr)).toBe('France (fr)')
  expect(valueName('region', 'pt', en)).toBe('Portugal (pt)')
  expect(valueName('region', 'europe-west3', fr)).toBe('Allemagne (europe-west3)')
  expect(valueName('region', 'altonimbe-1', en)).toBe('altonimbe-1')
  expect(valueName('region', 'zz', fr)).toBe('zz')
})

test('a page names models, regions and accelerators', async () => {
  const carbon = textOf(await page('/fr/carbon?quarter=2026-Q3'))
  expect(carbon).not.toMatch(/ostravel-maxima|a100-80-sxm/)
  expect(carbon).toMatch(/Doute : paramètres du modèle (Maxima|Brevis)/)
  expect(carbon).toMatch(/Allemagne \(europe-west3\)/)
  expect(textOf(await page('/en/gpu-hours?quarter=2026-Q3'))).toMatch(/NVIDIA A100 80 GB SXM/)
})

test('a receipt names what it is limited to, with the id of the source beside it', async () => {
  const filters = 'filter.model=ostravel-maxima&filter.subsidiary=dremmor&filter.region=europe-west3'
  const text = textOf(await page(`/fr/receipt?metric=carbon_kg&period=2026-Q3&${filters}`))
  expect(text).toMatch(/modèle : Maxima \(ostravel-maxima\)/)
  expect(text).toMatch(/région : Allemagne \(europe-west3\)/)
  expect(text).toMatch(/filiale : Dremmor \(dremmor\)/)
})

test('the rows of a receipt are named as those of pages are', async () => {
  const names = rowsOf(await page('/fr/receipt?metric=gpu_hours&by=accelerator&by=month&period=2026-Q3'))
  expect(names.length).toBeGreaterThan(3)
  expect(names).toContain('NVIDIA A100 80 Go SXM (a100-80-sxm) · juil. 2026')
  const metrics = rowsOf(await page('/en/receipt?metric=cost&metric=requests&period=2026-Q3'))
  expect(metrics).toEqual(['Invoiced cost', 'Requests'])
})

test.each([
  ['/fr/receipt?metric=cost&period=2026-Q3&filter.provider=Cirrane', '← Coûts, T3 2026'],
  ['/en/receipt?metric=carbon_per_employee&period=2026-Q4~47d', '← Carbon, Q4 2026'],
  ['/fr/receipt?metric=cost&period=2025-01..2025-12', '← Coûts, T4 2025'],
  ['/fr/receipt?metric=requests&period=2026-Q3&filter.hosting=on_premise', '← Usage, T3 2026'],
  ['/en/receipt?metric=reviewed_share&period=2026-Q3', '← Overview, Q3 2026'],
])('a receipt leads back to the page on which its figure stands: %s', async (path, text) => {
  const back = onlyPart(await page(path), '<p class="back">', '</p>')
  expect(textOf(back)).toBe(text)
  const href = linkOf(back)
  for (const [name, value] of new URL(path, 'http://x').searchParams)
    if (name.startsWith('filter.')) expect(href).toContain(`${name}=${value}`)
  // A page that did not understand the whole address would send its reader elsewhere.
  await page(href)
})

test.each([
  ['fr', ', T3 2026'],
  ['en', ', Q3 2026'],
])('a receipt that a commitment reads leads back to its page, by its name: %s', async (language, quarter) => {
  const own = `/${language}/commitments/prior_review?quarter=2026-Q3`
  const commitment = await page(own)
  const [, receipt = ''] = /href="([^"]*receipt[^"]*commitment=[^"]*)"/.exec(commitment) ?? []
  const back = onlyPart(await page(receipt.replaceAll('&amp;', '&')), '<p class="back">', '</p>')
  expect(linkOf(back)).toBe(own)
  const [, name = ''] = /<title>([^<]*)·/.exec(commitment) ?? []
  expect(textOf(back)).toBe(`← ${textOf(name)}`)
  expect(textOf(back).endsWith(quarter)).toBe(true)
})

test('English writes money in one piece, in figures as in sentences', async () => {
  for (const path of ['/en?quarter=2026-Q3', '/en/cost?quarter=2026-Q3']) {
    const text = textOf(await page(path))
    expect(text).toMatch(/€[\d.,]+[mk]/)
    expect(text.match(/€[\d.,]+ (?:m|k|bn)\b/g)).toBeNull()
  }
})
