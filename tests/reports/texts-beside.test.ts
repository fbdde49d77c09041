import { expect, test } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { textsBeside } from '#app/reports/words.ts'

const told = (values: readonly (number | null)[], unit: string, language: 'fr' | 'en' = 'fr') =>
  values.map(textsBeside(values, unit, { language, messages: messagesFor(language) }))

test('values beside one another have one unit, and three digits each', () => {
  expect(told([0.329, 35, 0.509, null], 'kgCO2e')).toEqual([
    '0,329\u00a0kgCO₂e',
    '35,0\u00a0kgCO₂e',
    '0,509\u00a0kgCO₂e',
    '–',
  ])
  expect(told([24.2, 23_400], 'EUR')).toEqual(['24,2\u00a0€', '23\u202f400\u00a0€'])
  expect(told([24.2, 23_400], 'EUR', 'en')).toEqual(['€24.2', '€23,400'])
  expect(told([940_000, 1_960_000], 'EUR')).toEqual(['0,940\u00a0M€', '1,96\u00a0M€'])
  // A few hundred euros are no part of a thousand: amounts stay whole until all of them reach it.
  expect(told([963, 21_400], 'EUR')).toEqual(['963\u00a0€', '21\u202f400\u00a0€'])
  expect(told([1_963, 21_400], 'EUR')).toEqual(['1,96\u00a0k€', '21,4\u00a0k€'])
  expect(told([1_787, 9_724], 'users')).toEqual(['1\u202f787', '9\u202f724'])
  expect(told([0.64, 1.2], 'share')).toEqual(['64\u202f%', '120\u202f%'])
})

test('values that no unit can hold together keep their own', () => {
  expect(told([2.5, 41_800_000], 'EUR')).toEqual(['2,50\u00a0€', '41,8\u00a0M€'])
  expect(told([0, 35], 'kgCO2e')).toEqual(['0,00\u00a0kgCO₂e', '35,0\u00a0kgCO₂e'])
})
