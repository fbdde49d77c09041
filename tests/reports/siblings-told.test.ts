import { expect, test, vi } from 'vitest'
import { demoOf } from '#tests/demo/demos.ts'
import { runFigures } from '#tests/figures/run-figures.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { figuresTold, onlyPart, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 120_000 })

const site = sharedSite()
const SEARCH = '?quarter=2026-Q3'

async function siblingsOf(language: string, model: string): Promise<string | null> {
  const { address } = await site()
  const { status, text } = await ask(address, `/${language}/models/${model}${SEARCH}`)
  expect([model, status]).toEqual([model, 200])
  return partsOf(text, 'id="siblings"', '<section class="section"')[0] ?? null
}

test.each(['fr', 'en'])(
  'a fine-tuned model and its standard lead to each other and show the same comparison (%s)',
  async (language) => {
    const { model } = demoOf('tiny').tables
    const pairs = model.flatMap(({ model: tuned, standard_sibling: standard }) =>
      standard === null ? [] : [[tuned, standard] as const],
    )
    expect(pairs.length).toBeGreaterThan(0)
    for (const [tuned, standard] of pairs) {
      const [fromTuned, fromStandard] = [
        await siblingsOf(language, tuned),
        await siblingsOf(language, standard),
      ]
      const table = (html: string | null) => onlyPart(html ?? '', '<thead>', '</table>')
      expect(textOf(table(fromTuned))).toMatch(/\d/)
      expect(table(fromStandard)).toEqual(table(fromTuned))
      expect(fromTuned).toContain(`href="/${language}/models/${standard}${SEARCH}"`)
      expect(fromStandard).toContain(`href="/${language}/models/${tuned}${SEARCH}"`)
      // Each title says what the other one is.
      const title = (html: string | null) => textOf(onlyPart(html ?? '', '<h2 id="siblings-title">', '</h2>'))
      expect(title(fromTuned)).toMatch(/modèle standard|standard model/)
      expect(title(fromStandard)).toMatch(/modèle ajusté|fine-tuned model/)
    }
  },
)

test('a model that is neither of a pair has no comparison', async () => {
  const { model } = demoOf('tiny').tables
  const paired = new Set(
    model.flatMap(({ model: id, standard_sibling: of }) => (of === null ? [] : [id, of])),
  )
  const alone = model.find(({ model: id }) => !paired.has(id))
  expect(await siblingsOf('fr', alone?.model ?? '')).toBeNull()
})

test.each(['fr', 'en'])(
  'what the comparison calls inference alone is of that phase, and so are its receipts (%s)',
  async (language) => {
    const { dataDir } = await site()
    const tuned = demoOf('tiny').tables.model.find(({ standard_sibling: of }) => of !== null)?.model ?? ''
    const read = async (...phase: readonly string[]) => {
      const asked = ['--metric', 'gpu_utilisation', '--period', '2026-Q3', '--filter', `model=${tuned}`]
      const printed = await runFigures([...asked, ...phase, '--json', '--data-dir', dataDir])
      return Number(JSON.parse(printed)[0].value)
    }
    const [all, inference] = [await read(), await read('--filter', 'phase=inference')]
    expect(Math.abs(all - inference)).toBeGreaterThan(0.01)
    const told = figuresTold((await siblingsOf(language, tuned)) ?? '')
    const use = told.filter(({ href }) => href.includes('metric=gpu_utilisation') && href.includes(tuned))
    const own = use.find(({ href }) => href.includes(`filter.model=${tuned}`))
    expect(quantityOf(own?.said ?? '').value).toBeCloseTo(inference, 2)
    for (const { href } of told)
      expect([href, href.includes('filter.phase=inference')]).toEqual([href, !href.includes('cost')])
  },
)
