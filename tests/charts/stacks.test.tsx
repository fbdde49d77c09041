import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { labelBox } from '#app/charts/label.ts'
import { type PartLabel, type PartLook, ROOMY, type StackPart } from '#app/charts/share-parts.ts'
import { layoutStackedBar } from '#app/charts/stacked-bar.layout.ts'
import { StackedBar } from '#app/charts/stacked-bar.tsx'
import { layoutStackedColumns, type StackColumn } from '#app/charts/stacked-columns.layout.ts'
import { StackedColumns } from '#app/charts/stacked-columns.tsx'
import { expectReadable, WIDTHS } from '#tests/charts/geometry.ts'

const LOOKS: readonly PartLook[] = [1, 2, 3, 4, 5, 'unassigned']

function partsOf(weights: readonly number[]): StackPart[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1
  return weights.map((weight, index) => {
    const share = weight / all
    return { look: LOOKS[index] ?? 1, share, text: String(Math.round(share * 100)), tip: `part ${index}` }
  })
}

const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 6,
  maxLength: 6,
})
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** A quarter as a page gives it: parts or nothing known, a mark or none, an expectation or none. */
const column = fc
  .record({
    weights: fc.option(weights),
    level: fc.option(share),
    expected: fc.option(share),
    quarter: fc.integer({ min: 1, max: 4 }),
  })
  .map(
    ({ weights: own, level, expected, quarter }): StackColumn => ({
      name: `T${quarter}\u00a026`,
      parts: own === null ? null : partsOf(own),
      level: level === null ? null : { share: level, text: `${Math.round(level * 100)}\u202f%` },
      expected: expected === null ? null : { share: expected, tip: 'expected' },
      tip: 'nothing known',
      open: quarter === 1,
    }),
  )

const shownAt = (labels: readonly PartLabel[], width: number) =>
  labels.filter(({ roomy }) => !roomy || width >= ROOMY)

test('no text of the columns meets another or leaves, whatever the shares, at every width', () => {
  fc.assert(
    fc.property(fc.array(column, { minLength: 1, maxLength: 12 }), (columns) => {
      const layout = layoutStackedColumns(columns)
      for (const width of [...WIDTHS, ROOMY - 1, ROOMY]) expectReadable(shownAt(layout.labels, width), width)
    }),
    { numRuns: 500 },
  )
})

test('parts are as tall as their shares and fill the column; a part below nothing has no room', () => {
  fc.assert(
    fc.property(weights, (own) => {
      fc.pre(own.some((weight) => weight > 0.01))
      const [only] = layoutStackedColumns([
        { name: 'T3\u00a026', parts: partsOf(own), level: null, expected: null, tip: '', open: false },
      ]).columns
      const heights = only?.segments?.map(({ height }) => height) ?? []
      expect(heights.reduce((sum, height) => sum + height, 0)).toBeCloseTo(226, 0)
      for (const part of partsOf(own)) {
        const drawn = only?.segments?.find(({ look }) => look === part.look)?.height ?? 0
        expect(Math.abs(drawn - part.share * 226)).toBeLessThan(0.05)
      }
    }),
  )
  // A credit larger than what was billed: the other parts are drawn, and never beyond the column.
  const parts = partsOf([0.9, 0.3, -0.2, 0, 0, 0])
  const [credited] = layoutStackedColumns([
    { name: '', parts, level: null, expected: null, tip: '', open: false },
  ]).columns
  expect(credited?.segments?.map(({ look }) => look)).toEqual([1, 2])
  expect(Math.min(...(credited?.segments?.map(({ y }) => y) ?? []))).toBeGreaterThanOrEqual(10)
})

test('a quarter that is not over stands on a hatched foot, between its column and its name', () => {
  const one = { name: 'T4\u00a026', parts: partsOf([1, 1, 1, 1, 1, 1]), level: null, expected: null, tip: '' }
  const draw = (open: boolean) =>
    renderToStaticMarkup(<StackedColumns layout={layoutStackedColumns([{ ...one, open }])} title="" />)
  const [, y = '', height = ''] = /class="open"[^>]* y="(\d+)" height="(\d+)"/.exec(draw(true)) ?? []
  expect(Number(y)).toBeGreaterThan(236)
  // Letters of 11 px on a line at 253 px.
  expect(Number(y) + Number(height)).toBeLessThan(253 - 9.5)
  expect(draw(false)).not.toContain('open')
})

test('what is not known has no parts, and the trajectory has no point before it begins', () => {
  const known = {
    name: 'T3\u00a026',
    level: { share: 0.5, text: '50\u202f%' },
    tip: 'nothing known',
    open: false,
  }
  const layout = layoutStackedColumns([
    { ...known, parts: null, level: null, expected: null },
    { ...known, parts: partsOf([1, 1, 0, 0, 0, 0]), expected: { share: 0.25, tip: '' } },
    { ...known, parts: partsOf([1, 1, 0, 0, 0, 0]), expected: { share: 0.75, tip: '' } },
  ])
  expect(layout.columns[0]?.segments).toBeNull()
  expect(layout.dots).toHaveLength(2)
  // Three quarters of the way up lies above a quarter of it, on the axis of the parts.
  expect(layout.dots[1]?.y).toBeCloseTo(236 - 0.75 * 226, 1)
  expect(layout.dots[0]?.y).toBeCloseTo(236 - 0.25 * 226, 1)
  const picture = renderToStaticMarkup(<StackedColumns layout={layout} title="Trois trimestres" />)
  expect(picture).toContain('<title>nothing known</title>')
  expect(picture).not.toContain('style=')
})

test('every text of a bar stands within its own part', () => {
  fc.assert(
    fc.property(weights, fc.option(share), (own, mark) => {
      const layout = layoutStackedBar(partsOf(own), mark)
      for (const width of [...WIDTHS, ROOMY]) {
        expectReadable(shownAt(layout.labels, width), width)
        for (const label of shownAt(layout.labels, width)) {
          const part = layout.segments.find(({ look }) => look === label.look)
          const box = labelBox(label, width)
          expect(box.left).toBeGreaterThanOrEqual(((part?.x ?? 100) / 100) * width - 0.1)
          expect(box.right).toBeLessThanOrEqual((((part?.x ?? 0) + (part?.width ?? 0)) / 100) * width + 0.1)
        }
      }
    }),
    { numRuns: 500 },
  )
  const picture = renderToStaticMarkup(
    <StackedBar layout={layoutStackedBar(partsOf([2, 1, 1, 3, 0, 1]), 0.5)} title="Dépense" />,
  )
  expect(picture).not.toContain('style=')
})
