import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'
import { onlyPart, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()

const LAST = '2026-Q4'
const ALL = [2023, 2024, 2025, 2026]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`))
  .filter((quarter) => quarter >= '2023-Q4' && quarter <= LAST)

test('from the page that opens, ‹ and › reach every quarter of the data and stop at its ends', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const { previousQuarter, nextQuarter } = messagesFor(language).shell.scope
    /** The quarters met by following a link for as long as there is one. */
    const walk = async (from: string, name: string) => {
      const met: string[] = []
      let html = (await ask(address, from)).text
      for (;;) {
        const link = new RegExp(`<a href="([^"]+)" aria-label="${name}"`).exec(html)?.[1]
        if (link === undefined) return met
        const answer = await ask(address, link)
        const quarter = new URL(link, address).searchParams.get('quarter') ?? ''
        const [year, number] = quarter.split('-Q')
        expect([link, answer.status]).toEqual([link, 200])
        const named = onlyPart(answer.text, '<dd class="quarter">', '</dd>').replace(/<a .*?<\/a>/g, '')
        expect(textOf(named)).toBe(`${language === 'fr' ? 'T' : 'Q'}${number} ${year}`)
        met.push(quarter)
        html = answer.text
      }
    }
    expect(await walk(`/${language}`, previousQuarter)).toEqual(ALL.slice(0, -2).reverse())
    expect(await walk(`/${language}`, nextQuarter)).toEqual([LAST])
    expect(await walk(`/${language}?quarter=${ALL[0]}`, nextQuarter)).toEqual(ALL.slice(1))
  }
})

test('the open quarter says how much of it has passed, and is compared over as many days', async () => {
  const { address } = await site()
  const says = {
    fr: {
      state: 'ouvert 47 jours sur 92',
      before: 'T3 2026, 47 premiers jours',
      year: 'T4 2025, 47 premiers jours',
    },
    en: { state: 'open 47 of 92 days', before: 'Q3 2026, first 47 days', year: 'Q4 2025, first 47 days' },
  }
  const csv = await ask(address, `/fr/export/synthese.csv?quarter=${LAST}&format=machine`)
  const rows = readCsv(csv.text)
  const valueIn = (metric: string, period: string) =>
    rows.find((row) => row.metric === metric && row.period === period)?.value ?? Number.NaN
  for (const language of ['fr', 'en'] as const) {
    const { text: html } = await ask(address, `/${language}?quarter=${LAST}`)
    expect(textOf(html)).toContain(says[language].state)
    const headlines = partsOf(html, '<article class="headline">', '</article>')
    for (const [index, metric] of ['active_users', 'cost', 'gpu_hours_used', 'carbon_kg'].entries()) {
      const changes = partsOf(headlines[index] ?? '', '<li>', '</li>').map(textOf)
      const [before = '', year = ''] = changes
      expect([metric, before]).toEqual([metric, expect.stringContaining(says[language].before)])
      expect([metric, year]).toEqual([metric, expect.stringContaining(says[language].year)])
      for (const [said, period] of [
        [before, '2026-Q3~47d'],
        [year, '2025-Q4~47d'],
      ] as const) {
        const told = quantityOf(/[+−][\d.,]+ ?%/.exec(said)?.[0] ?? '')
        const change = valueIn(metric, `${LAST}~47d`) / valueIn(metric, period) - 1
        expect([metric, period, told.value, change]).toSatisfy(
          ([, , shown, known]: unknown[]) =>
            Math.abs(Number(shown) - Number(known)) <= told.within * 1.000001,
        )
      }
    }
  }
  const closed = await ask(address, '/fr?quarter=2026-Q3')
  expect(textOf(closed.text)).not.toContain('premiers jours')
})
