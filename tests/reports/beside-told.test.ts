import { expect, test, vi } from 'vitest'
import { demoOf } from '#tests/demo/demos.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { linkOf, onlyPart, partsOf, quantityOf, textOf } from '#tests/reports/page-parts.ts'
import { isTheSame, saidByReceipt } from '#tests/reports/receipt-told.ts'

vi.setConfig({ testTimeout: 120_000 })

const site = sharedSite()
const QUARTER = '2026-Q3'
const IDLE = 'Heures GPU inactives'

async function projectPage(project: string): Promise<string> {
  const { address } = await site()
  const { status, text } = await ask(address, `/fr/projects/${project}?quarter=${QUARTER}`)
  expect([project, status]).toEqual([project, 200])
  return text
}

/** The rows of the comparison: name → own and subsidiary's cell, and what is said of their difference. */
function rowsOf(html: string): ReadonlyMap<string, readonly string[]> {
  const section = partsOf(html, 'id="beside"', '<section class="section"')[0]
  if (section === undefined) return new Map()
  return new Map(
    partsOf(onlyPart(section, '<tbody>', '</tbody>'), '<tr', '</tr>').map((row) => [
      textOf(onlyPart(row, '<th scope="row">', '</th>')),
      partsOf(row, '<td class="n">', '</td>'),
    ]),
  )
}

/** Use cases of the demonstration that have, or have not, GPU hours in the quarter. */
function projects(hasHours: boolean): readonly string[] {
  const { rows, tables } = demoOf('tiny')
  const months = new Set(['2026-07', '2026-08', '2026-09'])
  const withHours = new Set(
    rows.filter((row) => row.fact === 'gpu' && months.has(row.day.slice(0, 7))).map((row) => row.project),
  )
  return tables.project.map(({ project }) => project).filter((id) => withHours.has(id) === hasHours)
}

test('a use case with GPU hours says how many stayed idle, beside its subsidiary, as their receipts do', async () => {
  const { address } = await site()
  let compared = 0
  for (const project of projects(true).slice(0, 6)) {
    const html = await projectPage(project)
    const idle = rowsOf(html).get(IDLE)
    if (idle === undefined) continue
    const [own = '', whole = '', difference = ''] = idle
    for (const cell of [own, whole]) {
      const receipt = await saidByReceipt(address, linkOf(cell))
      expect([textOf(cell), receipt]).toSatisfy(([page, said]: string[]) => isTheSame(page ?? '', said ?? ''))
    }
    expect(linkOf(own)).toContain(`filter.project=${project}`)
    expect(linkOf(whole)).toContain('filter.subsidiary=')
    expect(linkOf(whole)).not.toContain('filter.project=')
    const [part, all] = [quantityOf(textOf(own)), quantityOf(textOf(whole))]
    const [, share = ''] = /^([\d,]+ %) de la filiale$/.exec(textOf(difference)) ?? []
    expect(Math.abs(quantityOf(share).value - part.value / all.value)).toBeLessThan(
      0.005 + (part.within + all.within) / all.value,
    )
    const headline = partsOf(html, '<article class="headline">', '</article>').find((each) =>
      each.includes('Heures GPU allouées'),
    )
    expect(textOf(headline ?? '')).toContain(`${IDLE} : ${textOf(own)}.`)
    compared += 1
  }
  expect(compared).toBeGreaterThan(2)
})

test('a use case without GPU hours says nothing of idle ones', async () => {
  const [project = ''] = projects(false)
  const html = await projectPage(project)
  expect(rowsOf(html).has(IDLE)).toBe(false)
  expect(textOf(html)).not.toContain(IDLE)
})

test('the page of a model has no subsidiary to stand beside', async () => {
  const { address } = await site()
  const [model] = demoOf('tiny').tables.model
  const { text } = await ask(address, `/fr/models/${model?.model}?quarter=${QUARTER}`)
  expect(text).not.toContain('id="beside"')
})
