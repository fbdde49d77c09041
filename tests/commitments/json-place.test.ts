import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault, jsonPlace } from '#app/commitments/json-place.ts'

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

test.each([
  [['b', 1, 'c'], 3, 19],
  [['b', 1], 3, 13],
  [['b', 1, 'missing'], 3, 13],
  [['a'], 2, 8],
  [['nothing'], 1, 1],
  [[], 1, 1],
])('the value at %j, or the nearest around it, is at line %i, column %i', (path, line, column) => {
  expect(jsonPlace('{\n  "a": [1, "b"],\n  "b": [{}, {"c": 2}]\n}', path)).toEqual({ line, column })
})

test('the place of every value of a text is where that value is written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (json, pick) => {
      const text = JSON.stringify(json, null, 1)
      const paths: (string | number)[][] = []
      const visit = (value: unknown, path: (string | number)[]): void => {
        paths.push(path)
        if (Array.isArray(value)) for (const [index, each] of value.entries()) visit(each, [...path, index])
        else if (typeof value === 'object' && value !== null)
          for (const [key, each] of Object.entries(value)) visit(each, [...path, key])
      }
      visit(JSON.parse(text), [])
      const path = paths[pick % paths.length] ?? []
      const { line, column } = jsonPlace(text, path)
      const found = path.reduce<unknown>(
        (value, key) => (value as Record<string, unknown>)[key],
        JSON.parse(text),
      )
      const rest = text
        .split('\n')
        .slice(line - 1)
        .join('\n')
        .slice(column - 1)
      const written = JSON.stringify(found, null, 1).split('\n')[0] ?? ''
      expect(rest.startsWith(written)).toBe(true)
    }),
  )
})
