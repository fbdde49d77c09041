import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { ask } from '#tests/pages/ask.ts'
import { browserTest } from '#tests/pages/browser.ts'
import { judgedAlone, LAST, median, moved, TWELVE } from '#tests/pages/commitments-alone.ts'
import { siteOfFile } from '#tests/pages/demo-site.ts'
import { expectToFit } from '#tests/pages/fits.ts'
import { plain } from '#tests/pages/words.ts'
import {
  type Commitment,
  commitmentsIn,
  quartersSinceZero,
  statusOf,
  trajectory,
} from '#tests/reports/commitment-rule.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = siteOfFile()
const inBrowser = browserTest()
const { status: STATUS } = messagesFor('en').shell

/** The lines of a machine's CSV by their column. */
async function linesOf(address: string, path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { status, text } = await ask(address, path)
  expect([path, status]).toEqual([path, 200])
  const [head = '', ...lines] = text.trim().split('\r\n')
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
}

/** The rows of a section's first table, each as the texts of its cells. */
const rowsIn = (text: string, id: string) => {
  const [, body = ''] = new RegExp(`id="${id}".*?<tbody>(.*?)</tbody>`, 's').exec(text) ?? []
  return [...body.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.replace(/<svg.*?<\/svg>/gs, '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      plain(cell.replaceAll(/<[^>]+>/g, '')).trim(),
    ),
  )
}

test('the file of all commitments says what the mission file and the figures alone give, in all twelve quarters', async () => {
  const { address, dataDir } = await site()
  const lines = await linesOf(address, `/en/export/commitments.csv?quarter=${LAST}`)
  const commitments = commitmentsIn(dataDir)
  expect(lines).toHaveLength(12 * commitments.length)
  for (const commitment of commitments) {
    const own = lines.filter((line) => line.commitment === commitment.id)
    expect(own.map(({ quarter }) => quarter)).toEqual(TWELVE)
    const alone = await judgedAlone(dataDir, commitment)
    const told = own.map(({ level, expected, gap, status }) => ({ level, expected, gap, status }))
    const near = (value: number | null) => (value === null ? '' : value.toPrecision(9))
    const read = (text: string | undefined) => (text === '' ? '' : Number(text).toPrecision(9))
    const tiny = (text: string) => (text !== '' && Math.abs(Number(text)) < 1e-9 ? 0 : text)
    expect(told.map((one) => [read(one.level), read(one.expected), tiny(read(one.gap)), one.status])).toEqual(
      alone.map((one) => [
        near(one.level),
        near(one.expected),
        one.status === 'not_assessable' ? '' : tiny(near(one.ahead)),
        one.status,
      ]),
    )
    expect(await linesOf(address, `/en/export/commitments/${commitment.id}.csv?quarter=${LAST}`)).toEqual(own)
  }
  expect((await ask(address, '/en/export/commitments/nothing.csv')).status).toBe(404)
})

/** The pace of the last six of some levels. */
const paceOf = (known: readonly number[]) => {
  const six = known.slice(-6)
  return median(six.flatMap((level, i) => six.slice(i + 1).map((later, gap) => (later - level) / (gap + 1))))
}

/** The error a quarter ahead that eight in ten trials of the past stayed within. */
function doubtOf(known: readonly number[]): number {
  const errors: number[] = []
  for (let origin = 6; origin < known.length; origin++)
    for (let ahead = 1; origin - 1 + ahead < known.length; ahead++) {
      const drawn = Number(known[origin - 1]) + paceOf(known.slice(0, origin)) * ahead
      errors.push(Math.abs(drawn - Number(known[origin - 1 + ahead])) / ahead)
    }
  errors.sort((a, b) => a - b)
  return Number(errors[Math.min(errors.length, Math.ceil(0.8 * (errors.length + 1))) - 1])
}

