import { gzipSync } from 'node:zlib'
import { readTable, type Table } from '#tests/imports/reading/rfc4180-reference.ts'

export type Mutant = { name: string; bytes: Buffer }
type Random = () => number
type Mutate = (original: Buffer, random: Random) => Uint8Array

/** Damage that a file can meet: an import must refuse it, or read what an independent parser reads. */
export function harmfulMutants(original: Buffer, count: number, seed: number): Mutant[] {
  return mutants(HARMFUL, original, count, seed)
}

/** Other spellings of the same content: an import must load them with the same totals. */
export function harmlessMutants(original: Buffer, count: number, seed: number): Mutant[] {
  return mutants(HARMLESS, original, count, seed)
}

function mutants(kinds: Record<string, Mutate>, original: Buffer, count: number, seed: number): Mutant[] {
  const names = Object.keys(kinds)
  return Array.from({ length: count }, (_, index) => {
    // Each seed starts where the one before ended, so that a small campaign over several files meets every kind.
    const name = names[(index + (seed - 1) * count) % names.length] ?? ''
    const random = randomFrom(seed * 100_003 + index)
    const mutate = kinds[name]
    if (!mutate) throw new Error(`no mutation is called ${name}`)
    return { name: `${name} (seed ${seed}, number ${index})`, bytes: Buffer.from(mutate(original, random)) }
  })
}

/** Mulberry32: small, seeded, the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const below = (random: Random, limit: number) => Math.floor(random() * limit)
const splice = (bytes: Buffer, at: number, removed: number, added: Uint8Array = Buffer.alloc(0)) =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)])

/** A position of one byte value, from a random place on; of any byte when there is none. */
function find(bytes: Buffer, byte: number, random: Random): number {
  const from = below(random, bytes.length)
  const at = bytes.indexOf(byte, from)
  return at === -1 ? Math.max(bytes.indexOf(byte), 0) : at
}

const insert =
  (...added: number[]): Mutate =>
  (bytes, random) =>
    splice(bytes, below(random, bytes.length), 0, Buffer.from(added))
const remove =
  (character: string): Mutate =>
  (bytes, random) =>
    splice(bytes, find(bytes, character.charCodeAt(0), random), 1)
const double =
  (character: string): Mutate =>
  (bytes, random) =>
    splice(bytes, find(bytes, character.charCodeAt(0), random), 0, Buffer.from(character))

const HARMFUL: Record<string, Mutate> = {
  'cut anywhere': (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  'cut at the end': (bytes, random) => bytes.subarray(0, bytes.length - below(random, 400)),
  'lost start': (bytes, random) => bytes.subarray(1 + below(random, bytes.length - 1)),
  'lost block': (bytes, random) => splice(bytes, below(random, bytes.length), 1 + below(random, 5000)),
  'repeated block': (bytes, random) => {
    const at = below(random, bytes.length)
    return splice(bytes, at, 0, bytes.subarray(at, at + below(random, 3000)))
  },
  'flipped bit': (bytes, random) => {
    const copy = Buffer.from(bytes)
    const at = below(random, copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8))
    return copy
  },
  'random bytes': (bytes, random) => {
    const copy = Buffer.from(bytes)
    for (let n = 0; n < 5; n += 1) copy[below(random, copy.length)] = below(random, 256)
    return copy
  },
  'changed digit': (bytes, random) => {
    const copy = Buffer.from(bytes)
    copy[find(copy, 0x30 + below(random, 10), random)] = 0x30 + below(random, 10)
    return copy
  },
  'zeroed block': (bytes, random) => Buffer.from(bytes).fill(0, below(random, bytes.length)),
  'NUL byte': insert(0),
  'Latin-1 letter': insert(0xe9),
  'lone carriage return': insert(0x0d),
  'stray line end': insert(0x0a),
  'stray quote': insert(0x22),
  'lost quote': remove('"'),
  'lost delimiter': remove(','),
  'doubled delimiter': double(','),
  'doubled quote': double('"'),
  'lost line end': remove('\n'),
  'decimal comma': (bytes, random) => splice(bytes, find(bytes, 0x2e, random), 1, Buffer.from(',')),
  'number words': (bytes, random) => {
    const word = ['infinity', '1_000', 'NaN', '1e999', '-', '1,5'][below(random, 6)] ?? ''
    return rewrite(bytes, (table) => {
      const row = table.rows[below(random, table.rows.length)]
      if (row) row[below(random, row.length)] = word
    })
  },
  'lost cell': (bytes, random) =>
    rewrite(
      bytes,
      (table) =>
        void table.rows[below(random, table.rows.length)]?.splice(below(random, table.header.length), 1),
    ),
  'lost column of the header': (bytes, random) =>
    rewrite(bytes, (table) => void table.header.splice(below(random, table.header.length), 1)),
  'swapped columns under the same header': (bytes, random) =>
    rewrite(bytes, (table) => {
      const [a, b] = [below(random, table.header.length), below(random, table.header.length)]
      for (const row of table.rows) [row[a], row[b]] = [row[b] ?? null, row[a] ?? null]
    }),
  'repeated name': (bytes, random) =>
    rewrite(bytes, (table) => {
      table.header[below(random, table.header.length)] = table.header[0] ?? ''
    }),
  'no header': (bytes) => bytes.subarray(bytes.indexOf(0x0a) + 1),
  'header alone': (bytes) => bytes.subarray(0, bytes.indexOf(0x0a) + 1),
  'mixed line ends': (bytes, random) => mapLineEnds(bytes, () => (random() < 0.5 ? '\n' : '\r\n')),
  'old Mac line ends': (bytes) => mapLineEnds(bytes, () => '\r'),
  'UTF-16': (bytes) => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le'),
  'whole gzip': (bytes) => gzipSync(bytes),
  'cut gzip': (bytes, random) => {
    const whole = gzipSync(bytes)
    return whole.subarray(0, 20 + below(random, whole.length - 20))
  },
  empty: () => Buffer.alloc(0),
}

