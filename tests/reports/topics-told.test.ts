import { expect, test, vi } from 'vitest'
import { isFullEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { figuresTold, linkOf, partsOf, type Told } from '#tests/reports/page-parts.ts'
import { isTheSame, saidByReceipt } from '#tests/reports/receipt-told.ts'

vi.setConfig({ testTimeout: 600_000 })

const site = sharedSite()
const TOPICS = ['usage', 'cost', 'gpu-hours', 'carbon'] as const
const QUARTERS = ['2026-Q3', '2025-Q2', '2026-Q4'] as const
/** As many as a browser opens to one host. */
const TOGETHER = 6

const CASES = TOPICS.flatMap((topic) =>
  (['fr', 'en'] as const).flatMap((language) =>
    // Each quarter at least in one language: the last closed one and the open one in French, an old one in English.
    QUARTERS.filter((quarter) => isFullEffort || (quarter === '2025-Q2') === (language === 'en')).map(
      (quarter) => [topic, language, quarter] as const,
    ),
  ),
)

/** The page, and at full effort every further page of its tables. */
async function pagesOf(path: string): Promise<readonly string[]> {
  const { address } = await site()
  const asked = [path]
  const found: string[] = []
  for (const each of asked) {
    const { status, text } = await ask(address, each)
    expect([each, status]).toEqual([each, 200])
    found.push(text)
    if (!isFullEffort) continue
    for (const foot of partsOf(text, '<p class="pages">', '</p>')) {
      const next = linkOf(foot.slice(foot.lastIndexOf('<a '))).split('#')[0] ?? ''
      if (!asked.includes(next) && asked.length < 12) asked.push(next)
    }
  }
  return found
}

/** The figures of which page and receipt say different things. */
async function differing(figures: readonly Told[]): Promise<readonly string[]> {
  const { address } = await site()
  const wrong: string[] = []
  const waiting = [...figures]
  const work = async () => {
    for (let told = waiting.pop(); told !== undefined; told = waiting.pop()) {
      const receipt = await saidByReceipt(address, told.href)
      // What is not known is a dash on both.
      const isSame = told.said === '–' ? receipt === '–' : isTheSame(told.said, receipt)
      if (!isSame) wrong.push(`${told.name}: « ${told.said} », its receipt « ${receipt} » (${told.href})`)
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, work))
  return wrong
}

test.each(CASES)(
  'every figure of %s says what its receipt says (%s, %s)',
  async (topic, language, quarter) => {
    const pages = await pagesOf(`/${language}/${topic}?quarter=${quarter}`)
    const told = pages.map(figuresTold)
    for (const [index, page] of pages.entries())
      expect(told[index]).toHaveLength(page.match(/<a [^>]*href="\/\w\w\/receipt\?/g)?.length ?? 0)
    const figures = new Map(told.flat().map((figure) => [`${figure.said} ${figure.href}`, figure]))
    expect(figures.size).toBeGreaterThan(30)
    expect([...figures.values()].filter(({ said }) => said !== '–').length).toBeGreaterThan(25)
    expect(await differing([...figures.values()])).toEqual([])
  },
)

test('a figure that is a digit off, in another unit or unknown is not what its receipt says', () => {
  const same = [
    ['126 k€', '125 512 €'],
    ['0,13 M', '126 400'],
    ['<0,01 k€', '3,20 €'],
    ['1.93 tCO2e', '1,930 kgCO2e'],
    ['0,0123 Wh', '0,0123 Wh'],
  ] as const
  for (const pair of same) expect(pair).toSatisfy(([page, receipt]: typeof pair) => isTheSame(page, receipt))
  const other = [
    ['127 k€', '126 k€'],
    ['126 €', '126 k€'],
    ['126 k€', '126 kWh'],
    ['–', '126'],
    ['<0,01 k€', '8,20 €'],
    ['0,0124 Wh', '0,0123 Wh'],
  ] as const
  for (const pair of other)
    expect(pair).not.toSatisfy(([page, receipt]: typeof pair) => isTheSame(page, receipt))
})