/** The status that comes at the pace of six quarters, when, and how surely; null where the method has no projection. */
async function aheadAlone(dataDir: string, commitment: Commitment) {
  const judged = await judgedAlone(dataDir, commitment)
  const now = judged.at(-1)
  const levels = judged.map(({ level }) => level)
  const known = levels.slice(levels.lastIndexOf(null) + 1).map(Number)
  if (now === undefined || now.status === 'not_assessable' || known.length < 9) return null
  const [pace, doubt] = [paceOf(known), doubtOf(known)]
  const isShare = commitment.measure === 'level' && !['carbon_kg'].includes(commitment.metric)
  const least = commitment.measure === 'change' ? -1 : 0
  const quarters = Array.from({ length: known.length - 8 }, (_, ahead) => moved(LAST, ahead + 1)).filter(
    (quarter) => quarter <= commitment.target.by,
  )
  if (quarters.length === 0) return null
  const start = judged.find((_, index) => TWELVE[index] === commitment.baseline.period)?.level ?? null
  const from = commitment.measure === 'change' ? 0 : (start ?? (await startOf(dataDir, commitment)))
  const sign = ['energy_kwh', 'carbon_kg'].includes(commitment.metric) ? -1 : 1
  const ahead = quarters.map((quarter, index) => {
    const drawn = (known.at(-1) ?? 0) + pace * (index + 1)
    const [status, ...ends] = [0, -1, 1].map((side) => {
      const moved = drawn + side * doubt * (index + 1)
      const level = Math.min(isShare ? 1 : Number.POSITIVE_INFINITY, Math.max(least, moved))
      return statusOf(commitment, sign * (level - trajectory(commitment, from, quartersSinceZero(quarter))))
    })
    return { quarter, status, ends }
  })
  const named = (quarter: string) => quarter.replace(/^(\d{4})-(Q\d)$/, '$2 $1')
  const worst = ahead.find(({ ends }) => ends.includes('missed'))?.quarter
  const isComing = now.status === 'missed' || ahead.some(({ status }) => status === 'missed')
  const atWorst = isComing
    ? ''
    : worst === undefined
      ? now.status === 'at_risk'
        ? ' “Missed” at neither end'
        : ''
      : ` “Missed” at worst, from ${named(worst)}`
  const turn = ahead.find(({ status }) => status !== now.status)
  if (turn !== undefined) {
    const isSure = turn.ends.every((end) => end === turn.status)
    return {
      status: turn.status ?? now.status,
      says: `${named(turn.quarter)}${isSure ? '' : ', perhaps'}${atWorst}`,
    }
  }
  const isSure = ahead.every(({ ends }) => ends.every((end) => end === now.status))
  return { status: now.status, says: `does not change${isSure ? '' : ' (uncertain)'}${atWorst}` }
}

/** The level at the end of a baseline of a year: the first quarter that reads those twelve months. */
async function startOf(dataDir: string, commitment: Commitment): Promise<number> {
  const judged = await judgedAlone(dataDir, commitment)
  return judged[TWELVE.indexOf(`${commitment.baseline.period}-Q4`)]?.level ?? Number.NaN
}

test('what becomes of each commitment if nothing changes is what its levels and the method alone give', async () => {
  const { address, dataDir } = await site()
  const { text } = await ask(address, `/en/commitments?quarter=${LAST}`)
  const rows = rowsIn(text, 'ahead')
  const commitments = commitmentsIn(dataDir)
  expect(rows).toHaveLength(commitments.length)
  let told = 0
  for (const [index, commitment] of commitments.entries()) {
    const [name, , becomes = '', from = ''] = rows[index] ?? []
    expect(name).toBe(commitment.name.en)
    const alone = await aheadAlone(dataDir, commitment)
    const { by } = commitment.target
    const untold = by <= LAST ? `date passed, end of ${by.replace('-Q4', '')}` : 'no projection'
    if (alone === null) expect([commitment.id, from]).toEqual([commitment.id, untold])
    else {
      expect([commitment.id, becomes, from]).toEqual([commitment.id, STATUS[alone.status].word, alone.says])
      told += 1
    }
  }
  expect(told).toBeGreaterThanOrEqual(5)
})

