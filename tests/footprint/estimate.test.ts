import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  estimateEmissions,
  estimateEnergy,
  methodWidth,
  referenceAccelerator,
  type Use,
} from '#app/footprint/estimate.ts'
import { acceleratorOf } from '#app/footprint/factors.ts'
import { compare, fraction, ONE, toNumber } from '#app/footprint/fraction.ts'

const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map(fraction)
const accelerator = referenceAccelerator()

test('energy grows with hours, and with either kind of token, at every boundary', () => {
  const use = fc.constantFrom<Use>('busy', 'idle', 'unknown')
  fc.assert(
    fc.property(amount, amount, amount, use, (a, b, other, spent) => {
      const hours = (gpuHours: typeof a) =>
        estimateEnergy({ from: 'gpu_hours', gpuHours, use: spent, accelerator }, ONE)
      const input = (inputTokens: typeof a) =>
        estimateEnergy(
          { from: 'tokens', inputTokens, outputTokens: other, activeB: fraction(7), accelerator },
          ONE,
        )
      const output = (outputTokens: typeof a) =>
        estimateEnergy(
          { from: 'tokens', inputTokens: other, outputTokens, activeB: fraction(7), accelerator },
          ONE,
        )
      for (const energy of [hours, input, output])
        for (const boundary of ['gpu', 'it', 'facility'] as const) {
          const [low, high] = [energy(a)[boundary], energy(b)[boundary]]
          if (low !== null && high !== null) expect(compare(low, high)).toBe(compare(a, b))
        }
    }),
  )
})

test('a busy hour costs more than one whose use is unknown, and that more than an idle one', () => {
  const hour = (use: Use) =>
    toNumber(estimateEnergy({ from: 'gpu_hours', gpuHours: ONE, use, accelerator }, ONE).it)
  expect(hour('busy')).toBeGreaterThan(hour('unknown'))
  expect(hour('unknown')).toBeGreaterThan(hour('idle'))
  expect(hour('idle')).toBeGreaterThan(0)
})

test('emissions of one kWh are the grid factor', () => {
  expect(toNumber(estimateEmissions(fraction(1000), fraction('15.83')))).toBe(15.83)
})

test('the widths of the methods are those of the written rule', () => {
  const width = (method: Parameters<typeof methodWidth>[0]) => {
    const { low, high } = methodWidth(method)
    return [toNumber(low), toNumber(high)].map((side) => Number(side.toFixed(3)))
  }
  expect(width('tokens')).toEqual([4, 4])
  expect(width('gpu_hours_used')).toEqual([2.667, 1.75])
  expect(width('gpu_hours')).toEqual([2.3, 3.043])
  expect(width('metered')).toEqual([1.02, 1.02])
})

test('tokens on an accelerator whose peak no source gives are refused, with what to do', () => {
  const unknownPeak = acceleratorOf('l4')
  if (unknownPeak === null) throw new Error('the L4 is not in the files')
  const tokens = { from: 'tokens', inputTokens: ONE, outputTokens: ONE, activeB: fraction(7) } as const
  expect(() => estimateEnergy({ ...tokens, accelerator: unknownPeak }, ONE)).toThrow(
    /peak of « l4 » is not in/,
  )
})
