import { afterAll, expect, test, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { commitmentsIn, judge } from '#tests/reports/commitment-rule.ts'
import { type CsvRow, readCsv } from '#tests/reports/csv-rows.ts'
import { commitmentsOf, headlinesOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'
import { isTheSame, saidByReceipt } from '#tests/reports/receipt-told.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const QUARTERS = ['2026-Q3', '2025-Q2', '2026-Q4'] as const
const LANGUAGES = ['fr', 'en'] as const

let release = async () => {}
afterAll(() => release())

/** The data set that the site serves, read beside it. */
async function warehouseBeside(): Promise<Warehouse> {
  const { dataDir } = await site()
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  const warehouse = await door.pin()
  release = async () => {
    warehouse.release()
    await door.close()
  }
  return warehouse
}

async function rowsOf(quarter: string): Promise<readonly CsvRow[]> {
  const { address } = await site()
  const { status, text } = await ask(address, `/fr/export/synthese.csv?quarter=${quarter}&format=machine`)
  expect(status).toBe(200)
  return readCsv(text)
}

test.each(LANGUAGES)('each headline says what its receipt says (%s)', async (language) => {
  const { address } = await site()
  for (const quarter of QUARTERS) {
    const headlines = headlinesOf((await ask(address, `/${language}?quarter=${quarter}`)).text)
    expect(headlines).toHaveLength(4)
    for (const told of headlines) {
      const receipt = await saidByReceipt(address, told.href)
      expect([told.name, quarter, told.said, receipt]).toSatisfy(([, , page = '', other = '']: string[]) =>
        isTheSame(page, other),
      )
    }
  }
})

test.each(LANGUAGES)('each commitment says what its receipt says (%s)', async (language) => {
  const { address, dataDir } = await site()
  const mission = commitmentsIn(dataDir)
  for (const quarter of QUARTERS) {
    const rows = await rowsOf(quarter)
    const told = commitmentsOf((await ask(address, `/${language}?quarter=${quarter}`)).text)
    expect(told.map(({ name }) => name)).toEqual(mission.map(({ name }) => name[language]))
    for (const [index, commitment] of mission.entries()) {
      const { name, said, note, href } = told[index] ?? { name: '', said: '', note: '', href: '' }
      const search = new URL(href, address).searchParams
      const [metric, period] = [search.get('metric'), search.get('period') ?? '']
      expect([name, metric]).toEqual([name, commitment.metric])
      // The receipt says the figure that the commitment reads…
      const row = rows.find((each) => each.metric === metric && each.period === period)
      const receipt = quantityOf(await saidByReceipt(address, href))
      expect([name, quarter, receipt.value, row?.value]).toSatisfy(isWithin(receipt.within))
      // … and the line of the wall what the rule makes of it.
      const { level, status } = judge(commitment, rows, { quarter, period, elapsed: 1 })
      const shownText = status === 'not_assessable' ? note.replace(/^\w+ ?: /, '') : said
      const shown = quantityOf(shownText)
      expect([name, quarter, shown.value, level]).toSatisfy(isWithin(shown.within))
      // The receipt goes from the one to the other, and ends where the wall does.
      const [, judgement = ''] = /<section[^>]*id="judgement".*?>(.*?)<\/section>/s.exec(
        (await ask(address, href)).text,
      ) ?? ['']
      expect([name, quarter, textOf(judgement)]).toSatisfy(([, , text = '']: string[]) =>
        text.includes(shownText),
      )
    }
  }
})

function isWithin(within: number) {
  return ([, , shown, known]: readonly unknown[]) =>
    typeof shown === 'number' && typeof known === 'number' && Math.abs(shown - known) <= within * 1.000001
}

test('every line of the CSV is the figure of that metric and period', async () => {
  const warehouse = await warehouseBeside()
  for (const quarter of QUARTERS) {
    const rows = await rowsOf(quarter)
    expect(rows.length).toBeGreaterThan(100)
    const asked = new Map<string, CsvRow[]>()
    for (const row of rows) {
      const question = JSON.stringify([Object.keys(row.by), row.period])
      asked.set(question, [...(asked.get(question) ?? []), row])
    }
    for (const [question, told] of asked) {
      const [by, period] = JSON.parse(question)
      const metrics = [...new Set(told.map(({ metric }) => metric))] as MetricId[]
      const figures = await loadFigures(warehouse, groupScope(), { metrics, by, period, filters: {} })
      for (const row of told) {
        const [figure, ...more] = figures.filter(
          (each) => each.metric === row.metric && JSON.stringify(each.by) === JSON.stringify(row.by),
        )
        const { value, exact, low, high, coverage, withheld, state, dataVersion } = figure ?? {}
        expect(more).toEqual([])
        expect({ ...row, version: row.version }).toEqual({
          metric: row.metric,
          period,
          by: row.by,
          value,
          exact: exact ?? '',
          low,
          high,
          coverage,
          state,
          version: dataVersion,
          withheld: withheld ?? '',
        })
      }
    }
  }
})