/** « −1.4 points » is −1.4. */
const signedOf = (cell: string) =>
  Number(
    cell
      .replace('−', '-')
      .replace('+', '')
      .replace(/[^\d.-].*$/, ''),
  )

test('the parts of the gap that a page shows add up to it, and name as many subsidiaries as its title counts', async () => {
  const { address, dataDir } = await site()
  let shown = 0
  for (const { id } of commitmentsIn(dataDir)) {
    const { text } = await ask(address, `/en/commitments/${id}?quarter=${LAST}`)
    const [section] = /<section[^>]*id="contributions".*?<\/section>/s.exec(text) ?? []
    if (section === undefined) continue
    shown += 1
    const rows = [...section.matchAll(/<tr[^>]*><th scope="row">.*?<\/tr>/gs)].map(([row]) => ({
      isTotal: row.includes('class="total"'),
      isNamed: row.includes('/en/subsidiaries/'),
      gap: signedOf(plain((row.split('<td')[1] ?? '').replace(/^[^>]*>/, '').replaceAll(/<[^>]+>/g, ''))),
    }))
    const [total, ...more] = rows.filter(({ isTotal }) => isTotal)
    const parts = rows.filter(({ isTotal }) => !isTotal)
    expect([id, more.length, rows.some(({ gap }) => Number.isNaN(gap))]).toEqual([id, 0, false])
    const added = parts.reduce((sum, { gap }) => sum + gap, 0)
    // Each number is rounded at its first or second decimal.
    expect(Math.abs(added - (total?.gap ?? Number.NaN)), id).toBeLessThan(0.05 * rows.length)
    const behind = parts.filter(({ gap, isNamed }) => gap < 0 && isNamed).length
    const [, counted = ''] = /(\d+|One|No) (?:of \d+ |subsidiary)/.exec(plain(section)) ?? []
    const named = { No: 0, One: 1 }[counted] ?? Number(counted)
    // Parts that round to zero are counted, without a sign.
    expect([id, behind <= named, named - behind <= parts.filter(({ gap }) => gap === 0).length]).toEqual([
      id,
      true,
      true,
    ])
  }
  expect(shown).toBeGreaterThanOrEqual(5)
})

test('subsidiaries are counted as those of the group on the last day of the quarter; one that has left says so in its line', async () => {
  const { address } = await site()
  const page = plain((await ask(address, `/en/commitments/electricity?quarter=${LAST}`)).text)
  const [, all] = /\d+ of (\d+) subsidiaries are short/.exec(page) ?? []
  const [, ofGroup] =
    /(\d+) subsidiaries/.exec(plain((await ask(address, `/en/carbon?quarter=${LAST}`)).text)) ?? []
  expect(all).toBe(ofGroup)
  expect(page).toContain('left on')
})

test('a mission that cannot be used is told with its file and its place, and mended without a restart', async () => {
  const { address, dataDir } = await site()
  const file = join(dataDir, 'demo', 'mission.json')
  const mission = readFileSync(file, 'utf8')
  try {
    writeFileSync(file, mission.replace('"metric": "reviewed_share"', '"metric": "reviewed_shame"'))
    const { status, text } = await ask(address, '/en/commitments')
    expect(status).toBe(200)
    expect(plain(text)).toMatch(
      /mission\.json cannot be used.*Line \d+, commitments › 0 › metric.*reviewed_shame/,
    )
    expect((await ask(address, '/en/commitments/prior_review')).status).toBe(302)
  } finally {
    writeFileSync(file, mission)
  }
  expect(plain((await ask(address, '/en/commitments')).text)).toContain('Prior review')
})

inBrowser(
  'all commitments fit a phone and a desk, in their language, without labels that meet',
  async (open) => {
    const { address } = await site()
    const quarters = ['', '?quarter=2026-Q4', '?quarter=2023-Q4']
    await expectToFit(
      open,
      address,
      quarters.map((quarter) => `/commitments${quarter}`),
    )
  },
)
