import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { transformWithEsbuild } from 'vite'
import { expect, test } from 'vitest'
import { SynthesisSample } from '#tests/components/synthesis-sample.tsx'

const BROTLI_5 = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

function weight(text: string): number {
  return brotliCompressSync(text, BROTLI_5).length
}

function readStyles(): string {
  const index = readFileSync('app/styles/index.css', 'utf8')
  const files = [...index.matchAll(/"\.\/(.+?)"/g)].map(([, name]) => `app/styles/${name}`)
  return files.map((file) => readFileSync(file, 'utf8')).join('\n')
}

test('a whole Synthèse and its style sheet stay far below 25 kB, the style sheet below 7', async () => {
  const { code: css } = await transformWithEsbuild(readStyles(), 'index.css', { loader: 'css', minify: true })
  const html = renderToStaticMarkup(<SynthesisSample theme={null} />)
  expect(weight(css)).toBeLessThan(7_000)
  expect(weight(css) + weight(html)).toBeLessThan(16_000)
})

test('the page carries no style attribute, no inline script, and one symbol per status', () => {
  const html = renderToStaticMarkup(<SynthesisSample theme="dark" />)
  expect(html).not.toMatch(/ style=|<script|<style|onclick/)
  expect(html.match(/<symbol/g)).toHaveLength(4)
})

test('the tooltip script stays below 1.4 kB', async () => {
  const source = readFileSync('app/charts/tooltips.client.ts', 'utf8')
  const { code } = await transformWithEsbuild(source, 'tooltips.client.ts', { minify: true })
  expect(weight(code)).toBeLessThan(1_400)
})

test('every class of the sample is known to the style sheet, or needs no style', () => {
  const css = readStyles()
  const html = renderToStaticMarkup(<SynthesisSample theme={null} />)
  const used = new Set([...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(' ') ?? []))
  const marks = new Set([
    'columns',
    'sparkline',
    'is-start',
    'is-end',
    'is-cause',
    'page-synthesis',
    'end',
    'neutral',
  ])
  const unknown = [...used].filter(
    (name) => !new RegExp(`\\.${name}(?![\\w-])`).test(css) && !marks.has(name),
  )
  expect(unknown).toEqual([])
})
