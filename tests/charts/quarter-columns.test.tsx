import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { labelBox, NARROW, overlap, WIDE } from '#app/charts/label.ts'
import { layoutColumns, type QuarterColumn } from '#app/charts/quarter-columns.layout.ts'
import { QuarterColumns } from '#app/charts/quarter-columns.tsx'
import { formatScaled } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { expectReadable, WIDTHS } from '#tests/charts/geometry.ts'
import { standalone } from '#tests/charts/standalone.ts'

type Values = readonly (number | null)[]

function columnsOf(values: Values, capacities: Values = [], plans: Values = []): QuarterColumn[] {
  const scale = scaleFor(Math.max(...values.map((value) => Math.abs(value ?? 0))), 'EUR', 'fr')
  const last = values.length - 1
  return values.map((value, index) => {
    const name = `T${(index % 4) + 1}\u00a0${23 + Math.floor(index / 4)}`
    const label = formatScaled(value, scale, 'fr')
    const emphasis =
      index === last ? 'current' : index === last - 1 || index === last - 4 ? 'comparison' : 'past'
    const [capacity, plan] = [capacities[index] ?? null, plans[index] ?? null]
    return { name, value, label, tip: `${name} : ${label}`, emphasis, open: false, capacity, plan }
  })
}

const requests = [9.8, 11.5, 13.2, 14, 17, 20.4, 23.6, 28.2, 32.1, 36, 39.2, 41.8]

test('columns start at zero, and a missing quarter is a place without a bar', () => {
  const layout = layoutColumns({ columns: columnsOf([2, null, 0, 4]), interval: null })
  const [two, missing, zero, four] = layout.columns
  expect(missing?.bar).toBeNull()
  expect(zero?.bar?.height).toBe(1)
  expect((two?.bar?.height ?? 0) / (four?.bar?.height ?? 1)).toBeCloseTo(0.5, 2)
})

test('a value that is not shown says so where its column would stand', () => {
  const columns = columnsOf([2, 3, null]).map((column) =>
    column.value === null ? { ...column, label: 'n.m.' } : column,
  )
  const texts = layoutColumns({ columns, interval: null }).labels.map(({ text }) => text)
  expect(texts).toContain('n.m.')
  expect(texts).not.toContain('–')
})

test('the first, the two comparison quarters and the last are named at 288 px', () => {
  const { labels } = layoutColumns({ columns: columnsOf(requests), interval: null })
  const shown = labels.map(({ text }) => text)
  for (const text of ['41,8', '28,2', 'T1\u00a023', 'T4\u00a024', 'T4\u00a025']) expect(shown).toContain(text)
})

test('no label meets another, covers a column or leaves, whatever the data', () => {
  const size = fc.constantFrom(1, 50, 1e3, 1e6, 1e12)
  const value = fc.option(fc.double({ min: -0.2, max: 1, noNaN: true }), { freq: 6 })
  const series = fc.array(value, { minLength: 1, maxLength: 14 })
  fc.assert(
    fc.property(
      series,
      series,
      series,
      size,
      fc.boolean(),
      (values, capacities, plans, factor, hasInterval) => {
        const grow = (list: Values) => list.map((item) => (item === null ? null : item * factor))
        const last = (values.at(-1) ?? 0) * factor
        const interval = hasInterval ? { low: last * 0.7, high: last * 1.4 } : null
        const columns = columnsOf(grow(values), grow(capacities), grow(plans))
        const layout = layoutColumns({ columns, interval })
        for (const width of [NARROW, WIDE, ...WIDTHS]) {
          expectReadable(layout.labels, width)
          for (const label of layout.labels.filter(({ wide }) => !wide || width >= WIDE)) {
            for (const { x, width: share, bar } of layout.columns) {
              if (bar === null) continue
              const [left, right] = [(x / 100) * width, ((x + share) / 100) * width]
              const box = { left, right, top: bar.y, bottom: bar.y + bar.height }
              expect(overlap(labelBox(label, width), box), `« ${label.text} » covers a column`).toBe(false)
            }
          }
        }
        expect(JSON.parse(JSON.stringify(layout))).toEqual(layout)
      },
    ),
    { numRuns: 500 },
  )
})

test('the picture', async () => {
  const capacities = requests.map((value) => value * 1.3)
  const columns = columnsOf([...requests.slice(0, 4), null, ...requests.slice(5)], capacities)
  const layout = layoutColumns({ columns, interval: { low: 38, high: 47 } })
  const picture = renderToStaticMarkup(
    <QuarterColumns layout={layout} title="Douze trimestres, de 9,8 à 41,8" />,
  )
  expect(picture).not.toContain('style=')
  await expect(standalone(picture, 320)).toMatchFileSnapshot('../output/quarter-columns.svg')
})
