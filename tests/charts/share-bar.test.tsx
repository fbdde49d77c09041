import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CoverageBar } from '#app/charts/coverage-bar.tsx'
import { layoutShares, type SharePart } from '#app/charts/share-bar.layout.ts'
import { ShareBar } from '#app/charts/share-bar.tsx'

const tiers: SharePart[] = [
  { name: 'mesuré', share: 0.38, text: '38\u202f%', shade: 1 },
  { name: 'déclaré par le fournisseur', share: 0.34, text: '34\u202f%', shade: 2 },
  { name: 'modélisé', share: 0.21, text: '21\u202f%', shade: 3 },
  { name: 'substitut', share: 0.07, text: '7\u202f%', shade: 4 },
]

test('segments follow one another and fill the bar', () => {
  const { segments } = layoutShares(tiers)
  expect(segments.map(({ x }) => x)).toEqual([0, 38, 72, 93])
  expect((segments.at(-1)?.x ?? 0) + (segments.at(-1)?.width ?? 0)).toBeCloseTo(100, 2)
})

test('shares below zero or above the whole are refused by name', () => {
  expect(() => layoutShares([{ ...tiers[0], share: -0.1 } as SharePart])).toThrow(
    'the share of mesuré is -0.1',
  )
  expect(() => layoutShares([...tiers, ...tiers])).toThrow('the shares add up to 200 %')
})

test('any split of a whole stays inside the bar', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }),
      (weights) => {
        const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1
        const parts = weights.map(
          (weight, index): SharePart => ({ name: `${index}`, share: weight / whole, text: '', shade: 1 }),
        )
        for (const { x, width } of layoutShares(parts).segments) expect(x + width).toBeLessThanOrEqual(100.02)
      },
    ),
  )
})

test('incomplete coverage is hatched, unknown coverage is an empty frame', () => {
  expect(renderToStaticMarkup(<CoverageBar share={0.67} complete={false} />)).toContain(
    'class="missing" width="67%"',
  )
  expect(renderToStaticMarkup(<CoverageBar share={null} complete={false} />)).toContain('class="frame"')
})

test('the picture', async () => {
  const picture = renderToStaticMarkup(<ShareBar layout={layoutShares(tiers)} title="Niveau de preuve" />)
  await expect(picture).toMatchFileSnapshot('../output/share-bar.html')
})
