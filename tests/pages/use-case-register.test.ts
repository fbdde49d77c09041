import { expect, test, vi } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { byEffort } from '#tests/effort.ts'
import { ask } from '#tests/pages/ask.ts'
import { sharedSite } from '#tests/pages/demo-site.ts'
import { plain } from '#tests/pages/words.ts'
import { readCsv } from '#tests/reports/csv-rows.ts'

vi.setConfig({ testTimeout: 240_000 })

const site = sharedSite()
const QUARTER = '2026-Q3'

test('the page of a use case says that it lacks an opinion where the share of reviewed ones counts it as lacking', async () => {
  const { address } = await site()
  const asked = `metric=reviewed_share&by=project&period=${QUARTER}&format=machine`
  const counted = readCsv((await ask(address, `/en/export/explore.csv?${asked}`)).text)
  const failing = counted.filter(({ value }) => value === 0)
  const passing = counted.filter(({ value }) => value === 1).slice(0, byEffort(12, 400))
  expect([failing.length, passing.length].every((count) => count > 1)).toBe(true)
  const say = messagesFor('en').topics.register
  for (const { by, value } of [...failing, ...passing]) {
    const { status, text } = await ask(address, `/en/projects/${by.project}?quarter=${QUARTER}`)
    const [register = ''] = /<section[^>]*id="register".*?<\/section>/s.exec(text) ?? []
    expect([by.project, status, register.includes(say.unreviewed)]).toEqual([by.project, 200, value === 0])
    expect([by.project, plain(register)]).toEqual([by.project, expect.stringContaining('Production, since')])
    const isAllowed = /(?<!un)favourable opinion(?: with conditions)?, \d/.test(plain(register))
    expect([by.project, isAllowed]).toEqual([by.project, value === 1])
  }
})

test('the register of a use case is as at the end of the quarter shown', async () => {
  const { address } = await site()
  const asked = `metric=use_cases&by=project&by=stage&format=machine`
  for (const quarter of ['2025-Q1', QUARTER]) {
    const { text } = await ask(address, `/en/export/explore.csv?${asked}&period=${quarter}`)
    const staged = readCsv(text).filter(({ value }) => value === 1)
    const { stage: names } = messagesFor('en').dimensions.values
    const stages = [...new Set(staged.map(({ by }) => by.stage ?? ''))]
    expect(stages.length).toBeGreaterThan(2)
    for (const stage of stages) {
      const project = staged.find(({ by }) => by.stage === stage)?.by.project
      const page = await ask(address, `/en/projects/${project}?quarter=${quarter}`)
      const [register = ''] = /<section[^>]*id="register".*?<\/section>/s.exec(page.text) ?? []
      expect([quarter, project, plain(register)]).toEqual([
        quarter,
        project,
        expect.stringContaining(`${names[stage as keyof typeof names]}, since`),
      ])
    }
  }
})
