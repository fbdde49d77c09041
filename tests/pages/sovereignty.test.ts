import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { plain } from '#tests/pages/words.ts'
import { commitmentsIn, judge } from '#tests/reports/commitment-rule.ts'
import { type CsvRow, readCsv } from '#tests/reports/csv-rows.ts'
import { messageOf, textOf } from '#tests/reports/page-parts.ts'
import { saidByReceipt } from '#tests/reports/receipt-told.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = siteOfFile()
const inBrowser = browserTest()
const LAST = '2026-Q3'

const ladderOf = (html: string) =>
  [...(/id="ladder".*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '').matchAll(/<tr.*?<\/tr>/gs)].map(
    ([row]) => [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell)),
  )

/** The lines of the page's file, which the trajectory is judged from apart from the product. */
async function linesOf(address: string, quarter: string): Promise<readonly CsvRow[]> {
  const { status, text } = await ask(address, `/en/export/sovereignty.csv?quarter=${quarter}`)
  expect(status).toBe(200)
  return readCsv(text)
}

const shareIn = (lines: readonly CsvRow[], period: string) =>
  lines.find((line) => line.metric === 'top_rungs_cost_share' && line.period === period)?.value ?? Number.NaN

test('the first sentence says the share of the first rungs, a year ago, the trajectory, tokens and hours', async () => {
  const { address, dataDir } = await site()
  const lines = await linesOf(address, LAST)
  const percent = (share: number) => `${Math.round(share * 100)}%`
  const [now, before] = [shareIn(lines, LAST), shareIn(lines, '2025-Q3')]
  const { text } = await ask(address, `/en/sovereignty?quarter=${LAST}`)
  const message = messageOf(text)
  expect(message.startsWith(`${percent(now)} of spend`)).toBe(true)
  expect(message).toContain(
    percent(now) === percent(before)
      ? 'as it did a year earlier'
      : `against ${percent(before)} a year earlier`,
  )
  const commitment = commitmentsIn(dataDir).find(({ metric }) => metric === 'top_rungs_cost_share')
  if (commitment === undefined) throw new Error('the demonstration has a commitment on hosting')
  const judged = judge(commitment, lines, { quarter: LAST, period: LAST, elapsed: 1 })
  const { word } = messagesFor('en').shell.status[judged.status]
  expect(message).toContain(`commitment ${word.toLowerCase()}`)
  const share = (metrics: readonly string[]) => {
    const own = lines.filter(({ metric, by }) => metrics.includes(metric) && by.hosting !== undefined)
    const sum = (kept: readonly CsvRow[]) => kept.reduce((all, { value }) => all + (value ?? 0), 0)
    const first = ['on_premise', 'secnumcloud', 'eu_external_keys']
    return sum(own.filter(({ by }) => first.includes(by.hosting ?? ''))) / sum(own)
  }
  expect(message).toContain(`${percent(share(['input_tokens', 'output_tokens']))} by tokens`)
  expect(message).toContain(`${percent(share(['gpu_hours']))} by GPU hours`)
})

