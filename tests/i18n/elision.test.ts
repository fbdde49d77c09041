import { expect, test } from 'vitest'
import { de } from '#app/i18n/fr/elision.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { formatMonth } from '#app/metrics/format-period.ts'

test('« de » is elided before the months and names that begin with a vowel', () => {
  const months = Array.from({ length: 12 }, (_, index) =>
    de(formatMonth(`2026-${String(index + 1).padStart(2, '0')}`, 'fr')),
  )
  const elided = months.filter((text) => text.startsWith('d’')).map((text) => text.slice(2, 5))
  expect(elided).toEqual(['avr', 'aoû', 'oct'])
  expect([de('Éditions'), de('Lestrenn'), de('T1 2024')]).toEqual(['d’Éditions', 'de Lestrenn', 'de T1 2024'])
  expect(
    messagesFor('fr').data.standfirst('oct.\u00a02023', 'nov.\u00a02026', '16\u00a0nov.\u00a02026'),
  ).toContain('d’oct.\u00a02023 à nov.\u00a02026')
})

test('the first days of an open quarter are set off by two commas where the sentence goes on', () => {
  const before = 'T3\u00a02026, 47\u00a0premiers jours'
  const { lead } = messagesFor('fr').topics
  expect(lead.rise('1\u00a0M€', before, 'Ostravel', '+2\u00a0M€')).toBe(
    'La hausse de 1\u00a0M€ par rapport au T3\u00a02026, 47\u00a0premiers jours, vient d’abord d’Ostravel (+2\u00a0M€).',
  )
  expect(lead.fall('1\u00a0M€', 'T2\u00a02026', 'Cirrane', '−2\u00a0M€')).toContain('au T2\u00a02026 vient')
  expect(
    messagesFor('en').topics.lead.rise('€1m', 'Q3\u00a02026, first 47 days', 'Ostravel', '+€2m'),
  ).toContain('Q3\u00a02026, first 47 days, is Ostravel')
})
