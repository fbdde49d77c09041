import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalFilters, filtersToSearch, parseFilters } from '#app/filters/filters.ts'

const DIMENSIONS = ['provider', 'account', 'model'] as const

test('filters survive the address, whatever their values', () => {
  const values = fc.uniqueArray(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 4 })
  const filters = fc.dictionary(fc.constantFrom(...DIMENSIONS), values)
  fc.assert(
    fc.property(filters, (chosen) => {
      const address = new URLSearchParams(filtersToSearch(chosen).toString())
      expect(parseFilters(address, DIMENSIONS)).toEqual({ filters: canonicalFilters(chosen), ignored: [] })
    }),
  )
})

test('equal choices make equal addresses', () => {
  const [a, b] = [
    { provider: ['b', 'a'], account: ['x'] },
    { account: ['x'], provider: ['a', 'b', 'a'] },
  ]
  expect(filtersToSearch(a).toString()).toBe(filtersToSearch(b).toString())
})

test('what is no filter is named, never obeyed', () => {
  const search = new URLSearchParams('filter.colour=red&filter.provider=&filter.account=a&quarter=2026-Q3')
  expect(parseFilters(search, DIMENSIONS)).toEqual({
    filters: { account: ['a'] },
    ignored: ['filter.colour', 'filter.provider'],
  })
})
