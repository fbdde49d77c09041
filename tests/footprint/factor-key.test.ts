import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeFactorKey, type FactorKey, factorKeyText } from '#app/footprint/factor-key.ts'
import { FACTOR_FILES } from '#app/footprint/factors.ts'
import { footprintMessages as english } from '#app/i18n/en/footprint.ts'
import { footprintMessages as french } from '#app/i18n/fr/footprint.ts'

const name = fc.stringMatching(/^[a-zéA-Z0-9][a-z0-9:./ -]{0,20}$/)
const key: fc.Arbitrary<FactorKey> = fc.oneof(
  fc.record({ kind: fc.constant('grid' as const), subject: name, year: fc.stringMatching(/^20\d\d$/) }),
  fc.record({
    kind: fc.constant('pue' as const),
    subject: fc.constantFrom('google', 'on_premise'),
    region: name,
  }),
  fc.record({
    kind: fc.constantFrom('accelerator' as const, 'model' as const, 'method' as const),
    subject: name,
  }),
)

test('a key is read back from its text, colons in a model id included', () => {
  fc.assert(
    fc.property(key, (it) => {
      expect(describeFactorKey(factorKeyText(it))).toEqual(it)
    }),
  )
  expect(describeFactorKey('model:mistral:7b')).toEqual({ kind: 'model', subject: 'mistral:7b' })
})

test('another spelling is refused', () => {
  for (const text of ['', 'grid:fr', 'weather:fr:2025', 'model:'])
    expect(() => describeFactorKey(text)).toThrow(RangeError)
})

test('both languages name every grid zone of the files and every cause', () => {
  const zones = [...new Set(FACTOR_FILES['grid.csv'].map(({ subject }) => subject))].sort()
  expect(Object.keys(french.zone).sort()).toEqual(zones)
  expect(Object.keys(english.zone).sort()).toEqual(zones)
  expect(french.cause.model('Aubier 70B')).toBe('paramètres du modèle Aubier 70B')
  expect(english.cause.method.tokens).toBe('estimation from tokens')
})
