import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanFile } from '#app/imports/reading/scan-file.server.ts'
import { refusalOf, temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

const refuse = (content: string | Uint8Array, name?: string) =>
  refusalOf(scanFile(temporaryFile(content, name)))

test('a scan counts records and physical lines, and gives the SHA-256 of the bytes', async () => {
  const content = 'a,b\r\n1,"x\ny"\r\n\r\n2,"say ""hi"""'
  const path = temporaryFile(content)
  expect(await scanFile(path)).toMatchObject({
    kind: 'csv',
    path,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    bom: false,
    delimiter: ',',
    lineEnd: 'crlf',
    finalNewline: false,
    header: ['a', 'b'],
    records: 2,
    blankLines: 1,
    physicalLines: 5,
  })
})

test('a byte order mark, mixed line ends and a missing last newline are fine', async () => {
  expect(await scanFile(temporaryFile('\ufeff"a";b\n1;2\r\n3;4'))).toMatchObject({
    bom: true,
    delimiter: ';',
    lineEnd: 'mixed',
    header: ['a', 'b'],
    records: 2,
  })
})

test('progress ends with the whole file', async () => {
  const path = temporaryFile(`a,b\n${'1,2\n'.repeat(3_000_000)}`)
  const seen: [number, number][] = []
  const scan = await scanFile(path, { onProgress: (read, total) => seen.push([read, total]) })
  expect(scan.records).toBe(3_000_000)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.at(-1)).toEqual([scan.bytes, scan.bytes])
})

test('the delimiter is the one that the header holds most outside quotes', async () => {
  expect((await scanFile(temporaryFile('"a, b, c";d;e\n1;2;3\n'))).header).toEqual(['a, b, c', 'd', 'e'])
  expect((await scanFile(temporaryFile('a\tb\n1\t2\n'))).delimiter).toBe('\t')
  expect((await scanFile(temporaryFile('a|b\n1|2\n'))).delimiter).toBe('|')
  expect((await scanFile(temporaryFile('a\n1\n\n'))).records).toBe(2)
  expect((await refuse('a,b;c\n1,2\n')).reason).toBe('delimiter-unclear')
})

test('a message names the file, the physical line, the column and the remedy', async () => {
  const path = temporaryFile('a,b\n"x\ny",1\nz,"2" \n', 'bill.csv')
  const refusal = await refusalOf(scanFile(path))
  expect(refusal.message).toBe(
    `${path}, line 4, column “b”: there is text after a closing quote. A field that holds a quote is written between quotes, with the quote doubled (RFC 4180).`,
  )
})

