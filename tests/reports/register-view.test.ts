import { expect, test } from 'vitest'
import { parsePeriod } from '#app/filters/period.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { Register, Review } from '#app/reports/topics/load-register.server.ts'
import { registerView } from '#app/reports/topics/register-view.ts'
import { plain } from '#tests/pages/words.ts'
import { NOBODY } from '#tests/reports/nobody.ts'

const words = { language: 'en', messages: messagesFor('en') } as const
const registered = (reviews: readonly Review[]): Register => ({
  owner: null,
  stages: [
    { stage: 'idea', on: '2025-02-03' },
    { stage: 'production', on: '2025-11-17' },
  ],
  reviews,
  statements: [],
})

function seen(reviews: readonly Review[], quarter: string, asOf = '2026-11-16') {
  const state = { quarter: parsePeriod(quarter), filters: {}, tables: {} }
  const { title, facts } = registerView(registered(reviews), { state, subject: null }, asOf, NOBODY, words)
  const fact = (term: string) => facts.find((each) => each.term === term)?.text ?? null
  return { title: plain(title), stage: fact('Stage'), review: fact('Expert review') }
}

const review = (requestedOn: string, decidedOn: string | null, opinion: string | null): Review => ({
  requestedOn,
  decidedOn,
  opinion,
})
const UNREVIEWED = 'In production without an expert opinion that allows it'

test('a use case is told as it stood at the end of the quarter, and not before it was registered', () => {
  expect(seen([], '2024-Q4')).toEqual({
    title: 'Not yet in the register: entered on 3 Feb 2025',
    stage: null,
    review: null,
  })
  expect([seen([], '2025-Q1').stage, seen([], '2025-Q4').stage].map((text) => plain(text ?? ''))).toEqual([
    'Idea, since 3 Feb 2025',
    'Production, since 17 Nov 2025',
  ])
  expect([seen([], '2025-Q1').title, seen([], '2025-Q4').title]).toEqual([
    'In the register of use cases',
    UNREVIEWED,
  ])
})

test('the last opinion is the last given, whatever the order in which opinions were asked for', () => {
  const crossed = [
    review('2025-12-01', '2026-06-10', 'unfavourable'),
    review('2026-02-02', '2026-03-05', 'favourable'),
  ]
  expect(plain(seen(crossed, '2026-Q3').review ?? '')).toBe('unfavourable opinion, 10 June 2026')
  expect(plain(seen(crossed, '2026-Q1').review ?? '')).toBe('favourable opinion, 5 Mar 2026')
  // An opinion that once allowed it is what the share of reviewed use cases counts.
  expect([seen(crossed, '2025-Q4').title, seen(crossed, '2026-Q1').title]).toEqual([
    UNREVIEWED,
    'In the register of use cases',
  ])
})

test('what waits for an opinion was asked for after the last one', () => {
  const answered = [review('2025-12-01', null, null), review('2026-02-02', '2026-03-05', 'conditional')]
  expect(plain(seen(answered, '2026-Q3').review ?? '')).toBe('favourable opinion with conditions, 5 Mar 2026')
  const again = [...answered, review('2026-04-07', null, null)]
  expect(plain(seen(again, '2026-Q3').review ?? '')).toBe(
    'favourable opinion with conditions, 5 Mar 2026; asked for on 7 Apr 2026, no opinion yet',
  )
  expect(seen([], '2026-Q3').review).toBe('never asked for')
  expect(plain(seen([review('2026-01-08', '2026-04-02', 'favourable')], '2026-Q1').review ?? '')).toBe(
    'asked for on 8 Jan 2026, no opinion yet',
  )
})

test('an open quarter is told as at the last day of the data', () => {
  const late = [review('2026-11-20', null, null)]
  expect(seen(late, '2026-Q4', '2026-11-16').review).toBe('never asked for')
})
