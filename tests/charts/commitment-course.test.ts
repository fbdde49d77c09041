import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CourseInput, layoutCourse } from '#app/charts/commitment-course.layout.ts'
import { labelBox, overlap } from '#app/charts/label.ts'

const levels = fc.option(fc.double({ min: -1, max: 3, noNaN: true }), { nil: null, freq: 4 })
const reals = fc.double({ min: -1, max: 3, noNaN: true })

const inputs: fc.Arbitrary<CourseInput> = fc
  .record({
    quarters: fc.array(
      fc.record({
        name: fc.constantFrom('T1 24', 'T4 26'),
        tip: fc.constant('T1 2024'),
        level: levels,
        expected: levels,
        gap: levels,
        isKept: fc.boolean(),
        isOpen: fc.constant(false),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    ahead: fc.array(
      fc.record({
        name: fc.constant('T4 30'),
        expected: reals,
        projected: fc.option(
          fc.record({ value: reals, low: reals, high: reals }).map(({ value, low, high }) => ({
            value,
            low: Math.min(value, low),
            high: Math.max(value, high),
          })),
          { nil: null },
        ),
      }),
      { maxLength: 20 },
    ),
    tolerance: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .filter(({ quarters }) => quarters.some(({ level, expected }) => level !== null || expected !== null))
  .map((parts) => ({
    ...parts,
    texts: { level: '−8,0 %', target: 'Cible −30 %', projected: 'Prévu −18,3 %' },
    scaleText: (level) => `${(level * 100).toFixed(0)} %`,
  }))

const INSIDE = { least: 0, most: 100 }

test('every mark of the way to a target is within the picture, and no two of its texts meet', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const layout = layoutCourse(input)
      for (const { x, y } of [...layout.dots, ...(layout.target === null ? [] : [layout.target])]) {
        expect(x).toBeGreaterThanOrEqual(INSIDE.least)
        expect(x).toBeLessThanOrEqual(INSIDE.most)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(layout.height)
      }
      for (const width of [300, 600, 960]) {
        const boxes = [...layout.scale.map(({ label }) => label), ...layout.labels].map((label) =>
          labelBox(label, width),
        )
        for (const [index, box] of boxes.entries()) {
          expect(box.top).toBeGreaterThanOrEqual(0)
          expect(box.bottom).toBeLessThanOrEqual(layout.height + 1)
          for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false)
        }
      }
    }),
  )
})

test('the lines of the scale lie where the levels they name lie', () => {
  const quarter = (level: number) => ({
    name: 'T1 24',
    tip: '',
    level,
    expected: null,
    gap: null,
    isKept: true,
    isOpen: false,
  })
  const named: number[] = []
  const layout = layoutCourse({
    quarters: [quarter(0), quarter(0.5), quarter(1)],
    ahead: [],
    tolerance: 0.1,
    texts: { level: '', target: '', projected: null },
    scaleText: (level) => {
      named.push(level)
      return String(level)
    },
  })
  const middle = layout.scale[named.indexOf(0.5)]
  expect(named).toContain(0.5)
  expect(middle?.y).toBe(layout.dots[1]?.y)
})
