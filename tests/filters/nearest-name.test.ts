import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestCalled, nearestName } from '#app/filters/nearest-name.ts'
import '#tests/properties.ts'

const KNOWN = ['subsidiary', 'business_line', 'project', 'provider', 'model', 'region', 'service']

test.each([
  ['providers', 'provider'],
  ['Provider', 'provider'],
  ['prvoider', 'provider'],
  ['subsidiaries', 'subsidiary'],
  ['business', 'business_line'],
  ['regoin', 'region'],
  ['foo', null],
  ['', null],
  ['a'.repeat(5000), null],
])('%s comes nearest to %s', (name, near) => {
  expect(nearestName(name, KNOWN)).toBe(near)
})

test('one letter more, less, changed or swapped is still the name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KNOWN),
      fc.nat(),
      fc.constantFrom('more', 'less', 'other', 'swapped'),
      (name, at, how) => {
        const i = at % (name.length - 1)
        const typed = {
          more: `${name.slice(0, i)}x${name.slice(i)}`,
          less: name.slice(0, i) + name.slice(i + 1),
          other: `${name.slice(0, i)}x${name.slice(i + 1)}`,
          swapped: name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2),
        }[how]
        expect(nearestName(typed, KNOWN)).toBe(name)
      },
    ),
  )
})

test('case, accents and punctuation part no name from what it is called, and punctuation alone is near to nothing', () => {
  const called = [
    ['Équipe 12', 'e12'],
    ['business_line', 'line'],
    ['gpt-4o', 'g4'],
    ['–', 'dash'],
  ] as const
  expect(nearestCalled('equipe-12', called)).toBe('e12')
  expect(nearestCalled('Business Line', called)).toBe('line')
  expect(nearestCalled('g.p.t.4.o', called)).toBe('g4')
  expect(nearestCalled('?', called)).toBeNull()
})
