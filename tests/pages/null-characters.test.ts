import { expect, test, vi } from 'vitest'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'

vi.setConfig({ testTimeout: 120_000 })

const site = sharedSite()
const PAGES = [
  '',
  '/usage',
  '/cost',
  '/gpu-hours',
  '/carbon',
  '/sovereignty',
  '/data',
  '/models/galatee-8-trevarn',
]
const QUARTERS = ['2026-Q4', '2026-Q3', '2026-Q2', '2025-Q4', '2025-Q3', '2025-Q2', '2025-Q1', '2024-Q4']

// React 18 leaves null bytes where a character of several bytes meets the end of its buffer.
test('no page holds a null character, wherever its accents fall', async () => {
  const { address } = await site()
  const found: string[] = []
  for (const page of PAGES)
    for (const quarter of QUARTERS) {
      const path = `/fr${page}?quarter=${quarter}`
      const { status, text } = await ask(address, path)
      expect([path, status]).toEqual([path, 200])
      if (text.includes('\0')) found.push(path)
    }
  expect(found).toEqual([])
})
