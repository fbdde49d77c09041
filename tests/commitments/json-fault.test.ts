import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from '#app/commitments/json-fault.ts'

test.each([
  ['{"a": 1,\n}', 2, 1],
  ['{\n  "a": x\n}', 2, 8],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['[1, 2', 1, 6],
  ['{"a": "b}', 1, 7],
  ['{"a": "tab\t"}', 1, 7],
  ['{"a": 01}', 1, 8],
  ["{'a': 1}", 1, 2],
  ['{} {}', 1, 4],
  ['', 1, 1],
])('%j stops being JSON at line %i, column %i', (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column })
})

test('it finds no fault in what JSON.parse reads, and one in what it refuses', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', ']', 'x', ' ', '\\', '\u0085'),
      (json, at, put) => {
        const text = `${json.slice(0, at % (json.length + 1))}${put}${json.slice((at % (json.length + 1)) + 1)}`
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(jsonFault(text) === null).toBe(isJson)
      },
    ),
  )
})
