import { assert, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { SHORT_NAME_LENGTH, shortNames } from '#app/imports/short-names.ts'

test('a name that fits is its own short name; one that does not is cut; two alike are numbered', () => {
  const names = new Map([
    ['a', 'Leasing'],
    ['b', 'Assurances de personnes et prévoyance'],
    ['c', 'leasing'],
  ])
  expect([...shortNames(names)]).toEqual([
    ['a', 'Leasing'],
    ['b', 'Assurances de perso…'],
    ['c', 'leasing 2'],
  ])
})

test('names that others bear are not given again', () => {
  expect([...shortNames(new Map([['a', 'Leasing']]), ['LEASING'])]).toEqual([['a', 'Leasing 2']])
})

test('short names are unique and at most twenty characters, whatever the names', () => {
  assert(
    property(uniqueArray(string({ minLength: 1, maxLength: 60 })), (ids) => {
      const short = shortNames(new Map(ids.map((id) => [id, id])))
      const given = [...short.values()]
      expect(short.size).toBe(ids.length)
      expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(ids.length)
      expect(given.every((name) => [...name].length <= SHORT_NAME_LENGTH)).toBe(true)
    }),
  )
})
