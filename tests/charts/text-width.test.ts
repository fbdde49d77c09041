import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textWidth } from '#app/charts/text-width.ts'

test('widths are those of DejaVu Sans, regular and bold', () => {
  // Advances in the font's own tables: 1303 and 1425 of 2048 for a digit, 1401 and 1585 for an A.
  expect(textWidth('0', { size: 2048 })).toBeCloseTo(1303, -1)
  expect(textWidth('0', { size: 2048, bold: true })).toBeCloseTo(1425, -1)
  expect(textWidth('A', { size: 2048 })).toBeCloseTo(1401, -1)
  expect(textWidth('A', { size: 2048, bold: true })).toBeCloseTo(1585, -1)
})

test('every character that our texts use is in the table', () => {
  const texts = 'Tâches réglées, « 1 234 » − 12,3 tCO₂e ▲▼ ×3 ≤ € ’ … – — œuvre T3 26'
  for (const character of texts) expect(textWidth(character, { size: 800 })).toBeLessThan(1100)
})

test('a text is as wide as its parts, and a character outside the table counts as wide as any', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [left, right] = [textWidth(a, { size: 11 }), textWidth(b, { size: 11 })]
      expect(textWidth(`${a} ${b}`, { size: 11 })).toBeCloseTo(left + right + textWidth(' ', { size: 11 }), 6)
    }),
  )
  expect(textWidth('字', { size: 800 })).toBe(1100)
})
