import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { linkOf, messageOf, onlyPart, partsOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const site = sharedSite()
const QUARTER = '2026-Q3'
let warehouse: Warehouse
let release = async () => {}

beforeAll(async () => {
  const { dataDir } = await site()
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  warehouse = await door.pin()
  release = async () => {
    warehouse.release()
    await door.close()
  }
})
afterAll(() => release())

async function page(path: string): Promise<string> {
  const { address } = await site()
  const { status, text } = await ask(address, `${path}?quarter=${QUARTER}`)
  expect([path, status]).toEqual([path, 200])
  return text
}

type ShareTold = { readonly href: string; readonly share: string; readonly ends: string | null }

/** The shares of a ranked table, which stand before its changes. */
function sharesOf(html: string, dimension: string): readonly ShareTold[] {
  const table = onlyPart(html, `<section class="table ranked" id="${dimension}"`, '</section>')
  return partsOf(onlyPart(table, '<tbody>', '</tbody>'), '<tr', '</tr>').map((row) => {
    const cell = partsOf(row, '<td class="n', '</td>').at(-2) ?? ''
    const [share = '', ends = null] = cell.replace(/^[^>]*>/, '').split('<small>')
    return { href: linkOf(row), share: textOf(share), ends: ends === null ? null : textOf(ends) }
  })
}

const numberOf = (text: string) => Number(text.replace(',', '.').replace(/[^\d.]/g, '')) / 100
/** « 25 à 75 % », « between 25 and 75% ». */
function endsOf(text: string): readonly [number, number] {
  const [low = '', high = ''] = text.match(/[\d.,]+/g) ?? []
  return [numberOf(low), numberOf(high)]
}

/** The ends of a share, from the causes of the two figures and the rule alone: ln(part ÷ rest) errs by √Σ(difference · ln width)². */
function endsByTheRule(part: Figure, whole: Figure): readonly [number, number] {
  const [own, rest] = [part.value ?? 0, (whole.value ?? 0) - (part.value ?? 0)]
  let [down, up] = [0, 0]
  for (const cause of whole.causes) {
    const inPart = part.causes.find(({ key }) => key === cause.key)?.part ?? 0
    const difference = inPart / own - (cause.part - inPart) / rest
    const [below, above] = [Math.log(cause.widthLow), Math.log(cause.widthHigh)]
    down += (difference * (difference > 0 ? below : above)) ** 2
    up += (difference * (difference > 0 ? above : below)) ** 2
  }
  const [low, high] = [(own / rest) * Math.exp(-Math.sqrt(down)), (own / rest) * Math.exp(Math.sqrt(up))]
  return [low / (1 + low), high / (1 + high)]
}

test('the carbon page says each model’s share with the ends that its causes give', async () => {
  const [whole, ...parts] = (
    await Promise.all(
      [[], ['model'] as const].map((by) =>
        loadFigures(warehouse, groupScope(), {
          metrics: ['carbon_kg'],
          by,
          period: QUARTER,
          filters: {},
        }),
      ),
    )
  ).flat()
  const told = sharesOf(await page('/fr/carbon'), 'model')
  let compared = 0
  for (const { href, share, ends } of told) {
    const id = decodeURIComponent(href.split('?')[0]?.split('/').at(-1) ?? '')
    const part = parts.find(({ by }) => by.model === id)
    if (part === undefined || whole === undefined || ends === null) continue
    const [low, high] = endsByTheRule(part, whole)
    const [saidLow, saidHigh] = endsOf(ends)
    // Rounded outwards, to a point at most.
    expect([id, saidLow <= low + 1e-9, low - saidLow < 0.01]).toEqual([id, true, true])
    expect([id, saidHigh >= high - 1e-9, saidHigh - high < 0.01]).toEqual([id, true, true])
    expect([id, saidLow <= numberOf(share) && numberOf(share) <= saidHigh]).toEqual([id, true])
    compared += 1
  }
  expect(compared).toBeGreaterThan(3)
})

test.each(['fr', 'en'] as const)(
  'the first sentence and the model’s own page say the share that the table does (%s)',
  async (language) => {
    const carbon = await page(`/${language}/carbon`)
    const [first] = sharesOf(carbon, 'model')
    const between = (ends: string) =>
      language === 'fr'
        ? `(entre ${ends.replace(' à ', ' et ')} %)`
        : `(between ${ends.replace('–', ' and ')}%)`
    const own = await page(first?.href.split('?')[0] ?? '')
    const said = `${first?.share} ${between(first?.ends ?? '')}`
    expect(first?.ends).not.toBeNull()
    expect(messageOf(carbon)).toContain(between(first?.ends ?? ''))
    expect(messageOf(own)).toContain(said)
    expect(partsOf(own, '<article class="headline">', '</article>').map(textOf).at(-1)).toContain(said)
  },
)

test('a share of what is invoiced has no interval', async () => {
  const shares = sharesOf(await page('/fr/cost'), 'service')
  expect(shares.length).toBeGreaterThan(2)
  for (const { share, ends } of shares) expect([share, ends]).toEqual([expect.stringMatching(/%$/), null])
})
