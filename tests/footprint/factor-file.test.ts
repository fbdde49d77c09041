import { expect, test } from 'vitest'
import { readFactors } from '#app/footprint/factor-file.ts'
import { FactorFileError } from '#app/footprint/factor-rows.ts'
import { FACTOR_FILES } from '#app/footprint/factors.ts'
import { compare } from '#app/footprint/fraction.ts'

const HEADER =
  'subject,quantity,value,low,high,unit,evidence,source,source_date,licence,valid_from,valid_to,recorded_on,note'
const GOOD = {
  subject: 'fr',
  quantity: 'intensity',
  value: '30',
  low: '20',
  high: '45',
  unit: 'gCO2e/kWh',
  evidence: 'published',
  source: 'a document, with a comma',
  source_date: '2025-06',
  licence: 'Apache-2.0',
  valid_from: '2025-01-01',
  valid_to: '2025-12-31',
  recorded_on: '2026-11-24',
  note: 'said "so"',
}

function file(...changes: Partial<typeof GOOD>[]): string {
  const rows = changes.map((change) =>
    Object.values({ ...GOOD, ...change })
      .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(','),
  )
  return [HEADER, ...rows, ''].join('\n')
}

function failure(text: string): FactorFileError {
  try {
    readFactors('grid.csv', text)
  } catch (error) {
    if (error instanceof FactorFileError) return error
    throw error
  }
  throw new Error('the file was accepted')
}

test('a sound row is read whole, quoted cells included', () => {
  const [factor] = readFactors('grid.csv', file({}))
  expect(factor).toMatchObject({
    subject: 'fr',
    source: GOOD.source,
    note: GOOD.note,
    line: 2,
    sourceDate: '2025-06',
  })
})

test.each([
  ['a grid above 1300 g', { value: '1301', high: '1400' }, /value 1301 gCO2e\/kWh is outside 0 to 1300/],
  [
    'a PUE below 1',
    { value: '0.9', low: '0.9', unit: 'facility/IT' },
    /value 0.9 facility\/IT is outside 1 to 3/,
  ],
  ['a PUE above 3', { value: '1.2', low: '1.1', high: '3.1', unit: 'facility/IT' }, /high 3.1 .*outside/],
  ['a low above the value', { low: '31' }, /width below 1/],
  ['a high below the value', { high: '29' }, /width below 1/],
  ['a low of zero', { low: '0' }, /low is 0/],
  ['an empty value', { value: '' }, /value is « {2}»/],
  ['a decimal comma', { value: '30,5' }, /value is « 30,5 »/],
  ['a negative value', { value: '-3' }, /value is « -3 »/],
  ['an unknown unit', { unit: 'kg/kWh' }, /unit « kg\/kWh » is not known/],
  ['no source', { source: '' }, /no source/],
  ['no licence', { licence: '' }, /licence/],
  ['an AGPL source', { licence: 'AGPL-3.0' }, /licence « AGPL-3.0 »/],
  ['an ODbL source', { licence: 'ODbL 1.0' }, /licence « ODbL 1.0 »/],
  ['an unlicensed source', { licence: 'unlicensed' }, /licence/],
  ['a day that is not one', { valid_from: '2025-13-01' }, /valid_from is « 2025-13-01 »/],
  ['an end before its start', { valid_to: '2024-12-31' }, /valid_to 2024-12-31 is before/],
  ['no day of record', { recorded_on: '' }, /recorded_on/],
  ['no subject', { subject: '' }, /subject or quantity is empty/],
])('%s is refused with file, line and remedy', (_, change, problem) => {
  const error = failure(file({ subject: 'other' }, change))
  expect(error).toMatchObject({ file: 'grid.csv', line: 3, message: expect.stringMatching(problem) })
  expect(error.message).toMatch(/^app\/footprint\/factors\/grid\.csv, line 3: /)
  expect(error.remedy).not.toBe('')
})

test('two values on one day are refused, one after the other are not', () => {
  const later = { valid_from: '2025-12-31', valid_to: '' }
  expect(failure(file({}, later)).message).toMatch(/two values of intensity on 2025-12-31, lines 2 and 3/)
  expect(readFactors('grid.csv', file({}, { ...later, valid_from: '2026-01-01' }))).toHaveLength(2)
})

test('another header, a missing cell and an open quote are refused', () => {
  expect(failure(file({}).replace('low,high', 'high,low'))).toMatchObject({ line: 1 })
  expect(failure(`${HEADER}\nfr,intensity,30`).message).toMatch(/line 2: 3 cells where the header has 14/)
  expect(failure(file({}).replace('said ""so"""', 'said ""so""')).message).toMatch(/line 2: unreadable cells/)
})

test('every row of the shipped files has a source, a licence and bounds around its value', () => {
  const factors = Object.values(FACTOR_FILES).flat()
  expect(factors.length).toBeGreaterThan(100)
  for (const { low, value, high, source, licence, note, subject } of factors) {
    expect(compare(low, value), subject).toBeLessThanOrEqual(0)
    expect(compare(value, high), subject).toBeLessThanOrEqual(0)
    expect(
      [source, licence, note].every((text) => text !== ''),
      `${subject}: ${source}`,
    ).toBe(source !== '' && note !== '')
  }
})
