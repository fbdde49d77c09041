import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { judgedAlone, LAST, median, moved, TWELVE } from '#tests/pages/commitments-alone.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { plain } from '#tests/pages/words.ts'
import { commitmentsIn, quartersSinceZero, trajectory } from '#tests/reports/commitment-rule.ts'
import { cellsOf } from '#tests/reports/csv-rows.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = sharedSite()
const inBrowser = browserTest()

const tableOf = (text: string) => {
  const [, body = ''] = /id="course".*?<tbody>(.*?)<\/tbody>/s.exec(text) ?? []
  return [...body.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    plain(row.replace(/<title>.*?<\/title>/gs, '').replaceAll(/<[^>]+>/g, '|')),
  )
}

test('every commitment has a page, whose twelve quarters are what the mission file and the figures alone give', async () => {
  const { address, dataDir } = await site()
  const { status: words } = messagesFor('en').shell
  for (const commitment of commitmentsIn(dataDir)) {
    const { status, text } = await ask(address, `/en/commitments/${commitment.id}?quarter=${LAST}`)
    expect([commitment.id, status]).toEqual([commitment.id, 200])
    const rows = tableOf(text).reverse()
    const alone = await judgedAlone(dataDir, commitment)
    expect(rows).toHaveLength(12)
    expect(
      rows.map((row, index) => [
        TWELVE[index],
        Object.values(words).find(({ word }) => row.includes(word))?.word,
      ]),
    ).toEqual(alone.map((one, index) => [TWELVE[index], words[one.status].word]))
  }
  expect((await ask(address, '/en/commitments/nothing')).status).toBe(404)
})

test('a projection is the median pace of the last six quarters, drawn on to the date of the target', async () => {
  const { address, dataDir } = await site()
  let compared = 0
  for (const commitment of commitmentsIn(dataDir)) {
    const alone = await judgedAlone(dataDir, commitment)
    const levels = alone.map(({ level }) => level ?? Number.NaN)
    const { text } = await ask(address, `/en/commitments/${commitment.id}?quarter=${LAST}`)
    const [, said] = /the level would be (\d+)\s?%/u.exec(plain(text)) ?? []
    const isShare =
      commitment.measure === 'level' && ['workshops', 'gpu_hours', 'hosting'].includes(commitment.id)
    if (!isShare) continue
    const six = levels.slice(-6)
    const pace = median(
      six.flatMap((level, i) => six.slice(i + 1).map((later, gap) => (later - level) / (gap + 1))),
    )
    const quarters = Array.from({ length: 4 }, (_, ahead) => ahead + 1).filter(
      (ahead) => moved(LAST, ahead) <= commitment.target.by,
    )
    const level = Math.min(1, Math.max(0, (levels.at(-1) ?? 0) + pace * quarters.length))
    expect([commitment.id, said]).toEqual([commitment.id, String(Math.round(level * 100))])
    compared += 1
  }
  expect(compared).toBe(3)
})

/** The status of a level at the end of a quarter, by the written rule. */
function statusOf(
  commitment: ReturnType<typeof commitmentsIn>[number],
  quarter: string,
  start: number,
  level: number,
) {
  const sign = ['energy_kwh', 'carbon_kg'].includes(commitment.metric) ? -1 : 1
  const ahead = sign * (level - trajectory(commitment, start, quartersSinceZero(quarter)))
  return ahead >= 0 ? 'kept' : ahead >= -commitment.at_risk_within ? 'at_risk' : 'missed'
}

test('an interval that goes from one status to another says which, as its two ends are judged', async () => {
  const { address, dataDir } = await site()
  const { status: words } = messagesFor('en').shell
  let compared = 0
  for (const commitment of commitmentsIn(dataDir)) {
    const { text } = await ask(address, `/en/commitments/${commitment.id}?quarter=${LAST}`)
    const said = plain(text)
    const [, low, high] = /interval goes from “([^”]+)” to “([^”]+)”/u.exec(said) ?? []
    expect([commitment.id, /from one status/.test(said)]).toEqual([commitment.id, false])
    const [, quarter, from, to] =
      /the level would be \S+.*? in (Q\d \d{4}), between (\S+).*? and (\S+)/u.exec(said) ?? []
    if (low === undefined || quarter === undefined) continue
    const alone = await judgedAlone(dataDir, commitment)
    const start =
      commitment.measure === 'change' ? 0 : (alone.find(({ expected }) => expected !== null)?.expected ?? 0)
    const unit = commitment.metric === 'carbon_kg' ? 1000 : 0.01
    const read = (end = '') => Number(end.replace('−', '-').replace(/[^\d.-]/g, '')) * unit
    const at = `${quarter.slice(3)}-${quarter.slice(0, 2)}`
    const judged = [read(from), read(to)].map((level) => words[statusOf(commitment, at, start, level)].word)
    expect([commitment.id, low, high]).toEqual([commitment.id, ...judged])
    compared += 1
  }
  expect(compared).toBeGreaterThan(1)
})

