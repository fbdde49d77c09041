import { expect, test, vi } from 'vitest'
import { synthese } from '#app/i18n/fr/synthese.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { commitmentsIn, judge } from '#tests/reports/commitment-rule.ts'
import { type CsvRow, readCsv } from '#tests/reports/csv-rows.ts'
import { commitmentsOf, messageOf, onlyPart, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()
const OPEN = '2026-Q4'
const OPEN_DAYS = { october: 31, elapsed: 47, all: 92 }
const QUARTERS = [2023, 2024, 2025, 2026]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`))
  .filter((quarter) => quarter >= '2023-Q4')

const STATUSES = ['kept', 'at_risk', 'missed', 'not_assessable'] as const

async function pageAndRows(quarter: string): Promise<{ html: string; rows: readonly CsvRow[] }> {
  const { address } = await site()
  const csv = await ask(address, `/fr/export/synthese.csv?quarter=${quarter}&format=machine`)
  const page = await ask(address, `/fr?quarter=${quarter}`)
  expect([quarter, page.status, csv.status]).toEqual([quarter, 200, 200])
  return { html: page.text, rows: readCsv(csv.text) }
}

/** « 3 tenus » → { kept: 3 }. */
function tallyOf(html: string): Record<string, number> {
  const tally = partsOf(onlyPart(html, '<ul class="tally">', '</ul>'), '<li class="status ', '</li>')
  return Object.fromEntries(
    tally.map((part) => [part.split('"')[0], Number.parseInt(textOf(`<${part}`), 10)]),
  )
}

test('the message counts the commitments as the rule does from the CSV, in every quarter', async () => {
  const { dataDir } = await site()
  const mission = commitmentsIn(dataDir)
  const seen = new Set<string>()
  for (const quarter of QUARTERS) {
    const { html, rows } = await pageAndRows(quarter)
    const told = commitmentsOf(html)
    const statuses = mission.map((commitment, index) => {
      const href = told[index]?.href ?? ''
      const period = new URL(href, 'http://localhost').searchParams.get('period') ?? ''
      // Twelve whole months end with October: the trajectory is read on its last day too.
      const days = commitment.window === 'quarter' ? OPEN_DAYS.elapsed : OPEN_DAYS.october
      const elapsed = quarter === OPEN ? days / OPEN_DAYS.all : 1
      return judge(commitment, rows, { quarter, period, elapsed }).status
    })
    expect([quarter, told.map(({ status }) => status)]).toEqual([quarter, statuses])
    const counts = STATUSES.map(
      (status) => [status, statuses.filter((each) => each === status).length] as const,
    )
    expect([quarter, tallyOf(html)]).toEqual([
      quarter,
      Object.fromEntries(counts.filter(([, count]) => count > 0)),
    ])
    const { kept, noneAssessable } = synthese.message
    const count = statuses.filter((status) => status === 'kept').length
    const isNoneAssessable = statuses.every((status) => status === 'not_assessable')
    const sentence = textOf(isNoneAssessable ? noneAssessable(7) : kept(count, 7)).replace(/\.$/, '')
    expect([quarter, messageOf(html)]).toEqual([quarter, expect.stringContaining(sentence)])
    for (const status of statuses) seen.add(status)
  }
  expect([...seen].sort()).toEqual([...STATUSES].sort())
})

test('the message says how carbon changed, or that its doubt hides the change, in every quarter', async () => {
  const said = new Set<string>()
  for (const [index, quarter] of QUARTERS.entries()) {
    const { html, rows } = await pageAndRows(quarter)
    const message = messageOf(html)
    const elapsed = quarter === OPEN ? `~${OPEN_DAYS.elapsed}d` : ''
    const [before, now] = [QUARTERS[index - 1], quarter].map(
      (each) =>
        rows.find(({ metric, period }) => metric === 'carbon_kg' && period === `${each}${elapsed}`)?.value,
    )
    const [, verb, by] = /le carbone (recule|augmente) de ([\d, ]+ %)/.exec(message) ?? []
    if (before === undefined) {
      expect([quarter, message]).toEqual([quarter, expect.not.stringContaining('carbone')])
      continue
    }
    const change = (now ?? Number.NaN) / (before ?? Number.NaN) - 1
    const bridge = onlyPart(html, 'id="bridge"', '</figcaption>')
    const [, low = '', high = ''] = /variation entre ([^ ]+) et ([^ <]+)/.exec(textOf(bridge)) ?? []
    const isTold = quantityOf(low).value * quantityOf(high).value > 0
    if (by === undefined) {
      said.add('unsure')
      expect([quarter, message]).toEqual([quarter, expect.stringContaining(synthese.message.carbon.unsure)])
      expect([quarter, low, high, isTold]).toEqual([quarter, low, high, false])
    } else {
      said.add(verb ?? '')
      const told = quantityOf(by)
      expect([quarter, verb]).toEqual([quarter, change < 0 ? 'recule' : 'augmente'])
      expect(Math.abs(told.value - Math.abs(change))).toBeLessThanOrEqual(told.within * 1.000001)
      expect([quarter, low, high, isTold]).toEqual([quarter, low, high, true])
    }
  }
  expect([...said]).toEqual(expect.arrayContaining(['unsure', 'recule']))
})

/** Use cases that serve at the end of a month and that no expert had allowed by then, from the demo's own rows. */
function unreviewedAt(lastDay: string): number {
  const { project, review } = demoOf('tiny').tables
  const by = (day: string | null) => day !== null && day <= lastDay
  return project.filter(
    (each) =>
      by(each.production_on) &&
      !by(each.stopped_on) &&
      !review.some(
        ({ project: of, opinion, decided_on }) =>
          of === each.project && by(decided_on) && (opinion === 'favourable' || opinion === 'conditional'),
      ),
  ).length
}

test('the message counts the use cases in production without review, in every quarter that misses it', async () => {
  let told = 0
  for (const quarter of QUARTERS) {
    const { html } = await pageAndRows(quarter)
    const message = messageOf(html)
    const isMissed = commitmentsOf(html)[0]?.status === 'missed'
    const [year, number] = [quarter.slice(0, 4), Number(quarter.slice(6))]
    const lastDay =
      quarter === OPEN ? '2026-11-30' : `${year}-${['03-31', '06-30', '09-30', '12-31'][number - 1]}`
    if (!isMissed) {
      expect([quarter, message]).toEqual([quarter, expect.not.stringContaining('sans revue')])
      continue
    }
    told += 1
    const expected = textOf(synthese.message.unreviewed(unreviewedAt(lastDay)))
    expect([quarter, message]).toEqual([quarter, expect.stringContaining(expected)])
  }
  expect(told).toBeGreaterThan(0)
})