test('each quarter’s share is what its receipt opens with, and the trajectory is drawn where the commitment has begun', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/fr/sovereignty?quarter=${LAST}`)
  const [, body = ''] = /id="ladder".*?<tbody>(.*?)<\/tbody>/s.exec(text) ?? []
  const links = [...body.matchAll(/<a href="([^"]*metric=top_rungs_cost_share[^"]*)"[^>]*>(.*?)<\/a>/g)]
  expect(links).toHaveLength(12)
  for (const [, href = '', said = ''] of links)
    expect([href, await saidByReceipt(address, href.replaceAll('&amp;', '&'))]).toEqual([href, textOf(said)])
  const expected = ladderOf(text).map((row) => row.at(-1))
  // 2024-Q1 is the baseline: what was before it was promised nothing.
  expect(expected.map((one) => one === '–')).toEqual([...Array(11).fill(false), true])
  expect(text.match(/<circle class="trajectory"/g)).toHaveLength(11)
})

test('the commitment is found by its rule, not by its name; without one nothing is drawn, and it is said', async () => {
  const { address, dataDir } = await site()
  const file = join(dataDir, 'demo', 'mission.json')
  const written = readFileSync(file, 'utf8')
  const page = async (mission: object) => {
    writeFileSync(file, JSON.stringify(mission))
    return (await ask(address, `/en/sovereignty?quarter=${LAST}`)).text
  }
  try {
    const mission = JSON.parse(written)
    const others = mission.commitments.filter(({ metric }: CsvRow) => metric !== 'top_rungs_cost_share')
    const own = mission.commitments.find(({ metric }: CsvRow) => metric === 'top_rungs_cost_share')
    const renamed = await page({ ...mission, commitments: [...others, { ...own, id: 'elsewhere' }] })
    expect(renamed).toContain('href="/en/commitments/elsewhere?quarter=2026-Q3"')
    const without = await page({ ...mission, commitments: others })
    expect(without).not.toContain('class="trajectory"')
    expect(plain(without)).toContain('No commitment on hosting is read')
    expect(messageOf(without)).not.toContain('commitment')
    expect(ladderOf(without)[0]).toHaveLength(8)
  } finally {
    writeFileSync(file, written)
  }
})

test('a part of the group has its own ladder, and the group’s trajectory is not drawn over it', async () => {
  const { address } = await site()
  const { text: whole } = await ask(address, `/en/sovereignty?quarter=${LAST}`)
  const [, subsidiary = ''] = /<option value="(subsidiary:[^"]+)"/.exec(whole) ?? []
  const [, id = ''] = subsidiary.split(':')
  const search = `quarter=${LAST}&filter.subsidiary=${encodeURIComponent(id)}`
  const { status, text } = await ask(address, `/en/sovereignty?${search}`)
  expect(status).toBe(200)
  expect(text).not.toContain('class="trajectory"')
  expect(plain(text)).toContain('its trajectory is not drawn for a part of it')
  const { text: file } = await ask(address, `/en/export/sovereignty.csv?${search}`)
  expect(ladderOf(text)[0]?.[7]).toBe(`${Math.round(shareIn(readCsv(file), LAST) * 100)}%`)
})

test('an address that the page does not understand leads to one that it does; the file refuses it', async () => {
  const { address } = await site()
  const bad = await ask(address, '/fr/sovereignty?filter.subsidiary=nobody&quarter=2026-Q3')
  expect([bad.status, bad.location]).toEqual([
    302,
    '/fr/sovereignty?quarter=2026-Q3&dropped=value.subsidiary',
  ])
  expect((await ask(address, '/fr/export/sovereignty.csv?filter.subsidiary=nobody')).status).toBe(400)
  expect((await ask(address, '/fr/sovereignty/nothing')).status).toBe(404)
})

test('the definition of each rung is written once: the page and the glossary print it', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const) {
    const [page, glossary] = await Promise.all(
      ['sovereignty', 'definitions'].map(async (path) =>
        textOf((await ask(address, `/${language}/${path}`)).text),
      ),
    )
    for (const { means, not } of Object.values(messagesFor(language).sovereignty.rungs))
      for (const said of [plain(means), plain(not)]) {
        expect(page).toContain(said)
        expect(glossary).toContain(said)
      }
    expect((await ask(address, `/${language}/definitions`)).text).toContain(`/${language}/sovereignty#rungs`)
  }
})

inBrowser(
  'sovereignty fits a phone and a desk, in its own language, without texts that meet',
  async (open) => {
    const { address } = await site()
    const searches = [
      '',
      'quarter=2026-Q4',
      'quarter=2023-Q4',
      'filter.approach=classic',
      'filter.hosting=outside_eu',
    ]
    const paths = searches.map((search) => `/sovereignty?${search}`)
    await expectToFit(open, address, paths)
  },
)
