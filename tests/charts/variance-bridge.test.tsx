import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type BridgeInput, layoutBridge, PADDING } from '#app/charts/variance-bridge.layout.ts'
import { VarianceBridge } from '#app/charts/variance-bridge.tsx'
import { formatScaled } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import { expectReadable } from '#tests/charts/geometry.ts'

function bridgeOf(start: number, deltas: readonly (number | null)[], spread = 0): BridgeInput {
  const delta = deltas.reduce<number>((sum, item) => sum + (item ?? 0), 0)
  const scale = scaleFor(
    Math.max(...[start, start + delta, ...deltas].map((item) => Math.abs(item ?? 0))),
    'kgCO2e',
    'fr',
  )
  const signed = (value: number | null) => formatScaled(value, scale, 'fr', 'always')
  const tone = (value: number | null) => ((value ?? 0) > 0 ? 'bad' : 'good')
  return {
    start: { name: 'T2 2026', note: 'niveau de départ', text: formatScaled(start, scale, 'fr') },
    causes: deltas.map((item, index) => ({
      name: `Cause ${index}`,
      note: '',
      delta: item,
      text: signed(item),
      tone: tone(item),
    })),
    change: {
      name: 'Variation',
      note: 'trait : intervalle',
      delta,
      text: signed(delta),
      tone: 'neutral',
      interval: spread === 0 ? null : { low: delta - spread, high: delta + spread },
    },
    end: { name: 'T3 2026', note: 'niveau d’arrivée', text: formatScaled(start + delta, scale, 'fr') },
  }
}

test('bars have their true length, and each begins where the one before ended', () => {
  const { rows } = layoutBridge(bridgeOf(13_400, [600, 400, -400, -2000]))
  const [volume, mix, efficiency, grid] = rows.filter(({ kind }) => kind === 'cause')
  expect((grid?.bar?.width ?? 0) / (mix?.bar?.width ?? 1)).toBeCloseTo(5, 1)
  expect(volume?.to).toBe(mix?.from)
  expect(mix?.to).toBe(efficiency?.from)
  expect(rows.at(-1)?.from).toBe(rows.at(-2)?.to)
})

test('causes that do not add up to the change are refused by name', () => {
  const input = bridgeOf(10, [1, 2])
  expect(() => layoutBridge({ ...input, change: { ...input.change, delta: 4 } })).toThrow(
    'the causes add up to 3',
  )
})

test('a cause that cannot be told apart has no bar', () => {
  const { rows } = layoutBridge(bridgeOf(10, [1, null, 2]))
  expect(rows.filter(({ kind, bar }) => kind === 'cause' && bar === null)).toHaveLength(1)
})

test('no figure leaves the picture, at any width, for any data', () => {
  const delta = fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { freq: 8 })
  const factor = fc.constantFrom(0.001, 1, 5e3, 1e9)
  fc.assert(
    fc.property(
      fc.array(delta, { maxLength: 8 }),
      factor,
      fc.double({ min: 0, max: 2, noNaN: true }),
      (list, size, spread) => {
        const deltas = list.map((item) => (item === null ? null : item * size))
        const layout = layoutBridge(bridgeOf(size * 3, deltas, spread * size))
        for (const width of [288, 358, 688, 1296]) {
          const inner = Math.max(24, width * 0.62 - 2 * PADDING)
          for (const { label } of layout.rows) expectReadable([label], inner, PADDING)
        }
        for (const { bar } of layout.rows) {
          if (bar !== null) expect(bar.x >= 0 && bar.x + bar.width <= 100.02).toBe(true)
        }
        expect(JSON.parse(JSON.stringify(layout))).toEqual(layout)
      },
    ),
  )
})

test('the picture', async () => {
  const layout = layoutBridge(bridgeOf(13_400, [600, 400, -400, -100, -2000, 400], 650))
  const picture = renderToStaticMarkup(
    <VarianceBridge layout={layout} title="Empreinte, du T2 au T3 2026" unit="tCO₂e" />,
  )
  expect(picture).not.toContain('style=')
  await expect(picture).toMatchFileSnapshot('../output/variance-bridge.html')
})
