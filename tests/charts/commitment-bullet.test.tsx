import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type BulletInput, layoutBullet, TARGET_X } from '#app/charts/commitment-bullet.layout.ts'
import { CommitmentBullet } from '#app/charts/commitment-bullet.tsx'
import { expectReadable, WIDTHS } from '#tests/charts/geometry.ts'
import { standalone } from '#tests/charts/standalone.ts'

const workshops: BulletInput = {
  start: 12,
  target: 70,
  level: 49,
  trajectory: 45.8,
  startText: '12\u202f%',
  targetText: '70\u202f%, fin\u00a02027',
  notAssessable: null,
}

test('units of every kind share one axis: the start is 0, the target the finish line', () => {
  const half = layoutBullet({ ...workshops, start: 200, target: 100, level: 150, trajectory: 100 })
  expect(half.bar).toBeCloseTo(TARGET_X / 2, 1)
  expect(half.trajectory).toBe(TARGET_X)
  expect(half.target).toBe(TARGET_X)
})

test('a level beyond the axis stops at its end and says so', () => {
  expect(layoutBullet({ ...workshops, level: 0 })).toMatchObject({ bar: 0, beyond: 'before-start' })
  expect(layoutBullet({ ...workshops, level: 99 })).toMatchObject({ bar: 100, beyond: 'past-axis' })
  expect(layoutBullet({ ...workshops, level: 70 }).beyond).toBeNull()
})

test('what cannot be assessed shows its coverage in the frame and no trajectory', () => {
  const layout = layoutBullet({ ...workshops, level: 20, notAssessable: 'couverture 46 %, plancher 80 %' })
  expect(layout.partial).toBe(true)
  expect(layout.trajectory).toBeNull()
  expect(layout.labels.map(({ text }) => text)).toContain('couverture 46 %, plancher 80 %')
})

test('a target equal to its start is reached or not, never half way', () => {
  expect(layoutBullet({ ...workshops, start: 0, target: 0, level: 0 }).bar).toBe(TARGET_X)
  expect(layoutBullet({ ...workshops, start: 0, target: 0, level: 3 }).bar).toBe(0)
})

test('no label meets another or leaves the picture', () => {
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
  const text = fc.constantFrom(
    '0 %',
    '−30 %, fin 2030',
    '1 234 567 tCO₂e',
    '12,3 MWh, fin décembre 2030',
    '9',
  )
  const input = fc.record({
    start: value,
    target: value,
    level: fc.option(value),
    trajectory: fc.option(value),
    startText: text,
    targetText: text,
    notAssessable: fc.option(fc.constantFrom('couverture 46 %, plancher 80 %', 'coverage 4%, floor 80%')),
  })
  fc.assert(
    fc.property(input, (data) => {
      const layout = layoutBullet(data)
      for (const width of WIDTHS) expectReadable(layout.labels, width - 12, 6)
      for (const x of [layout.bar ?? 0, layout.trajectory ?? 0]) expect(x >= 0 && x <= 100).toBe(true)
      expect(JSON.parse(JSON.stringify(layout))).toEqual(layout)
    }),
  )
})

test('the picture', async () => {
  const layout = layoutBullet(workshops)
  const picture = renderToStaticMarkup(
    <CommitmentBullet layout={layout} title="Ateliers : 49 % au T3 2026" />,
  )
  expect(picture).not.toContain('style=')
  await expect(standalone(picture, 320)).toMatchFileSnapshot('../output/commitment-bullet.svg')
})
