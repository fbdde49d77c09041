import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { layoutMonths, layoutYearBar, type MonthColumn, ROOMY } from '#app/charts/year-months.layout.ts'
import { YearBar, YearMonths } from '#app/charts/year-months.tsx'
import { formatScaled } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { expectReadable, WIDTHS } from '#tests/charts/geometry.ts'

function columnsOf(
  values: readonly (number | null)[],
  plans: readonly (number | null)[] = [],
): MonthColumn[] {
  const scale = scaleFor(Math.max(...values.map((value) => Math.abs(value ?? 0))), 'EUR', 'fr')
  return values.map((value, index) => ({
    initial: 'JFMAMJJASOND'[index] ?? '',
    value,
    label: formatScaled(value, scale, 'fr'),
    tip: `mois ${index + 1}`,
    isForecast: index >= 10,
    plan: plans[index] ?? null,
  }))
}

test('known months are solid, months to come hatched, a month that is not known is a dashed place', () => {
  const layout = layoutMonths(columnsOf([2, null, 4, 4, 4, 4, 4, 4, 4, 4, 1, 4], [3]))
  expect(layout.months.map(({ look }) => look[0]).join('')).toBe('auaaaaaaaaff')
  expect((layout.months[0]?.height ?? 0) / (layout.months[2]?.height ?? 1)).toBeCloseTo(0.5, 2)
  const picture = renderToStaticMarkup(<YearMonths layout={layout} title="Coût par mois" />)
  expect(picture.match(/class="current open"/g)).toHaveLength(2)
  expect(picture.match(/class="plan"/g)).toHaveLength(1)
})

test('labels meet nothing and leave nothing, at any width, for any amounts', () => {
  const amount = fc.option(fc.double({ min: -1e6, max: 1e9, noNaN: true }), { freq: 10 })
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 12 }),
      fc.array(amount, { minLength: 12, maxLength: 12 }),
      (values, plans) => {
        const layout = layoutMonths(columnsOf(values, plans))
        for (const width of [...WIDTHS, ROOMY])
          expectReadable([...layout.initials, ...(width >= ROOMY ? layout.values : [])], width)
      },
    ),
  )
})

test('the year is one bar: what is known, then what is forecast, its interval, the plan around', () => {
  const layout = layoutYearBar({ actual: 60, rest: 20, interval: { low: 75, high: 100 }, plan: 90 })
  expect(layout.actual).toMatchObject({ x: 0, width: 59.7 })
  expect(layout.rest).toMatchObject({ x: 59.7, width: 19.9 })
  expect(layout.whisker).toMatchObject({ low: 74.63, high: 99.5 })
  expect(layout.plan).toMatchObject({ x: 0, width: 89.55 })
  const done = layoutYearBar({ actual: 60, rest: 0, interval: null, plan: null })
  expect([done.rest, done.whisker, done.plan]).toEqual([null, null, null])
  expect(renderToStaticMarkup(<YearBar layout={done} title="Total" />)).not.toContain('open')
})