test('a compressed file is refused with the way to decompress it', async () => {
  const refusal = await refuse(gzipSync('a,b\n1,2\n'), 'bill.csv')
  expect(refusal.reason).toBe('compressed')
  expect(refusal.message).toContain('gunzip')
  for (const [start, name] of [
    [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard'],
    [[0x50, 0x4b, 3, 4], 'ZIP'],
    [[0x42, 0x5a, 0x68, 0x39], 'bzip2'],
    [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz'],
  ] as const) {
    expect((await refuse(Uint8Array.from([...start, 1, 2, 3]))).problem).toContain(name)
  }
})

test('a cut or damaged gzip is refused before anything reads it', async () => {
  const whole = gzipSync('a,b\n1,2\n'.repeat(1000))
  const damaged = Buffer.from(whole)
  damaged.writeUInt32LE(0, damaged.length - 8)
  expect((await refuse(whole.subarray(0, whole.length / 2), 'a.csv.gz')).reason).toBe('compressed')
  expect((await refuse(damaged, 'a.csv.gz')).reason).toBe('compressed')
})

test('UTF-16 is refused with or without a mark, and Latin-1 with its line', async () => {
  expect((await refuse(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))).reason).toBe('utf-16')
  expect((await refuse(Buffer.from('a,b\n1,2\n', 'utf16le'))).reason).toBe('utf-16')
  expect((await refuse(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le').swap16())).reason).toBe('utf-16')
  const latin = await refuse(Buffer.from('a,b\n1,"x\ny"\nété,2\n', 'latin1'))
  expect([latin.reason, latin.line]).toEqual(['not-utf-8', 4])
  expect(latin.remedy).toContain('iconv')
  expect((await refuse(Buffer.from('é,b\n1,2\n', 'latin1'))).line).toBe(1)
})

test('a character that a chunk boundary cuts is whole', async () => {
  const rows = `${'é😀'.repeat(20)},1\n`.repeat(60_000)
  for (const pad of ['', 'x', 'xx', 'xxx']) {
    expect((await scanFile(temporaryFile(`a${pad},b\n${rows}`))).records).toBe(60_000)
  }
  const cut = Buffer.from(`a,b\n${'x'.repeat(10)},é`).subarray(0, -1)
  expect((await refuse(cut)).reason).toBe('not-utf-8')
})

test('NUL bytes, an empty file and a header alone are refused', async () => {
  const nul = await refuse('a,b\n1,2\n3,\u00004\n')
  expect([nul.reason, nul.line]).toEqual(['nul-byte', 3])
  expect((await refuse('')).reason).toBe('empty')
  expect((await refuse('\ufeff')).reason).toBe('blank-header')
  expect((await refuse('a,b')).reason).toBe('header-only')
  expect((await refuse('a,b\r\n\r\n')).reason).toBe('header-only')
})

test('a file cut inside a quoted field names the line where its record starts', async () => {
  const cut = await refuse('a,b\n1,2\n3,"four\nfive\nsix')
  expect([cut.reason, cut.line, cut.column]).toEqual(['unclosed-quote', 3, 'b'])
})

test('a record with missing or extra fields, empty ones included, names its line', async () => {
  const missing = await refuse('a,b,c\n1,2,3\n"x\n",2\n4,5,6\n')
  expect([missing.reason, missing.line]).toEqual(['missing-fields', 3])
  expect(missing.problem).toContain('2 fields where the header has 3')
  expect((await refuse('a,b\n1,2\n3\n')).problem).toContain('1 field where the header has 2')
  const extra = await refuse('a,b\n1,2\n3,4,\n')
  expect([extra.reason, extra.line]).toEqual(['extra-fields', 3])
  const cut = await refuse('a,b,c\n1,2,3\n4,5')
  expect([cut.reason, cut.line]).toEqual(['missing-fields', 3])
  expect(cut.remedy).toContain('cut')
})

test('a quote in a plain field and text after a closing quote name their own line', async () => {
  const quote = await refuse('a,b\n1,2\n"x\ny",5"\n')
  expect([quote.reason, quote.line, quote.column]).toEqual(['quote-in-plain-field', 4, 'b'])
  const after = await refuse('a,b\n"x"y,2\n')
  expect([after.reason, after.line, after.column]).toEqual(['text-after-quote', 2, 'a'])
})

test('a carriage return alone is refused outside quotes and kept inside', async () => {
  expect((await refuse('a,b\r1,2\r3,4\r')).reason).toBe('lone-carriage-return')
  expect((await refuse('a,b\n1,2\r')).reason).toBe('lone-carriage-return')
  expect((await scanFile(temporaryFile('a,b\n"1\r2",3\n'))).records).toBe(1)
})

test('a header with a blank or repeated name, a blank first line or a spreadsheet hint is refused', async () => {
  expect((await refuse('a,,c\n1,2,3\n')).problem).toContain('column 2 of 3')
  expect((await refuse('a,b,\n1,2,\n')).reason).toBe('blank-header')
  const twice = await refuse('a,b," a "\n1,2,3\n')
  expect([twice.reason, twice.column]).toEqual(['duplicate-header', 'a'])
  expect((await refuse('\na,b\n1,2\n')).reason).toBe('blank-header')
  expect((await refuse('sep=;\na;b\n1;2\n')).reason).toBe('separator-line')
  expect((await scanFile(temporaryFile('a,A\n1,2\n'))).header).toEqual(['a', 'A'])
  expect((await scanFile(temporaryFile('"a\n""x""",b\n1,2\n'))).header).toEqual(['a\n"x"', 'b'])
})

test('a missing file, a folder and a header without end are refused', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'sub'))
  expect((await refusalOf(scanFile(join(folder, 'none.csv')))).reason).toBe('missing')
  expect((await refusalOf(scanFile(join(folder, 'sub')))).reason).toBe('not-a-file')
  expect((await refuse('x'.repeat(1_100_000))).reason).toBe('header-too-long')
})

test('a record longer than 16 MiB is refused where it starts', async () => {
  const long = await refuse(`a,b\n1,2\n3,"${'x\n'.repeat(9 * 1024 * 1024)}"\n`)
  expect([long.reason, long.line]).toEqual(['record-too-long', 3])
})

test('every text that RFC 4180 can write is scanned with its records and physical lines', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ', '😀') })
  const table = fc.array(fc.tuple(cell, cell, fc.constantFrom('\n', '\r\n')), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, newline) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const body = rows.map(([a, b, end]) => `${quote(a)},${quote(b)}${end}`).join('')
      const text = `a,b\n${newline ? body : body.replace(/\r?\n$/, '')}`
      const path = temporaryFile(text)
      const scan = await scanFile(path)
      expect(scan.records).toBe(rows.length)
      expect(scan.physicalLines).toBe(text.split('\n').length - (text.endsWith('\n') ? 1 : 0))
      expect(scan.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
    }),
    { numRuns: 200 },
  )
})
