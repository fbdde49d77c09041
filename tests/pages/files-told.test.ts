import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { cellsOf } from '#tests/reports/csv-rows.ts'
import { textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 90_000 })

const site = sharedSite()

async function nameOf(address: string): Promise<string | undefined> {
  const { headers } = await fetch(address)
  return /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1]
}

test('a file names what its ids stand for, as the page does', async () => {
  const { address } = await site()
  for (const language of ['fr', 'en'] as const)
    for (const topic of ['usage', 'cost', 'gpu-hours', 'carbon']) {
      const { text } = await ask(address, `/${language}/export/${topic}.csv?quarter=2026-Q3&format=machine`)
      const [header = '', ...lines] = text.split('\r\n').map(cellsOf)
      const [id, name] = [header.indexOf('subsidiary'), header.indexOf('subsidiary_name')]
      expect([topic, header, name]).toEqual([topic, header, id + 1])
      const { metrics } = messagesFor(language).metrics
      const known = header.indexOf('metric_name')
      for (const line of lines.filter(([metric]) => metric))
        expect(line[known]).toMatch(
          new RegExp(`^${metrics[line[0] as MetricId].name}(, prévision|, forecast)?$`),
        )
      const page = textOf((await ask(address, `/${language}/${topic}?quarter=2026-Q3`)).text)
      const named = lines.filter((line) => line[id] && page.includes(`${line[name]} `))
      expect([language, topic, named.length]).toSatisfy(([, , count]) => Number(count) > 5)
      for (const line of lines) expect((line[id] ?? '') === '').toBe((line[name] ?? '') === '')
    }
})

test('two files of one page with other quarters, filters or entities have other names', async () => {
  const { address } = await site()
  const asked = [
    '/fr/export/synthese.csv?quarter=2026-Q3',
    '/fr/export/cost.csv?quarter=2026-Q3',
    '/fr/export/cost.csv?quarter=2026-Q2',
    '/fr/export/cost.csv?quarter=2026-Q3&filter.approach=generative',
    '/fr/export/cost.csv?quarter=2026-Q3&filter.approach=classic',
    '/fr/export/cost.csv?quarter=2026-Q3&format=machine',
    '/en/export/cost.csv?quarter=2026-Q3',
  ]
  const names = await Promise.all(asked.map((path) => nameOf(`${address}${path}`)))
  expect(names).toEqual([
    'vigie-synthese-2026-Q3.csv',
    'vigie-cost-2026-Q3.csv',
    'vigie-cost-2026-Q2.csv',
    'vigie-cost-2026-Q3-generative.csv',
    'vigie-cost-2026-Q3-classic.csv',
    'vigie-cost-2026-Q3-machine.csv',
    'vigie-cost-2026-Q3-machine.csv',
  ])
})
