import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from '#app/figures/csv-text.ts'
import { figuresCsv, type NamedFigure } from '#app/figures/figures-csv.ts'
import { figuresTable } from '#app/figures/figures-table.ts'

const COST: NamedFigure = {
  key: 'k',
  metric: 'cost',
  by: { account: '=HYPERLINK("x")', account_name: 'Été; « A »' },
  period: '2026-Q3',
  unit: 'EUR',
  currency: 'EUR',
  value: -12345.678,
  exact: '-12345.678000000000000001',
  low: -12345.678,
  high: -12345.678,
  causes: [],
  coverage: null,
  evidence: [{ tier: 'recorded', share: 1 }],
  withheld: null,
  state: 'closed',
  dataVersion: 'abc',
}

test('the French file opens in a French spreadsheet: mark, semicolons, decimal commas, no grouping', () => {
  expect(figuresCsv([COST], 'french')).toBe(
    '\ufeffmetric;account;account_name;period;unit;currency;value;exact;low;high;coverage;evidence;causes;state;data_version;withheld\r\n' +
      'cost;"\'=HYPERLINK(""x"")";"Été; « A »";2026-Q3;EUR;EUR;-12345,678;-12345,678000000000000001;-12345,678;-12345,678;;recorded=1;;closed;abc;\r\n',
  )
})

test('the machine’s file has commas and points', () => {
  const [, line] = figuresCsv([COST], 'machine').split('\r\n')
  expect(line).toContain(',2026-Q3,EUR,EUR,-12345.678,-12345.678000000000000001,')
})

test('a text that a spreadsheet would run is made text, a negative number stays a number', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '\r=1', ' =1']) {
    const csv = figuresCsv([{ ...COST, by: { account: text } }], 'machine')
    expect(csv.replaceAll('"', '').split(',')).toContainEqual(expect.stringMatching(/^'/))
  }
  expect(figuresCsv([COST], 'machine')).not.toContain("'-12345")
})

test('a number is written whole, without an exponent', () => {
  expect([1e-7, 1.5e-9, 1e21, -2.5e22, 0, 1234.5].map(plainNumber)).toEqual([
    '0.0000001',
    '0.0000000015',
    '1000000000000000000000',
    '-25000000000000000000000',
    '0',
    '1234.5',
  ])
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (value) => Number(plainNumber(value)) === value || value === 0,
    ),
  )
  expect(() => plainNumber(Number.NaN)).toThrow(RangeError)
})

test('the table aligns numbers to the right and shows what is unknown', () => {
  const [header, line] = figuresTable([{ ...COST, by: {}, value: null, exact: null }]).split('\n')
  expect(header).toMatch(/^metric {2}period {3} *value {2}unit/)
  expect(line).toContain('–')
})
