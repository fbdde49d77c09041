import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { judgementTexts } from '#app/reports/receipt/judgement-texts.ts'
import type { Words } from '#app/reports/words.ts'
import { plain } from '#tests/pages/words.ts'

const words: Words = { language: 'en', messages: messagesFor('en') }

/** A change from a baseline, as far as the texts of its judgement read it. */
const changed = (metric: string, judged: number, base: number) =>
  ({
    commitment: { measure: 'change', at_risk_within: 0.02 },
    metric,
    now: { target: -0.3, judged, base, level: judged / base - 1, expected: null, gap: null, start: 0 },
    figures: [],
  }) as unknown as AssessedCommitment

test('a baseline far smaller than what is judged is printed in a unit that both are read in, never as nothing', () => {
  const { amount } = judgementTexts(changed('requests', 3_200_000, 4_000), null, words)
  expect([amount(3_200_000), amount(4_000)].map((text) => plain(text))).toEqual(['3,200,000', '4,000'])
})

test('no amount, baseline or coverage, however small, makes a judgement fail or print what is no number', () => {
  const size = fc.double({ min: 1e-6, max: 1e12, noNaN: true })
  const coverage = fc.double({ min: 1e-6, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.constantFrom('requests', 'energy_kwh', 'carbon_kg'),
      size,
      size,
      coverage,
      (metric, ...rest) => {
        const [judged, base, share] = rest
        const texts = judgementTexts(changed(metric, judged, base), null, words)
        const said = [
          texts.amount(judged),
          texts.amount(base),
          texts.completed(judged * share, share, judged),
        ]
        for (const text of said) expect(text).not.toMatch(/NaN|Infinity/)
      },
    ),
  )
})

test('a share is what it counts over what it divides by, in numbers that give it', () => {
  const size = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(size, size, (one, other) => {
      const [above, below] = [Math.min(one, other), Math.max(one, other)]
      const assessed = {
        commitment: { measure: 'level', at_risk_within: 0.02 },
        metric: 'reviewed_share',
        now: { target: 1, judged: above / below, base: null, level: null, expected: null, gap: null },
        figures: [],
      } as unknown as AssessedCommitment
      const texts = judgementTexts(assessed, { value: below, unit: 'use_cases', isCovered: false }, words)
      const said = plain(texts.divided({ value: above / below, coverage: null } as never) ?? '')
      const [, counted = '', divided = '', share = ''] = /^(.+) ÷ (.+) = <?(\d+)%$/.exec(said) ?? []
      const read = (text: string) => Number(text.replace(/[^\d.]/g, '')) * (text.includes('M') ? 1e6 : 1)
      const percent = (100 * read(counted)) / read(divided)
      // « <1 % » is any share below it.
      const isPrinted = said.includes('<')
        ? above / below < 0.01
        : Math.abs(percent - Number(share)) <= 0.5 + 1e-9
      expect([said, percent, isPrinted]).toEqual([said, percent, true])
    }),
  )
})
