import { expect, test } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, signedGapText } from '#app/reports/commitment-words.ts'
import type { Words } from '#app/reports/words.ts'
import { plain } from '#tests/pages/words.ts'

const words: Words = { language: 'fr', messages: messagesFor('fr') }
/** What the words of a distance read of a commitment. */
const judged = (metric: string, tolerance: number, target: number) =>
  ({
    commitment: { measure: 'level', at_risk_within: tolerance },
    metric,
    now: { target },
    figures: [],
  }) as unknown as AssessedCommitment
const share = judged('reviewed_share', 0.02, 1)
const carbon = judged('carbon_kg', 5000, 50_000)

test('a distance behind that would be printed as the tolerance has a digit more, since it decides the status', () => {
  const told = (gap: number) => plain(gapText(share, gap, words))
  expect([told(-0.02046), told(-0.01987)]).toEqual(['2,05 points', '1,99 point'])
  expect([told(-0.02), told(-0.021), told(0.02046)]).toEqual(['2,0 points', '2,1 points', '2,0 points'])
  expect(plain(gapText(carbon, -5_010, words))).toBe('5,01 tCO2e')
  expect(plain(gapText(carbon, -5_000, words))).toBe('5,0 tCO2e')
})

test('a distance smaller than a digit is not printed as none, and says its side', () => {
  const told = (gap: number) => plain(signedGapText(share, gap, words))
  expect([told(-0.0003), told(0.0003), told(0)]).toEqual(['>−0,1 point', '<+0,1 point', '0,0 point'])
  expect([told(-0.0196), told(0.0196)]).toEqual(['−1,96 point', '+2,0 points'])
})

test('of a quarter that may be long past, commitments are not said to be not assessable yet', () => {
  const told = (['fr', 'en'] as const).map((language) => {
    const say = messagesFor(language).commitments.all.noneAssessable
    return [say(1, 'T1 2024'), say(7, 'T1 2024')].map(plain)
  })
  expect(told).toEqual([
    [
      'L’engagement n’est pas évaluable au T1 2024.',
      'Aucun des sept engagements n’est évaluable au T1 2024.',
    ],
    [
      'The commitment cannot be assessed in T1 2024.',
      'None of the seven commitments can be assessed in T1 2024.',
    ],
  ])
})
