import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { layoutBesideCourse } from '#app/charts/beside-course.layout.ts'
import { BesideCourse } from '#app/charts/beside-course.tsx'
import '#tests/properties.ts'

const values = fc.array(fc.option(fc.double({ min: -2, max: 3, noNaN: true })), { maxLength: 14 })
const input = (own: readonly (number | null)[], beside: readonly (number | null)[] = []) => ({
  values: own,
  beside,
  top: 1,
  marks: [0.5],
  height: 54,
})

test('nothing leaves the picture, whatever is beyond the scale', () => {
  fc.assert(
    fc.property(values, values, (own, beside) => {
      const { path, beside: other, dots } = layoutBesideCourse(input(own, beside))
      const points = [...`${path} ${other}`.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [x, y])
      for (const [x, y] of [...points.map((point) => point.map(Number)), ...dots.map(({ x, y }) => [x, y])]) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(100)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(54)
      }
    }),
  )
})

test('two pictures of one scale put the same value at the same height, and more of it higher', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(unit, unit, values, (a, b, others) => {
      const yOf = (value: number, own: readonly (number | null)[]) =>
        layoutBesideCourse(input([...own, value])).dots.at(-1)?.y ?? Number.NaN
      expect(yOf(a, others)).toBe(yOf(a, []))
      if (a - b > 0.001) expect(yOf(a, others)).toBeLessThan(yOf(b, []))
    }),
  )
})

test('every quarter known is drawn: by a line, or by a dot where both neighbours are unknown', () => {
  const { path, dots } = layoutBesideCourse(input([0.1, null, 0.3, null, 0.5, 0.6]))
  expect(path.match(/M/g)).toHaveLength(3)
  expect(dots.map(({ quarter, isLast }) => [quarter, isLast])).toEqual([
    [0, false],
    [2, false],
    [5, true],
  ])
  // A last quarter that is unknown has no dot: the line ends where knowledge does.
  expect(layoutBesideCourse(input([0.1, 0.2, null])).dots).toEqual([])
})

test('a last period that is not over is dashed and hollow, and moves nothing of the others', () => {
  fc.assert(
    fc.property(values, (own) => {
      const [whole, open] = [input(own), { ...input(own), isOpen: true }].map(layoutBesideCourse)
      const places = (path = '') => path.match(/[\d.]+,[\d.]+/g) ?? []
      expect(new Set([...places(open?.path), ...places(open?.ahead)])).toEqual(
        // A last period that stands alone is its dot, in both.
        own.length > 1 && own.at(-1) !== null && own.at(-2) === null
          ? new Set(places(whole?.path).slice(0, -1))
          : own.length === 1
            ? new Set()
            : new Set(places(whole?.path)),
      )
      expect(open?.dots.filter((dot) => dot.isOpen).length).toBe(own.at(-1) == null ? 0 : 1)
      expect(whole?.dots.some((dot) => dot.isOpen)).toBe(false)
    }),
  )
  const drawn = renderToStaticMarkup(
    <BesideCourse layout={layoutBesideCourse({ ...input([0.1, 0.2]), isOpen: true })} title={null} />,
  )
  expect(drawn).toContain('class="ahead"')
  expect(drawn).toContain('class="trajectory"')
})

test('values below zero are below the line of zero, not on it', () => {
  const { dots, marks } = layoutBesideCourse({ ...input([0.5, -0.5]), bottom: -0.5 })
  expect(dots.at(-1)?.y).toBeGreaterThan(marks[0] ?? Number.NaN)
})

test('what is compared lies on the same quarters, and the half is marked', () => {
  const { path, beside, marks } = layoutBesideCourse(input([null, null, 0.5], [0.5, 0.5, 0.5]))
  expect(beside.endsWith(path.slice(1, -1))).toBe(true)
  expect(marks).toEqual([50, 27])
})

test('a picture without a name is silent, one that cannot be assessed is a dashed frame', () => {
  const layout = layoutBesideCourse(input([null, null]))
  const silent = renderToStaticMarkup(<BesideCourse layout={layout} title={null} isUnknown />)
  expect(silent).toContain('aria-hidden="true"')
  expect(silent).toContain('class="frame"')
  const named = renderToStaticMarkup(<BesideCourse layout={layout} title="Adoption" />)
  expect(named).toContain('role="img" aria-label="Adoption"')
  expect(named).not.toContain('frame')
})