test('twelve whole months of an open quarter are held against the trajectory on the last day of the last of them', async () => {
  const { address, dataDir } = await site()
  const carbon = commitmentsIn(dataDir).find(({ id }) => id === 'carbon')
  if (carbon === undefined) throw new Error('the demonstration has a commitment on carbon')
  const page = plain((await ask(address, '/en/commitments/carbon?quarter=2026-Q4')).text)
  expect(page).toContain('twelve whole months to the end of Oct 2026')
  const alone = await judgedAlone(dataDir, carbon)
  const start = alone.find(({ expected }) => expected !== null)?.expected ?? Number.NaN
  const at = quartersSinceZero('2026-Q4') - 1 + 31 / 92
  const [, due] = /when ([\d.]+) tCO/.exec(page) ?? []
  expect(due).toBe((trajectory(carbon, start, at) / 1000).toFixed(1))
})

test('a level of too little of the activity is drawn hollow, and the page says what it leaves out and whose it is', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/en/commitments/open_models?quarter=${LAST}`)
  const page = plain(text)
  const all = await ask(address, `/en/export/explore.csv?metric=requests&by=openness,provider&period=${LAST}`)
  const [head = '', ...lines] = all.text.trim().split('\r\n')
  const at = (name: string) => head.split(',').indexOf(name)
  const rows = lines.map((line) => line.split(','))
  const sum = (own: readonly string[][]) =>
    own.reduce((total, cells) => total + Number(cells[at('value')]), 0)
  const silent = rows.filter((cells) => cells[at('openness')] === 'unassigned')
  const share = ((sum(silent) / sum(rows)) * 100).toFixed(1)
  expect(page).toContain(`Requests whose model is not known to be open or closed: ${share}%`)
  expect(page).toMatch(/ do(es)? not always say which models? (it serves|they serve)/)
  expect(page).toContain('below the floor of 80%')
  expect(text.match(/class="dot open"/g)).toHaveLength(1)
  const whole = await ask(address, `/en/commitments/workshops?quarter=${LAST}`)
  expect(whole.text).not.toContain('class="dot open"')
})

test('the use cases that fail are named, as many as the share leaves out, and so are they in the file', async () => {
  const { address } = await site()
  const { text } = await ask(address, `/en/commitments/prior_review?quarter=${LAST}`)
  const [, list = ''] = /id="failing".*?<tbody>(.*?)<\/tbody>/s.exec(text) ?? []
  const named = [...list.matchAll(/href="\/en\/projects\/([^"]+)"/g)].map(([, id]) =>
    decodeURIComponent((id ?? '').replace(/\?.*/, '')),
  )
  const file = await ask(address, `/en/export/explore.csv?metric=reviewed_share&by=project&period=${LAST}`)
  const [head = '', ...lines] = file.text.trim().split('\r\n')
  const at = (name: string) => head.split(',').indexOf(name)
  const failing = lines.map((line) => line.split(',')).filter((cells) => cells[at('value')] === '0')
  expect(named.length).toBeGreaterThan(0)
  const own = await ask(address, `/en/export/commitments/prior_review/failing.csv?quarter=${LAST}`)
  const listed = own.text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[2])
  expect(new Set(listed)).toEqual(new Set(named))
  expect(listed).toHaveLength(named.length)
  expect(new Set(named)).toEqual(new Set(failing.map((cells) => cells[at('project')])))
})

test('a distance that is printed says its status: past the tolerance it is missed, and parts behind are counted', async () => {
  const { address, dataDir } = await site()
  const numberOf = (text = '') => Number(/\d[\d.,]*/.exec(text)?.[0].replaceAll(',', '') ?? Number.NaN)
  let judged = 0
  for (const { id } of commitmentsIn(dataDir)) {
    const { text } = await ask(address, `/en/commitments/${id}?quarter=${LAST}`)
    const tolerance = numberOf(/at risk up to ([^<]+?) behind/.exec(plain(text))?.[1])
    for (const row of tableOf(text)) {
      const gap = row.split('|').find((cell) => /^[−+<>].*(point|CO2e|Wh|h|€)/.test(cell)) ?? ''
      if (gap === '' || /not assessable/i.test(row)) continue
      const isBehind = gap.includes('−')
      const status = !isBehind ? 'Kept' : numberOf(gap) > tolerance ? 'Missed' : 'At risk'
      expect([id, row, row.includes(status)]).toEqual([id, row, true])
      judged += 1
    }
    const [, section = ''] = /<section[^>]*id="contributions"(.*?)<\/section>/s.exec(text) ?? []
    const counted = /(\d+|One|No) (?:of \d+ )?subsidiar/.exec(section)?.[1]
    if (counted === undefined) continue
    const behind = [...section.matchAll(/<tr>.*?<\/tr>/gs)].filter(
      ([row]) => row.includes('/subsidiaries/') && /<td[^>]*>>?−/.test(plain(row).replaceAll('&gt;', '>')),
    )
    expect([id, behind.length]).toEqual([id, { One: 1, No: 0 }[counted] ?? Number(counted)])
  }
  expect(judged).toBeGreaterThan(30)
})

test('a page says why there is no projection, and leads to receipt and definition', async () => {
  const { address, dataDir } = await site()
  const page = async (path: string) => plain((await ask(address, path)).text)
  expect(await page('/en/commitments/open_models')).toContain(
    'No projection of a level that cannot be judged',
  )
  expect(await page('/en/commitments/workshops?quarter=2026-Q4')).toContain(
    'No projection from an open quarter',
  )
  expect(await page('/en/commitments/workshops?quarter=2024-Q4')).toContain(
    'nine closed quarters in a row, and there are 5',
  )
  const review = commitmentsIn(dataDir).find(({ id }) => id === 'prior_review')
  if (review === undefined) throw new Error('the demonstration has a commitment on prior reviews')
  const alone = await judgedAlone(dataDir, review)
  const levelIn = (quarter: string) => `${Math.round((alone[TWELVE.indexOf(quarter)]?.level ?? 0) * 100)}%`
  const told = await page('/en/commitments/prior_review')
  expect(told).toContain(
    `The target was due end of 2025: it was missed, at ${levelIn('2025-Q4')} for 100%. It is still not reached in Q3 2026, at ${levelIn(LAST)}.`,
  )
  expect(await page('/en/commitments/prior_review?quarter=2025-Q4')).toContain('it was missed')
  const { text } = await ask(address, '/fr/commitments/electricity')
  const [receipt = ''] = /\/fr\/receipt\?[^"]+commitment=[^"]+/.exec(text) ?? []
  const answer = await ask(address, receipt.replaceAll('&amp;', '&'))
  expect(answer.text).toContain('href="/fr/commitments/electricity?quarter=2026-Q3"')
  expect(text).toContain('href="/fr/definitions/energy_kwh"')
})

inBrowser(
  'a commitment fits a phone and a desk, in its own language, without labels that meet',
  async (open) => {
    const { address, dataDir } = await site()
    const paths = ['', '?quarter=2026-Q4', '?quarter=2023-Q4'].flatMap((quarter) =>
      commitmentsIn(dataDir).map(({ id }) => `/commitments/${id}${quarter}`),
    )
    await expectToFit(open, address, paths)
  },
)

/** A number as it is printed in English and how far from it what was rounded to it may lie. */
function printed(text: string) {
  const [, digits = ''] = /([−-]?[\d,]+(?:\.\d+)?)/.exec(text) ?? []
  const value = Number(digits.replaceAll(',', '').replace('−', '-'))
  return { value, half: 0.5 * 10 ** -(digits.split('.')[1]?.length ?? 0) + 1e-9 }
}

test('each step of the rule is found again by hand, from what is printed of it, in all quarters', async () => {
  const { address, dataDir } = await site()
  const steps = { completed: 0, divided: 0, change: 0, trajectory: 0, gap: 0 }
  const off: unknown[] = []
  for (const commitment of commitmentsIn(dataDir))
    for (const quarter of TWELVE) {
      const { text } = await ask(address, `/en/commitments/${commitment.id}?quarter=${quarter}`)
      const rule = plain(text.slice(text.indexOf('id="rule"')).replace(/<[^>]+>/g, '|'))
      const check = (kind: keyof typeof steps, found: number, said: string) => {
        const { value, half } = printed(said)
        if (!(Math.abs(found - value) <= half)) off.push([commitment.id, quarter, kind, found, said])
        steps[kind] += 1
      }
      for (const [, from = '', share = '', to = ''] of rule.matchAll(
        /([\d,.]+) \S+ ÷ ([\d.]+%) of activity assessed = ([\d,.]+)/gu,
      ))
        check('completed', printed(from).value / (printed(share).value / 100), to)
      for (const [, now = '', base = '', to = ''] of rule.matchAll(
        /([\d,.]+) \S+ ÷ ([\d,.]+) \S+ − 1 = ([−+]?[\d.]+%)/gu,
      ))
        check('change', 100 * (printed(now).value / printed(base).value - 1), to)
      const [, above = '', below = '', share = ''] =
        /\|Figure judged\|+([\d,.€]+)\S*(?: \S+)? ÷ ([\d,.€]+)\S*(?: \S+)? = ([\d.]+)%/u.exec(rule) ?? []
      if (share !== '') check('divided', (100 * printed(above).value) / printed(below).value, share)
      const [, from = '', to = '', after = '', of = '', expected = ''] =
        /\|from ([^,]+), .*?, to ([^,]+), .*?, in a straight line, after ([\d.]+) quarters? of (\d+): ([^|]+)\|/u.exec(
          rule,
        ) ?? []
      if (expected !== '') {
        const [start, end] = [printed(from).value, printed(to).value]
        check('trajectory', start + ((end - start) * Number(after)) / Number(of), expected)
      }
      const [, level = '', asked = '', gap = ''] =
        /\|Gap to the trajectory\|+(\S+).*? where (\S+).*? was asked for: ([\d.]+) /u.exec(rule) ?? []
      if (gap !== '') check('gap', Math.abs(printed(level).value - printed(asked).value), gap)
    }
  expect(off).toEqual([])
  expect(Math.min(...Object.values(steps))).toBeGreaterThan(5)
})

test('the files of a commitment hold what its page lists: parts that add up to the gap, and the quarters ahead', async () => {
  const { address, dataDir } = await site()
  const linesOf = async (path: string) => {
    const { status, text } = await ask(
      address,
      `/en/export/commitments/${path}?quarter=${LAST}&format=machine`,
    )
    expect([path, status]).toEqual([path, 200])
    const [header = [], ...lines] = text.trim().split('\r\n').map(cellsOf)
    return lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? ''])))
  }
  let added = 0
  let projected = 0
  for (const { id, target } of commitmentsIn(dataDir)) {
    const page = plain((await ask(address, `/en/commitments/${id}?quarter=${LAST}`)).text)
    const [last] = (await linesOf(`${id}.csv`)).slice(-1)
    const parts = await linesOf(`${id}/contributions.csv`)
    const isJudged = last?.status !== 'not_assessable'
    expect([id, parts.length > 0]).toEqual([id, isJudged])
    if (isJudged) {
      const gap = Number(last?.gap)
      const sum = parts.reduce((total, part) => total + Number(part.gap), 0)
      expect([id, Math.abs(sum - gap) <= 1e-8 * Math.max(1, Math.abs(gap))]).toEqual([id, true])
      expect(parts.filter((part) => !page.includes(part.subsidiary_name ?? ''))).toEqual([])
      added += 1
    }
    const ahead = await linesOf(`${id}/projection.csv`)
    expect(ahead.map(({ quarter }) => quarter)).toEqual(
      Array.from({ length: 20 }, (_, index) => moved(LAST, index + 1)).filter(
        (quarter) => quarter <= target.by,
      ),
    )
    const told = ahead.filter((line) => line.projected !== '')
    for (const { projected: middle, projected_low: low, projected_high: high } of told)
      expect(Number(low) <= Number(middle) && Number(middle) <= Number(high)).toBe(true)
    expect([id, told.length > 0]).toEqual([id, page.includes('the level would be')])
    projected += told.length
  }
  expect([added, projected].map((count) => count > 4)).toEqual([true, true])
  expect((await ask(address, '/en/export/commitments/carbon/nothing.csv')).status).toBe(404)
  expect((await ask(address, '/en/export/commitments/nothing/projection.csv')).status).toBe(404)
})