const HARMLESS: Record<string, Mutate> = {
  'other order of columns': (bytes, random) =>
    rewrite(bytes, (table) => {
      const order = table.header.map((_, index) => ({ index, key: random() })).sort((a, b) => a.key - b.key)
      table.header = order.map(({ index }) => table.header[index] ?? '')
      table.rows = table.rows.map((row) => order.map(({ index }) => row[index] ?? null))
    }),
  'CRLF line ends': (bytes) => mapLineEnds(bytes, () => '\r\n'),
  'mixed line ends': (bytes, random) => mapLineEnds(bytes, () => (random() < 0.5 ? '\n' : '\r\n')),
  'byte order mark': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'mark, CRLF and quotes': (bytes) =>
    Buffer.concat([
      Buffer.from('\ufeff'),
      mapLineEnds(
        rewrite(bytes, () => {}, { quoteAll: true }),
        () => '\r\n',
      ),
    ]),
  // A quoted NULL would be a text, so what is missing stays bare.
  'quotes around everything': (bytes) => rewrite(bytes, () => {}, { quoteAll: true }),
  'fewest quotes': (bytes) => rewrite(bytes, () => {}),
  semicolons: (bytes) => rewrite(bytes, () => {}, { delimiter: ';' }),
  tabs: (bytes) => rewrite(bytes, () => {}, { delimiter: '\t' }),
  'an extra x_ column': (bytes, random) =>
    rewrite(bytes, (table) => {
      const at = below(random, table.header.length + 1)
      table.header.splice(at, 0, 'x_extra')
      table.rows.forEach(
        (row, index) => void row.splice(at, 0, index % 3 === 0 ? null : `line\nend, "quote" ${index}`),
      )
    }),
  'blank lines at the end': (bytes) => Buffer.concat([bytes, Buffer.from('\n\n\r\n')]),
  'no last line end': (bytes) => Buffer.from(bytes.toString('utf8').replace(/[\r\n]+$/, '')),
  'other order of rows': (bytes, random) =>
    rewrite(bytes, (table) => {
      const keyed = table.rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key)
      table.rows = keyed.map(({ row }) => row)
    }),
}

/** Line ends outside quotes only: those inside are data. */
function mapLineEnds(bytes: Buffer, end: () => string): Buffer {
  let quoted = false
  const text = bytes.toString('utf8').replace(/"|\r?\n/g, (found) => {
    if (found !== '"') return quoted ? found : end()
    quoted = !quoted
    return found
  })
  return Buffer.from(text)
}

function rewrite(
  bytes: Buffer,
  change: (table: Table) => void,
  { quoteAll = false, delimiter = ',' }: { quoteAll?: boolean; delimiter?: string } = {},
): Buffer {
  const table = readTable(bytes)
  if (!table) throw new Error('only a sound file can be rewritten')
  change(table)
  const write = (cell: string | null) => {
    if (cell === null) return ''
    return quoteAll || cell === 'NULL' || /[",;\t|\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return Buffer.from(
    [table.header, ...table.rows].map((row) => `${row.map(write).join(delimiter)}\n`).join(''),
  )
}
