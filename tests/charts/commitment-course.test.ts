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
        look: fc.constantFrom('good' as const, 'warn' as const, 'bad' as const),
        isPartial: fc.constant(false),
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
    elapsed: fc.double({ min: 0, max: 1, noNaN: true }),
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
    look: 'good' as const,
    isPartial: false,
  })
  const named: number[] = []
  const layout = layoutCourse({
    quarters: [quarter(0), quarter(0.5), quarter(1)],
    ahead: [],
    elapsed: 1,
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

/** The points of a path drawn by straight lines, x in %, y in px; one list for each stretch. */
const stretches = (path: string) =>
  path
    .split('M')
    .filter((part) => part !== '')
    .map((part) => part.split('L').map((point) => point.split(',').map(Number) as [number, number]))

/** Whether a line enters the box, looked at every tenth of a pixel of its length along x. */
function enters(path: string, box: ReturnType<typeof labelBox>, width: number): boolean {
  return stretches(path).some((points) =>
    points.some(([fromX, fromY], index) => {
      const [toX, toY] = points[index + 1] ?? [fromX, fromY]
      return Array.from({ length: 401 }, (_, step) => step / 400).some((part) => {
        const [x, y] = [((fromX + (toX - fromX) * part) / 100) * width, fromY + (toY - fromY) * part]
        return x > box.left + 0.5 && x < box.right - 0.5 && y > box.top + 0.5 && y < box.bottom - 0.5
      })
    }),
  )
}

test('the text of the target is never struck by the trajectory', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const layout = layoutCourse(input)
      const target = layout.labels.find(({ text }) => text === input.texts.target)
      for (const width of [300, 358, 600, 960])
        if (target !== undefined)
          expect(enters(layout.trajectory, labelBox(target, width), width)).toBe(false)
    }),
  )
})

test('the target of a straight trajectory is told, however steep, on both sides of what is projected', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 2, max: 20 }),
      fc.constantFrom(-1, 1),
      fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      (known, toCome, way, off) => {
        const expected = (at: number) => (way * at) / (known + toCome - 1)
        const layout = layoutCourse({
          quarters: Array.from({ length: known }, (_, at) => ({
            name: 'T1 24',
            tip: '',
            level: expected(at) + off,
            expected: expected(at),
            gap: 0,
            look: 'good' as const,
            isPartial: false,
          })),
          ahead: Array.from({ length: toCome }, (_, index) => ({
            name: 'T4 30',
            expected: expected(known + index),
            projected: null,
          })),
          elapsed: 1,
          tolerance: 0.1,
          texts: { level: '−8,0 %', target: 'Cible −30,0 tCO₂e', projected: null },
          scaleText: (level) => `${(level * 100).toFixed(0)} %`,
        })
        expect(layout.labels.map(({ text }) => text)).toContain('Cible −30,0 tCO₂e')
      },
    ),
  )
})

test('all of an interval is seen, or the picture says where it was cut and still gives the course two thirds of itself', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const layout = layoutCourse(input)
      const ends = input.ahead.flatMap(({ projected }) =>
        projected === null ? [] : [projected.low, projected.high],
      )
      const way = [
        ...input.quarters.flatMap(({ level, expected }) => [level, expected]),
        ...input.ahead.flatMap(({ expected, projected }) => [expected, projected?.value ?? null]),
      ].filter((value) => value !== null)
      const [low, high] = [Math.min(...way), Math.max(...way)]
      const isWider = ends.some((end) => end < low || end > high)
      if (layout.cut !== null) {
        expect(isWider).toBe(true)
        expect([layout.cut.low, layout.cut.high]).toEqual([Math.min(...ends), Math.max(...ends)])
      } else if (isWider) {
        const whole = Math.max(high, ...ends) - Math.min(low, ...ends)
        expect((high - low) / whole).toBeGreaterThanOrEqual(2 / 3 - 1e-9)
      }
    }),
  )
})

test('a straight trajectory is drawn straight through a quarter that is open', () => {
  const expected = (at: number) => at / 8
  const layout = layoutCourse({
    quarters: [0, 1, 2, 2.4].map((at) => ({
      name: 'T1 24',
      tip: '',
      level: 0.5,
      expected: expected(at),
      gap: 0,
      look: 'good' as const,
      isPartial: at === 2.4,
    })),
    ahead: [4, 5, 6].map((at) => ({ name: 'T4 30', expected: expected(at), projected: null })),
    elapsed: 0.4,
    tolerance: 0.1,
    texts: { level: '', target: '', projected: null },
    scaleText: String,
  })
  const [points = []] = stretches(layout.trajectory)
  const slopes = points
    .slice(1)
    .map(([x, y], index) => (y - (points[index]?.[1] ?? 0)) / (x - (points[index]?.[0] ?? 0)))
  for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0] ?? Number.NaN, 1)
})
