import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDocumentCache } from '#app/server/document-cache.ts'
import { canonicalAddress } from '#app/server/document-request.ts'

const document = (bytes: number) => ({ brotli: Buffer.alloc(bytes), headers: [] })

test('the documents used last are kept, within the bytes given, whatever is asked', () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    bytes: fc.option(fc.integer({ min: 0, max: 60 })),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const limit = 100
      const cache = createDocumentCache(limit)
      // Oldest first, as a list that is too simple to be wrong; a key weighs two bytes.
      let kept: { key: string; bytes: number }[] = []
      for (const { key, bytes } of steps) {
        const found = kept.find((entry) => entry.key === key)
        const others = kept.filter((entry) => entry.key !== key)
        if (bytes === null) {
          expect(cache.get(key)?.brotli.length ?? null).toBe(found?.bytes ?? null)
          if (found !== undefined) kept = [...others, found]
        } else {
          cache.set(key, document(bytes))
          kept = [...others, { key, bytes }]
          while (kept.reduce((sum, entry) => sum + entry.bytes + 2, 0) > limit) kept.shift()
        }
      }
      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        expect(cache.get(key) !== null).toBe(kept.some((entry) => entry.key === key))
      }
    }),
  )
})

test('a document larger than the whole cache is not kept, nor is the older one of its key', () => {
  const cache = createDocumentCache(100)
  cache.set('a', document(10))
  cache.set('b', document(10))
  cache.set('a', document(200))
  expect(cache.get('a')).toBeNull()
  expect(cache.get('b')).not.toBeNull()
})

test('the order of different parameters does not tell addresses apart; values, and their order within one name, do', () => {
  expect(canonicalAddress('/fr?b=2&a=1')).toBe(canonicalAddress('/fr?a=1&b=2'))
  expect(canonicalAddress('/fr?a=1&a=2')).not.toBe(canonicalAddress('/fr?a=2&a=1'))
  expect(canonicalAddress('/fr?a=1%262')).not.toBe(canonicalAddress('/fr?a=1&2'))
  expect(canonicalAddress('/fr?')).toBe('/fr')
})
