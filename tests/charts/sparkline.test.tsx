import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { layoutSparkline } from '#app/charts/sparkline.layout.ts'
import { Sparkline } from '#app/charts/sparkline.tsx'
import { standalone } from '#tests/charts/standalone.ts'

test('a null leaves a gap, and a quarter alone between two gaps stays visible', () => {
  const layout = layoutSparkline({ values: [1, 2, null, 3, null, 4, 5], trajectory: [], partial: false })
  expect(layout.path.match(/M/g)).toHaveLength(3)
  expect(layout.lone).toHaveLength(1)
  expect(layout.end).not.toBeNull()
})

test('a flat or empty series draws no nonsense', () => {
  expect(layoutSparkline({ values: [7, 7, 7], trajectory: [], partial: false }).end?.y).toBe(18)
  expect(layoutSparkline({ values: [], trajectory: [], partial: false })).toMatchObject({
    path: '',
    end: null,
  })
  expect(layoutSparkline({ values: [1, null], trajectory: [], partial: false }).end).toBeNull()
})

test('every point stays inside', () => {
  const series = fc.array(fc.option(fc.double({ min: -1e15, max: 1e15, noNaN: true })), { maxLength: 16 })
  fc.assert(
    fc.property(series, series, (values, trajectory) => {
      const layout = layoutSparkline({ values, trajectory, partial: false })
      const numbers = `${layout.path} ${layout.trajectory}`.match(/-?[\d.]+(e-?\d+)?/g) ?? []
      for (const number of numbers) {
        expect(Number(number)).toBeGreaterThanOrEqual(0)
        expect(Number(number)).toBeLessThanOrEqual(layout.width)
      }
    }),
  )
})

test('the picture', async () => {
  const values = [48, 52, 54, 60, null, 71, 78, 82, 86, 84, 92, 94]
  const trajectory = [null, null, null, null, null, 70, 80, 90, 100, 100, 100, 100]
  const layout = layoutSparkline({ values, trajectory, partial: false })
  const picture = renderToStaticMarkup(<Sparkline layout={layout} title="Douze trimestres, de 48 à 94 %" />)
  await expect(standalone(picture, 320)).toMatchFileSnapshot('../output/sparkline.svg')
})
